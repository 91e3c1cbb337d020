#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "iceberg/literal.h"

namespace tarn::iceberg {

// Decimals as text and bytes.

// "-12.50" for -1250 with scale 2.
std::string FormatDecimal(Int128 unscaled, int32_t scale);
// The unscaled value of "12.5" at `scale`; empty for malformed text, more digits after the point
// than the scale, or more than 38 digits.
std::optional<Int128> ParseDecimalText(std::string_view text, int32_t scale);
// Two's complement, big-endian, as few bytes as hold it.
std::string MinimalBytes(Int128 value);
// The reverse; empty for no bytes or more than 16.
std::optional<Int128> Int128FromBytes(std::string_view bytes);
// 10^n, 0 <= n <= 38.
Int128 PowerOfTen(int32_t n);
// Bytes that any decimal of that precision fits in: the length of Avro's and Parquet's fixed form.
int32_t DecimalFixedBytes(int32_t precision);

}  // namespace tarn::iceberg
