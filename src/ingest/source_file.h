#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/load.h"

namespace tarn::ingest {

// Names of files that patterns (*, ?, [a-z]) stand for, sorted; a name without a pattern stands for
// itself, whether it exists or not. kNotFound when a pattern matches nothing.
std::vector<std::string> ExpandFiles(const std::vector<std::string>& patterns);

// By the name's end, before .gz: .csv and .tsv, .json, .jsonl and .ndjson, .parquet.
// kInvalidArgument for others.
engine::FileFormat FormatOf(const std::string& path);

struct FileState {
  uint64_t bytes = 0;
  int64_t modified_ns = 0;
  friend bool operator==(const FileState&, const FileState&) = default;
};
// kNotFound; kInvalidArgument for a folder; kPermissionDenied, kUnavailable.
FileState StatFile(const std::string& path);

// The fields of the first record of a CSV file (gzip or not, with a byte order mark or not),
// without reading more. Errors are kInvalidArgument "FILE:LINE: …": an empty file, a quote that
// never closes, bytes that are not UTF-8, UTF-16, another format.
std::vector<std::string> ReadFirstRecord(const std::string& path, const engine::CsvOptions& csv);

// Position of the first byte that is not UTF-8, or nothing.
std::optional<size_t> FindInvalidUtf8(std::string_view text);

}  // namespace tarn::ingest
