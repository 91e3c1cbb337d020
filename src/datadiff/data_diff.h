#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "catalog/catalog.h"
#include "datadiff/column_deltas.h"
#include "datadiff/row_diff.h"
#include "datadiff/schema_diff.h"
#include "engine/engine.h"

namespace tarn::datadiff {

inline constexpr size_t kMaxSamples = 1000;

struct Options {
  // Columns that tell one row from another; they must be in both tables. Empty: the table's
  // identifier fields, if it has any; otherwise rows are compared as a whole, and none is changed.
  std::vector<std::string> key = {};
  size_t samples = 10;                             // rows of each kind and table, at most
  bool aggregates = true;                          // counts, sums and bounds of columns
  std::set<catalog::TableIdentifier> tables = {};  // only these; empty: all
};

enum class Change { kAdded, kDropped, kChanged, kRenamed };
const char* ToString(Change change);  // "added", "dropped", "changed", "renamed"

// What differs in one table or view.
struct TableDiff {
  catalog::TableIdentifier name;  // in `to`, of a dropped one in `from`
  catalog::ContentKind kind = catalog::ContentKind::kTable;
  Change change = Change::kChanged;
  std::optional<catalog::TableIdentifier> former_name = {};  // of a renamed one
  std::vector<SchemaChange> schema = {};

  // Of tables only. Of all rows, not just of those that were compared.
  uint64_t rows_before = 0;
  uint64_t rows_after = 0;
  std::vector<std::string> key = {};  // that rows were compared by; empty: as a whole
  std::optional<RowDiff> rows = {};   // none where there is nothing to compare
  std::vector<ColumnDelta> columns = {};
  std::vector<std::string> notes = {};  // what was left out, for people
};

// The commits that were compared.
struct Compared {
  std::string from;
  std::string to;
};

// Compares the tables and views of two references. Lives as long as one comparison; its function is
// called by one thread, Cancel by any. The catalog and the engine outlive it.
class DataDiffer {
 public:
  DataDiffer(catalog::Catalog& catalog, engine::Engine& engine)
      : catalog_(catalog), engine_(engine) {}

  using Sink = std::function<void(TableDiff)>;
  // Calls `sink` for each table and view that differs, by name; metadata alone (a property, a
  // compaction) makes a table with no rows changed. Both references are resolved once.
  //
  // Errors: kNotFound for an unknown reference, or when one of options.tables is in neither;
  // kInvalidArgument for a key that a table lacks on either side, or more samples than kMaxSamples;
  // kCancelled; those of the engine.
  Compared Compare(const std::string& from, const std::string& to, const Options& options,
                   const Sink& sink);
  // Makes the comparison stop with kCancelled as soon as it can.
  void Cancel();

 private:
  struct Sides;
  struct Pair;
  void CompareTables(const Sides& sides, const Pair& pair, const Options& options, TableDiff& diff);
  void CompareRows(const Sides& sides, const Pair& pair, const Options& options, TableDiff& diff);
  engine::Session& SessionOf(const std::string& commit);

  catalog::Catalog& catalog_;
  engine::Engine& engine_;
  base::CancelToken cancel_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<engine::Session>> sessions_;  // by commit
};

}  // namespace tarn::datadiff
