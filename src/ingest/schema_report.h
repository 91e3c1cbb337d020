#pragma once

#include <string>
#include <vector>

#include "engine/load.h"

namespace tarn::ingest {

enum class ColumnVerdict {
  kSame,         // as declared
  kNew,          // the table does not have it (or does not exist yet)
  kMissing,      // the table has it, the load does not
  kTypeDiffers,  // both have it, with different types
};

// "same", "new", "missing", "type differs".
const char* ColumnVerdictName(ColumnVerdict verdict);

struct ColumnFinding {
  std::string column;
  std::string loaded_type;  // as Trino writes it; empty when the load does not have it
  std::string table_type;   // empty when the table does not have it
  ColumnVerdict verdict = ColumnVerdict::kSame;
};

// Schema validation: the columns of a load against those of its table.
struct SchemaReport {
  bool table_exists = false;
  std::vector<ColumnFinding> columns;

  // Whether the rows can be appended as they are.
  bool fits() const;
  // The findings that keep it from fitting, one a line: "amount: decimal(12,2) in the load, double
  // in the table".
  std::string Differences() const;
};

// Compares by name, in the order of the load, then what only the table has. `loaded` has the
// constants too; `table` is null when the table does not exist.
SchemaReport CompareSchemas(const std::vector<engine::LoadColumn>& loaded,
                            const std::vector<engine::LoadColumn>* table);

}  // namespace tarn::ingest
