#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// The FIELD_IDS option of DuckDB's Parquet writer for a schema.
duckdb::Value FieldIdsOption(const iceberg::Schema& schema);

// What DuckDB's Parquet writer tells of a finished file, as Iceberg keeps it: sizes, counts and
// bounds by field id (bounds of strings and bytes truncated to 16, none where NaN is about).
class FileStatistics {
 public:
  explicit FileStatistics(const iceberg::Schema& schema);
  // Fills counts, sizes and bounds of `file`.
  void Fill(const duckdb::CopyFunctionFileStatistics& written, iceberg::DataFile& file) const;

 private:
  struct Column {
    iceberg::FieldId id = 0;
    iceberg::PrimitiveType type;
    bool has_bounds = true;  // not below lists and maps
  };
  void AddField(const iceberg::NestedField& field, const std::string& parent, bool repeated);

  std::map<std::string, Column> columns_;  // by the writer's quoted path
};

}  // namespace tarn::engine::embedded
