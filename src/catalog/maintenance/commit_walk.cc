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

// None when the keys of such an old commit are no longer there (versions::CompactObjects).
std::optional<std::vector<versions::DiffEntry>> FindDiff(versions::Repository& repository,
                                                         const versions::Hash& from,
                                                         const versions::Hash& to) {
  try {
    return repository.Diff(from, to);
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kDataCorruption) throw;
    return std::nullopt;
  }
}

}  // namespace

void CommitWalk::VisitContent(const versions::ContentKey& key, const versions::Content& content,
                              const versions::Commit& commit, const Visit& visit) {
  const CatalogContent parsed = ParseContent(content, key);
  const std::string* location = LocationOf(parsed);
  if (!location || locations_.Contains(*location)) return;
  if (visit(parsed, commit)) locations_.Insert(*location);
}

void CommitWalk::VisitAll(const versions::Commit& commit, const Visit& visit) {
  versions::Page page;
  page.limit = kKeysPerPage;
  while (true) {
    const auto entries = repository_.ListKeys(commit.hash, {}, page);
    for (const auto& entry : entries) VisitContent(entry.key, entry.content, commit, visit);
    if (entries.size() < kKeysPerPage) return;
    page.after = entries.back().key;
  }
}

bool CommitWalk::VisitChanges(const versions::Commit& commit, const Visit& visit) {
  const versions::Hash& parent = commit.parents.front();
  std::optional<std::vector<versions::DiffEntry>> changes;
  if (repository_.GetCommit(parent).time < incomplete_before_) {
    changes = FindDiff(repository_, parent, commit.hash);
    if (!changes) return false;
  } else {
    changes = repository_.Diff(parent, commit.hash);
  }
  // What it shares with its first parent is visited there.
  for (const auto& entry : *changes) {
    if (entry.to) VisitContent(entry.key, *entry.to, commit, visit);
  }
  return true;
}

void CommitWalk::VisitRetained(const Visit& visit) {
  std::vector<std::pair<base::TimePoint, versions::Hash>> heads;
  for (const auto& reference : repository_.ListReferences()) {
    heads.emplace_back(cutoff_of_(reference), reference.head);
  }
  // Who retains most comes first, so that others end where it has been.
  std::sort(heads.begin(), heads.end());
  for (const auto& [cutoff, head] : heads) VisitFrom(head, cutoff, visit);
}

void CommitWalk::VisitFrom(const versions::Hash& head, base::TimePoint cutoff, const Visit& visit) {
  std::vector<versions::Hash> queue = {head};
  while (!queue.empty()) {
    const versions::Hash hash = queue.back();
    queue.pop_back();
    const auto known = retained_.find(hash);
    if (known != retained_.end() && known->second <= cutoff) continue;
    const versions::Commit commit = repository_.GetCommit(hash);
    try {
      if (commit.parents.empty()) {
        // The empty commit that every history starts with.
      } else if (commit.time >= cutoff && VisitChanges(commit, visit)) {
        queue.insert(queue.end(), commit.parents.begin(), commit.parents.end());
      } else if (known == retained_.end()) {
        VisitAll(commit, visit);
        last_.push_back(hash);
      }
    } catch (const base::Error& error) {
      const bool given_up = hash != head && commit.time < incomplete_before_;
      if (error.kind() != base::ErrorKind::kDataCorruption || !given_up) throw;
      continue;
    }
    retained_[hash] = cutoff;
  }
}

std::vector<versions::Hash> CommitWalk::retained() const {
  std::vector<versions::Hash> hashes;
  for (const auto& [hash, cutoff] : retained_) hashes.push_back(hash);
  return hashes;
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
      const auto entries = FindDiff(repository_, parent, child);
      if (!entries) continue;
      for (const auto& entry : *entries) {
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
