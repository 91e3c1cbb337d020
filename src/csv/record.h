#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv/dialect.h"

namespace tarn::csv {

// What is wrong with a record as such.
enum class RecordFault {
  kNone,
  kTooFewFields,
  kTooManyFields,
  kOpenQuote,       // a quote that begins a field never closes
  kTextAfterQuote,  // text follows the closing quote of a field
};

struct Record {
  size_t next = 0;    // where the next one begins
  size_t fields = 0;  // how many it has
  RecordFault fault = RecordFault::kNone;
};

// Reads the record of `text` that begins at `begin` (before the end), byte by byte. The ends of its
// first `columns` fields go to `ends`, unless it is null: the places of their delimiters, or of the
// line end (before
// "\r\n" the place of '\r'). One empty field too many, from a delimiter at the end of the line, is
// no fault. A field is quoted when a quote is its first character that is not a space; a quote
// further on is text. A record with an open quote is its line alone.
Record ParseRecord(std::string_view text, size_t begin, const Dialect& dialect, size_t columns,
                   uint32_t* ends);

// The fields of a record that has no fault, without their quotes.
std::vector<std::string> Fields(std::string_view text, size_t begin, const Dialect& dialect);

// A field as it stands in the record → its value. `scratch` holds the value when it is not a part
// of the field (doubled quotes).
std::string_view Unquote(std::string_view field, char quote, std::string& scratch);

}  // namespace tarn::csv
