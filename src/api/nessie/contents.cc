// Contents by key, and entries: the keys of a commit.
#include <algorithm>
#include <set>

#include "api/nessie/content_json.h"
#include "api/nessie/filters.h"
#include "api/nessie/key_path.h"
#include "api/nessie/page_builder.h"
#include "api/nessie/service.h"

namespace tarn::api::nessie {
namespace {

using versions::ContentKey;

constexpr size_t kKeysPerRead = 1000;

// Calls `visit` for the entries of a commit from `from` on, `from` too, until it returns false.
void VisitKeys(versions::Repository& repository, const versions::Hash& commit,
               const ContentKey& prefix, const std::optional<ContentKey>& from,
               const std::function<bool(versions::KeyEntry)>& visit) {
  if (!prefix.elements.empty() && (!from || *from <= prefix)) {
    if (auto content = repository.GetContent(commit, prefix)) {
      if (!visit({prefix, std::move(*content)})) return;
    }
  } else if (from && prefix < *from) {
    // Lists begin behind a key.
    auto content = from->StartsWith(prefix) ? repository.GetContent(commit, *from) : std::nullopt;
    if (content && !visit({*from, std::move(*content)})) return;
  }
  versions::Page page{from && prefix < *from ? from : std::nullopt, kKeysPerRead};
  while (true) {
    auto entries = repository.ListKeys(commit, prefix, page);
    const bool more = entries.size() == kKeysPerRead;
    if (more) page.after = entries.back().key;
    for (versions::KeyEntry& entry : entries) {
      if (!visit(std::move(entry))) return;
    }
    if (!more) return;
  }
}

}  // namespace

ContentsResponse Service::GetContent(const RefSpec& ref, const ContentKey& key) {
  const ResolvedRef at = Resolve(ref, {.hash = "Expected hash"});
  auto content = repository_.GetContent(at.hash, key);
  if (!content) {
    std::string name;
    for (const std::string& element : key.elements) name += (name.empty() ? "" : ".") + element;
    throw ApiError(ErrorCode::kContentNotFound,
                   "Could not find content for key '" + name + "' in reference '" + at.name + "'.",
                   key);
  }
  return {{{key, std::move(*content)}}, at.ToReference()};
}

ContentsResponse Service::GetContents(const RefSpec& ref, const std::vector<ContentKey>& keys) {
  const ResolvedRef at = Resolve(ref, {.hash = "Expected hash"});
  ContentsResponse response;
  response.effective = at.ToReference();
  const std::set<ContentKey> unique(keys.begin(), keys.end());
  for (const ContentKey& key : unique) {
    auto content = repository_.GetContent(at.hash, key);
    if (content) response.contents.push_back({key, std::move(*content)});
  }
  return response;
}

EntriesResponse Service::GetEntries(const EntriesRequest& request) {
  const ResolvedRef at = Resolve(request.ref, {.hash = "Expected hash"});
  const auto accepts = EntryFilter(request.filter);
  const std::set<ContentKey> keys(request.keys.begin(), request.keys.end());
  const auto depth = static_cast<size_t>(std::max<int64_t>(request.namespace_depth, 0));
  std::optional<ContentKey> from = request.min_key, to = request.max_key;
  if (!keys.empty()) {
    from = from ? std::max(*from, *keys.begin()) : *keys.begin();
    to = to ? std::min(*to, *keys.rbegin()) : *keys.rbegin();
  }
  if (request.page.token) {
    const ContentKey token = ParseKeyPath(*request.page.token);
    from = from ? std::max(*from, token) : token;
  }
  PageBuilder<Entry> builder(request.page, kMaxRecords, kMaxResponseBytes);
  std::optional<ContentKey> shown;  // the namespace that deeper keys were shown as last
  VisitKeys(repository_, at.hash, request.prefix.value_or(ContentKey()), from,
            [&](versions::KeyEntry found) {
              if (to && *to < found.key) return false;
              if (!keys.empty() && !keys.contains(found.key)) return true;
              if (found.key.elements.size() < depth) return true;
              Entry entry{found.key, TypeOf(found.content), found.content.content_id, {}};
              if (!accepts(entry.key, entry.type)) return true;
              const std::string token = ToEscapedKeyPath(entry.key.elements);
              const size_t bytes = 200 + (request.with_content ? found.content.payload.size() : 0);
              if (request.with_content) entry.content = std::move(found.content);
              if (depth > 0 && entry.key.elements.size() > depth) {
                entry.key.elements.resize(depth);
                entry = {entry.key, "NAMESPACE", "", {}};
              }
              if (depth > 0 && entry.type == "NAMESPACE") {
                if (shown == entry.key) return true;
                shown = entry.key;
              }
              return builder.Add(std::move(entry), token, bytes);
            });
  return {builder.Take(), at.ToReference()};
}

}  // namespace tarn::api::nessie
