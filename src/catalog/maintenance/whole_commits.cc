#include "catalog/maintenance/whole_commits.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/error.h"

namespace tarn::catalog {
namespace {

bool IsFirstParentOf(versions::Repository& repository, const versions::Hash& ancestor,
                     const versions::Hash& head) {
  return repository.FirstParentBase(ancestor, head) == ancestor;
}

// The newest commit of the history that is not younger than `time`, as `main*<time>` names it.
bool IsNewestBefore(versions::Repository& repository, const std::string& history,
                    base::TimePoint time, const versions::Hash& commit) {
  try {
    return repository.Resolve(history + "*" + base::FormatTimestamp(time)).hash == commit;
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound) throw;  // the history is younger
    return false;
  }
}

// How far back the history below `head` is whole: what was kept of it before, if anything was.
base::TimePoint FloorBefore(versions::Repository& repository, const RetentionFloors& before,
                            const versions::Hash& head) {
  std::optional<base::TimePoint> lowest;
  for (const auto& kept : before.kept) {
    if ((!lowest || kept.floor < *lowest) && IsFirstParentOf(repository, kept.head, head)) {
      lowest = kept.floor;
    }
  }
  return lowest ? std::max(*lowest, before.all) : before.highest;
}

}  // namespace

bool MayHaveBeenSwept(versions::Repository& repository, const RetentionFloors& floors,
                      const versions::Commit& commit) {
  if (commit.time > floors.swept) return false;
  const auto references = repository.ListReferences();
  const auto reaches = [&](const auto& test) {
    return std::any_of(references.begin(), references.end(), test);
  };
  if (reaches([&](const auto& reference) { return reference.head == commit.hash; })) return false;
  return !reaches(
      [&](const auto& reference) { return repository.IsAncestor(commit.hash, reference.head); });
}

bool IsWhole(versions::Repository& repository, const RetentionFloors& floors,
             const versions::Commit& commit) {
  if (MayHaveBeenSwept(repository, floors, commit)) return false;
  if (commit.time >= floors.highest) return true;
  const auto references = repository.ListReferences();
  if (std::any_of(references.begin(), references.end(),
                  [&](const auto& reference) { return reference.head == commit.hash; })) {
    return true;
  }
  if (floors.kept.empty()) {
    return std::any_of(references.begin(), references.end(), [&](const auto& reference) {
      return IsNewestBefore(repository, reference.name, floors.all, commit.hash);
    });
  }
  return std::any_of(floors.kept.begin(), floors.kept.end(), [&](const auto& kept) {
    const base::TimePoint floor = std::max(kept.floor, floors.all);
    if (commit.time >= floor) return IsFirstParentOf(repository, commit.hash, kept.head);
    return IsNewestBefore(repository, "@" + kept.head.hex(), floor, commit.hash);
  });
}

RetentionFloors RaisedFloors(
    versions::Repository& repository, const RetentionFloors& before,
    const std::function<base::TimePoint(const versions::Reference&)>& cutoff_of) {
  std::map<versions::Hash, base::TimePoint> by_head;
  RetentionFloors after = before;
  for (const auto& reference : repository.ListReferences()) {
    base::TimePoint floor = std::max(cutoff_of(reference), before.all);
    if (floor < before.highest) {
      floor = std::max(floor, FloorBefore(repository, before, reference.head));
    }
    const auto [found, added] = by_head.emplace(reference.head, floor);
    if (!added) found->second = std::min(found->second, floor);
    after.highest = std::max(after.highest, floor);
  }
  after.kept.clear();
  for (const auto& [head, floor] : by_head) after.kept.push_back({head, floor});
  return after;
}

}  // namespace tarn::catalog
