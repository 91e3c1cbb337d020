#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// How the levels of a Parquet column chunk are stored: those with a maximum of 0 are not.
struct ColumnLevels {
  int32_t max_repetition = 0;
  int32_t max_definition = 0;
};

struct FixedChunk {
  std::string pages;
  int64_t uncompressed_size = 0;  // headers included, as Parquet counts
  size_t dictionary_size = 0;     // bytes of the dictionary page at the front; 0 without one
};

// The pages of a column chunk of type BYTE_ARRAY as pages of FIXED_LEN_BYTE_ARRAY(length): values
// lose the length before them (Parquet: Encodings / Plain), indices into a dictionary stay. For
// what DuckDB writes: data pages of version 1, plain or with a dictionary, zstd or uncompressed.
//
// Pure. kInvalidArgument, with `column`, when a value has another length; kInternal for pages of
// another kind.
FixedChunk ToFixedPages(std::string_view pages, bool zstd, const ColumnLevels& levels,
                        int64_t length, const std::string& column);

}  // namespace tarn::engine::embedded
