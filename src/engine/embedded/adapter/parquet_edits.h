#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

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
  // As SplitOffsets.
  std::vector<int64_t> split_offsets;
};

// Where the row groups of a complete Parquet file begin, in ascending order (spec: Manifests,
// split_offsets). kDataCorruption when it has no footer, and errors of the file system.
std::vector<int64_t> SplitOffsets(duckdb::FileSystem& files, const std::string& path);

// Writes a Parquet file of DuckDB's anew at `to`, with `edits` made: other annotations in its
// footer, and the pages of columns of fixed[n] as FIXED_LEN_BYTE_ARRAY. All other bytes are copied.
// Memory is bounded by a column chunk of fixed[n]. Errors as ToFixedPages, and those of the file
// system.
EditedFile WriteEdited(duckdb::FileSystem& files, const std::string& from, const std::string& to,
                       const ParquetEdits& edits);

}  // namespace tarn::engine::embedded
