#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/content.h"
#include "catalog/metadata_cache.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"
#include "versions/repository.h"

namespace tarn::catalog {

// What a branch did to a table since `base`, as far as a merge can take it over: the snapshots that
// it appended to main, oldest first.
struct AppendedSnapshots {
  std::vector<iceberg::SnapshotId> snapshots;
  // Why it cannot be taken over, e.g. "it changed the schema"; empty when it can.
  std::string obstacle;
};
// `theirs` comes from `base`. Only metadata is looked at.
AppendedSnapshots FindAppends(const iceberg::TableMetadata& base,
                              const iceberg::TableMetadata& theirs);

// Merges one table that both sides of a merge changed: what the source appended is appended to the
// target's table, with new sequence numbers and row ids, in one snapshot. Appends fit on whatever
// the target did; anything else that the source did is a conflict. The manifests of the source's
// snapshots are read, data files only named. Used by one thread, for one merge.
class TableMerger {
 public:
  struct Environment {
    MetadataCache& cache;
    store::ObjectStore& store;
    base::Clock& clock;
    std::function<void(const std::string&)> will_write;  // told before each file
    std::function<void()> make_durable;                  // called when a table's files are written
    bool dry_run = false;  // write nothing: the source's content stands for the result
  };

  explicit TableMerger(Environment environment) : environment_(std::move(environment)) {}

  // As versions::ContentResolver: none when it is a conflict. May be called again for the same key
  // after a lost race: then what the earlier call wrote is removed.
  std::optional<versions::Content> Resolve(const versions::ContentKey& key,
                                           const std::optional<versions::Content>& base,
                                           const std::optional<versions::Content>& ours,
                                           const std::optional<versions::Content>& theirs);
  // Why tables could not be merged.
  const std::map<versions::ContentKey, std::string>& obstacles() const { return obstacles_; }

 private:
  std::optional<versions::Content> ResolveTable(const versions::ContentKey& key,
                                                const TableContent& base, const TableContent& ours,
                                                const TableContent& theirs,
                                                const versions::Content& current);

  Environment environment_;
  std::map<versions::ContentKey, std::string> obstacles_;
  std::map<versions::ContentKey, std::vector<std::string>> written_;
};

}  // namespace tarn::catalog
