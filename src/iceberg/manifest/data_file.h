#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/id_map.h"
#include "iceberg/ids.h"
#include "iceberg/partition_spec.h"

namespace tarn::iceberg {

enum class FileContent { kData = 0, kPositionDeletes = 1, kEqualityDeletes = 2 };
enum class FileFormat { kAvro, kOrc, kParquet, kPuffin };
// "PARQUET"; parsing takes any case, kUnsupported for other formats.
std::string_view ToString(FileFormat format);
FileFormat ParseFileFormat(std::string_view text);

// A data or delete file and what is known of its content (spec: Manifests / data_file). A value.
// Sizes are bytes; counts are of values, nulls included; bounds are in the binary single-value form
// (ToBytes) and may be truncated.
struct DataFile {
  FileContent content = FileContent::kData;
  std::string file_path = {};
  FileFormat file_format = FileFormat::kParquet;
  PartitionSpecId spec_id{0};  // not in the file: the manifest says
  PartitionValues partition = {};
  int64_t record_count = 0;
  int64_t file_size_in_bytes = 0;
  IdMap<int64_t> column_sizes = {};
  IdMap<int64_t> value_counts = {};
  IdMap<int64_t> null_value_counts = {};
  IdMap<int64_t> nan_value_counts = {};
  IdMap<std::string> lower_bounds = {};
  IdMap<std::string> upper_bounds = {};
  std::optional<std::string> key_metadata = {};
  std::vector<int64_t> split_offsets = {};
  std::vector<FieldId> equality_ids = {};
  std::optional<SortOrderId> sort_order_id = {};
  // The data file that position deletes or a deletion vector are about, when it is one.
  std::optional<std::string> referenced_data_file = {};
  // Version 3: row id of a data file's first row; where a deletion vector's blob is in its Puffin
  // file.
  std::optional<int64_t> first_row_id = {};
  std::optional<int64_t> content_offset = {};
  std::optional<int64_t> content_size_in_bytes = {};

  bool is_deletion_vector() const {
    return content == FileContent::kPositionDeletes && file_format == FileFormat::kPuffin;
  }
  friend bool operator==(const DataFile&, const DataFile&) = default;
};

// What tells a live file from all others: deletion vectors share Puffin files, and differ in where
// they are.
struct FileKey {
  std::string path;
  std::optional<int64_t> content_offset;

  friend auto operator<=>(const FileKey&, const FileKey&) = default;
};
inline FileKey KeyOf(const DataFile& file) { return {file.file_path, file.content_offset}; }

// How bounds of strings and bytes are kept short (Iceberg's default is 16: characters of a string,
// bytes of a binary). The upper bound is the next greater prefix, or nothing when there is none.
std::string TruncateLowerBound(const PrimitiveType& type, std::string_view bytes, size_t length);
std::optional<std::string> TruncateUpperBound(const PrimitiveType& type, std::string_view bytes,
                                              size_t length);

}  // namespace tarn::iceberg
