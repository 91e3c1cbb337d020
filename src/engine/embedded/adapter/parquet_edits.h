#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/embedded/adapter/duck.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// Columns, by field id, that DuckDB's Parquet writer has no type for as the specification wants it
// (spec: Appendix A, Parquet): fixed[n], timestamptz_ns, variant, geometry and geography.
using ParquetEdits = std::map<iceberg::FieldId, iceberg::PrimitiveType>;

ParquetEdits EditsFor(const iceberg::Schema& schema);

struct EditedFile {
  uint64_t size = 0;
  // Compressed bytes of the columns whose pages changed.
  std::map<iceberg::FieldId, int64_t> column_sizes;
};

// Writes a Parquet file of DuckDB's anew at `to`, with `edits` made: other annotations in its
// footer, and the pages of columns of fixed[n] as FIXED_LEN_BYTE_ARRAY. All other bytes are copied.
// Memory is bounded by a column chunk of fixed[n]. Errors as ToFixedPages, and those of the file
// system.
EditedFile WriteEdited(duckdb::FileSystem& files, const std::string& from, const std::string& to,
                       const ParquetEdits& edits);

}  // namespace tarn::engine::embedded
