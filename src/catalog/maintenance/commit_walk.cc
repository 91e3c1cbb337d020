#include "catalog/maintenance/commit_walk.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.h"

namespace tarn::catalog {
namespace {

constexpr size_t kKeysPerPage = 1000;

const std::string* LocationOf(const CatalogContent& content) {
  if (const auto* table = std::get_if<TableContent>(&content)) return &table->metadata_location;
  if (const auto* view = std::get_if<ViewContent>(&content)) return &view->metadata_location;
  if (const auto* udf = std::get_if<UdfContent>(&content)) {
    return udf->metadata_location ? &*udf->metadata_location : nullptr;
  }
  if (const auto* delta = std::get_if<DeltaLakeContent>(&content)) {
    const auto& history = delta->metadata_location_history;
    return history.empty() ? nullptr : &history.front();
  }
  return nullptr;
}

// None when the version store no longer has it: history may be cut behind what is retained.
std::optional<versions::Commit> FindCommit(versions::Repository& repository,
                                           const versions::Hash& hash) {
  try {
    return repository.GetCommit(hash);
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound) throw;
    return std::nullopt;
  }
}

}  // namespace

void CommitWalk::VisitContent(const versions::ContentKey& key, const versions::Content& content,
                              const Visit& visit) {
  const CatalogContent parsed = ParseContent(content, key);
  const std::string* location = LocationOf(parsed);
  if (location && locations_.Insert(*location)) visit(parsed);
}

void CommitWalk::VisitAll(const versions::Hash& commit, const Visit& visit) {
  versions::Page page;
  page.limit = kKeysPerPage;
  while (true) {
    const auto entries = repository_.ListKeys(commit, {}, page);
    for (const auto& entry : entries) VisitContent(entry.key, entry.content, visit);
    if (entries.size() < kKeysPerPage) return;
    page.after = entries.back().key;
  }
}

void CommitWalk::VisitRetained(const Visit& visit) {
  std::vector<versions::Hash> queue;
  for (const auto& reference : repository_.ListReferences()) queue.push_back(reference.head);
  while (!queue.empty()) {
    const versions::Hash hash = queue.back();
    queue.pop_back();
    if (retained_.contains(hash)) continue;
    const versions::Commit commit = repository_.GetCommit(hash);
    if (!commit.parents.empty()) {
      if (commit.time >= cutoff_) {
        // What it shares with its first parent is visited there.
        for (const auto& entry : repository_.Diff(commit.parents.front(), hash)) {
          if (entry.to) VisitContent(entry.key, *entry.to, visit);
        }
        queue.insert(queue.end(), commit.parents.begin(), commit.parents.end());
      } else {
        VisitAll(hash, visit);
        last_.push_back(hash);
      }
    }
    retained_.insert(hash);
  }
}

std::vector<std::string> CommitWalk::UnretainedMetadata(
    const std::string& content_id, const std::function<bool(const std::string&)>& exists) const {
  std::vector<std::pair<base::TimePoint, std::string>> found;
  std::set<std::string> known;
  std::unordered_set<versions::Hash> seen;
  std::vector<versions::Hash> queue = last_;
  while (!queue.empty()) {
    const versions::Hash child = queue.back();
    queue.pop_back();
    for (const versions::Hash& parent : repository_.GetCommit(child).parents) {
      if (retained_.contains(parent) || !seen.insert(parent).second) continue;
      const std::optional<versions::Commit> found_commit = FindCommit(repository_, parent);
      if (!found_commit || found_commit->parents.empty()) continue;
      const versions::Commit& commit = *found_commit;
      bool more = true;
      for (const auto& entry : repository_.Diff(parent, child)) {
        if (!entry.from || entry.from->content_id != content_id) continue;
        const CatalogContent content = ParseContent(*entry.from, entry.key);
        const std::string* location = LocationOf(content);
        if (!location || locations_.Contains(*location) || known.contains(*location)) continue;
        more = exists(*location);
        if (more) {
          known.insert(*location);
          found.emplace_back(commit.time, *location);
        }
      }
      if (more) queue.push_back(parent);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> locations;
  for (auto& [time, location] : found) locations.push_back(std::move(location));
  return locations;
}

}  // namespace tarn::catalog
