#include "api/iceberg_rest/paging.h"

#include <algorithm>
#include <charconv>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/responses.h"

namespace tarn::api::iceberg_rest {

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
  if (token && !token->empty()) {
    const PageToken parsed = DecodePageToken(*token);
    page.after = parsed.after;
    page.snapshot = call.Snapshot("@" + parsed.commit_hash);
  } else {
    page.snapshot = call.Snapshot(call.reference());
  }
  return page;
}

}  // namespace tarn::api::iceberg_rest
