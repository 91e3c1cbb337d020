#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "catalog/content.h"
#include "iceberg/maintenance/path_set.h"
#include "versions/repository.h"

namespace tarn::catalog {

// The commits that a clean-up must leave whole, and what they name.
//
// A commit is retained when it is the head of a branch or tag, when a reference reaches it (over
// any parents) and it is not older than that reference's cutoff, or when it is the newest before
// the cutoff on such a way: what `main*<cutoff>` names. See docs/adr/0005-retention.md. Not thread
// safe.
class CommitWalk {
 public:
  using CutoffOf = std::function<base::TimePoint(const versions::Reference& reference)>;
  // `cutoff_of` is asked for each reference whenever it is walked from.
  // Older commits than `incomplete_before` may have lost their keys (versions::CompactObjects): the
  // way ends there. Missing keys of younger ones are kDataCorruption.
  CommitWalk(versions::Repository& repository, CutoffOf cutoff_of,
             base::TimePoint incomplete_before = {})
      : repository_(repository),
        cutoff_of_(std::move(cutoff_of)),
        incomplete_before_(incomplete_before) {}

  // False when the content could not be looked at: it is visited again if another commit names it.
  using Visit = std::function<bool(const CatalogContent& content, const versions::Commit& commit)>;
  // Visits each table's and view's content of all retained commits, each metadata location once.
  // Called again, it visits what references name that were moved or made since: commits that were
  // walked before are not walked again, unless a new reference retains more of their history. Costs
  // what differs between commits, and one listing of keys for each way that ends.
  void VisitRetained(const Visit& visit);

  // Metadata files of one table (by its content id, which renames keep) that only commits name that
  // are not retained, oldest first. Goes back in history until `exists` says that a metadata file
  // is gone: what is older was dealt with by an earlier clean-up. Call after VisitRetained.
  std::vector<std::string> UnretainedMetadata(
      const std::string& content_id, const std::function<bool(const std::string&)>& exists) const;

  size_t commits() const { return retained_.size(); }
  bool retains(const versions::Hash& commit) const { return retained_.contains(commit); }
  // In no order.
  std::vector<versions::Hash> retained() const;

 private:
  void VisitFrom(const versions::Hash& head, base::TimePoint cutoff, const Visit& visit);
  // False when the way ends at this commit.
  bool VisitChanges(const versions::Commit& commit, const Visit& visit);
  void VisitAll(const versions::Commit& commit, const Visit& visit);
  void VisitContent(const versions::ContentKey& key, const versions::Content& content,
                    const versions::Commit& commit, const Visit& visit);

  versions::Repository& repository_;
  const CutoffOf cutoff_of_;
  const base::TimePoint incomplete_before_;
  std::unordered_map<versions::Hash, base::TimePoint> retained_;  // with the earliest cutoff
  std::vector<versions::Hash> last_;  // retained commits whose parents are not
  iceberg::PathSet locations_;
};

}  // namespace tarn::catalog
