#pragma once

#include <functional>
#include <string>
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
// A commit is retained when it is the head of a branch or tag, when it is not older than the cutoff
// and any reference reaches it (over any parents), or when it is the newest before the cutoff on
// such a way: what `main*<cutoff>` names. See docs/adr/0005-retention.md. Not thread safe.
class CommitWalk {
 public:
  CommitWalk(versions::Repository& repository, base::TimePoint cutoff)
      : repository_(repository), cutoff_(cutoff) {}

  using Visit = std::function<void(const CatalogContent& content)>;
  // Visits each table's and view's content of all retained commits, each metadata location once.
  // Called again, it visits what references name that were moved or made since: commits that were
  // walked before are not walked again. Costs what differs between commits, and one listing of keys
  // for each way that ends.
  void VisitRetained(const Visit& visit);

  // Metadata files of one table (by its content id, which renames keep) that only commits name that
  // are not retained, oldest first. Goes back in history until `exists` says that a metadata file
  // is gone: what is older was dealt with by an earlier clean-up. Call after VisitRetained.
  std::vector<std::string> UnretainedMetadata(
      const std::string& content_id, const std::function<bool(const std::string&)>& exists) const;

  size_t commits() const { return retained_.size(); }

 private:
  void VisitAll(const versions::Hash& commit, const Visit& visit);
  void VisitContent(const versions::ContentKey& key, const versions::Content& content,
                    const Visit& visit);

  versions::Repository& repository_;
  const base::TimePoint cutoff_;
  std::unordered_set<versions::Hash> retained_;
  std::vector<versions::Hash> last_;  // retained commits whose parents are not
  iceberg::PathSet locations_;
};

}  // namespace tarn::catalog
