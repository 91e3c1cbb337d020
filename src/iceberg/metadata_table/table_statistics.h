#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/metadata_table/metadata_table.h"

namespace tarn::iceberg {

// What manifests tell of a table's columns, for SHOW STATS and cost models. Rows that deletes take
// out are counted, so that counts are upper bounds.
struct TableStatistics {
  struct Column {
    const NestedField* field = nullptr;  // top-level, primitive; in the source's metadata
    std::optional<int64_t> null_count;
    std::optional<int64_t> size_in_bytes;  // in the files, compressed
    std::optional<Literal> min;            // of strings possibly shortened: a lower bound
    std::optional<Literal> max;            // an upper bound
  };
  int64_t row_count = 0;
  std::vector<Column> columns;
};

// Over the data files of the source's snapshot, as the open transaction sees it; one manifest is in
// memory at a time. Something that one file does not tell is not known of the table. Errors as
// MetadataRowReader::Next.
TableStatistics StatisticsOf(const MetadataTableSource& source,
                             const MetadataReadOptions& options = {});

}  // namespace tarn::iceberg
