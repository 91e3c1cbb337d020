#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/change.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"

namespace tarn::catalog {

// Whether appends to the table are fitted onto what others committed meanwhile: "true" or "false".
// Without it they are, unless the table has identifier fields: who writes to such a table by key
// (an upsert that found nothing to change is an append) depends on being told of a lost race.
inline constexpr const char* kRebaseAppendsProperty = "tarn.commit.rebase-appends";

// The commit of a client that wrote its snapshots itself, as REST catalogs take them: when all it
// does is append rows and the table has moved on since, the same files are appended to the table as
// it is now, with the client's snapshot ids, so that none of those who append loses a race.
//
// Such a commit has nothing but pairs of add-snapshot (operation append, on top of the one before)
// and set-snapshot-ref of one branch, under assert-table-uuid and assert-ref-snapshot-id of that
// branch; its other requirements must hold as they are. The client's manifests are read (64 MiB at
// most in all), its data files only named. Sequence numbers, row ids and totals are worked out
// anew. A request that was done already, and comes again, stays a conflict: the table knows its
// snapshots.
//
// Used by one thread, for one table of one commit.
class AppendRebase {
 public:
  struct Environment {
    store::ObjectStore& store;
    base::Clock& clock;
    std::function<void(const std::string&)> will_write;  // told before each file
    // Called for each manifest before it is read; throws for one that the client has no business
    // with.
    std::function<void(const std::string&)> check_location;
  };

  AppendRebase(Environment environment, TableCommit commit);
  ~AppendRebase();

  // The table's part of the commit on `current`: as the client sent it when it fits, and also when
  // it cannot be rebased, so that its requirements tell what changed (kConflict). Repeatable, see
  // BuildTableCommit. Errors of the store that are not about the client's files.
  TableCommit Build(const iceberg::TableMetadata& current);

 private:
  struct Plan;
  bool Fits(const iceberg::TableMetadata& current) const;
  bool MayRebase(const iceberg::TableMetadata& current) const;
  // Reads what the client appended; false when it did more than that.
  bool Prepare(const iceberg::TableMetadata& current);

  const Environment environment_;
  const TableCommit commit_;
  std::unique_ptr<Plan> plan_;  // null: more than appends
  bool prepared_ = false;
};

}  // namespace tarn::catalog
