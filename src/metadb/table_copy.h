#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "metadb/database.h"

namespace tarn::metadb {

// Tables as they are, for copying them from one kind of database to the other.
struct CopiedTable {
  std::string name;
  // In order of names. Of an automatic key the type is kInt64.
  std::vector<std::pair<std::string, ColumnType>> columns;
  friend bool operator==(const CopiedTable&, const CopiedTable&) = default;
};

// Every table that a module of Tarn made, in order of names; not the versions of modules, nor
// write_stop.h's own.
std::vector<CopiedTable> ListTables(Executor& executor);
bool HasTable(Executor& executor, const std::string& name);

// Module and version, of what was migrated to its newest version.
std::vector<std::pair<std::string, int64_t>> SchemaVersions(Executor& executor);

// Replaces what the table holds in `to` by what it holds in `from`, and sets automatic keys to go
// on behind it; then reads it back. The number of rows. Both have the same columns. Memory: on
// PostgreSQL the rows of the table; what is compared are hashes. kDataCorruption when what is read
// back differs.
uint64_t CopyTable(Transaction& from, Transaction& to, const CopiedTable& table,
                   const base::CancelToken& cancel);

// Inserts rows, all of the same table, several in a statement; those whose key is there are
// skipped.
class RowInserter {
 public:
  RowInserter(Executor& executor, const CopiedTable& table);
  void Add(std::vector<Value> row);
  // What was added and is not written yet.
  void Flush();

 private:
  std::string Statement(size_t rows) const;

  Executor& executor_;
  const CopiedTable table_;
  const size_t rows_a_statement_;
  const std::string full_;  // for that many
  Params waiting_;
  size_t rows_ = 0;
  size_t bytes_ = 0;
};

}  // namespace tarn::metadb
