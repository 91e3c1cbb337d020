#include "api/iceberg_rest/paging.h"

#include <algorithm>
#include <charconv>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/responses.h"
#include "base/content_hash.h"

namespace tarn::api::iceberg_rest {

namespace {

// What is listed: where and of which kind. The same on every server of a lake.
std::string ListingOf(const Call& call) {
  const std::string& path = call.request.path;
  base::ContentHash hash;
  // None of them has a line break: names may not, and paths are percent-encoded.
  for (const std::string& part : {call.reference(), path.substr(path.rfind('/') + 1),
                                  call.path.Get("namespace"), call.request.query.Get("parent")}) {
    hash.Update(part);
    hash.Update("\n");
  }
  return hash.Hex();
}

}  // namespace

std::string PageRequest::NextToken() const {
  return EncodePageToken({snapshot->commit_hash(), listing, after});
}

PageRequest ParsePage(const Call& call) {
  constexpr size_t kDefault = 1'000;
  constexpr size_t kMost = 10'000;
  PageRequest page;
  page.limit = kDefault;
  const auto token = call.request.query.Find("pageToken");
  const auto size = call.request.query.Find("pageSize");
  page.paged = token.has_value() || size.has_value();
  if (size && !size->empty()) {
    int64_t number = 0;
    const auto [end, error] = std::from_chars(size->data(), size->data() + size->size(), number);
    if (error != std::errc() || end != size->data() + size->size() || number < 1) {
      ThrowBadRequest(fmt::format("pageSize is not a positive number: '{}'", *size));
    }
    page.limit = std::min<size_t>(static_cast<size_t>(number), kMost);
  }
  page.listing = ListingOf(call);
  if (token && !token->empty()) {
    const PageToken parsed = DecodePageToken(*token);
    if (parsed.listing != page.listing) {
      ThrowBadRequest(fmt::format("the page token is of another listing: '{}'", *token));
    }
    page.after = parsed.after;
    page.snapshot = call.Snapshot("@" + parsed.commit_hash);
  } else {
    page.snapshot = call.Snapshot(call.reference());
  }
  return page;
}

}  // namespace tarn::api::iceberg_rest
