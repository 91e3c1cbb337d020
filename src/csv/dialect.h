#pragma once

#include <string>

namespace tarn::csv {

// How a file is written (RFC 4180 with other characters). A quote inside a quoted field is doubled.
struct Dialect {
  char delimiter = ',';  // neither a line end nor a space nor the quote
  char quote = '"';      // '\0': fields are never quoted
  bool header = true;    // the first record names the columns
};

// A record that is longer is refused, so that a file without line ends does not fill the memory.
inline constexpr size_t kMaxRecordBytes = size_t{16} << 20;

}  // namespace tarn::csv
