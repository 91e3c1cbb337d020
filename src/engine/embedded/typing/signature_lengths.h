#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// The length of an unbounded varchar, as Trino calculates with it.
inline constexpr int64_t kUnboundedLength = 2'147'483'647;

// Variables of lengths, precisions and scales with their values.
using Lengths = std::map<std::string, int64_t, std::less<>>;

// Adds the variables of a call that its arguments do not give, such as the length of replace's
// result; `arguments` tells functions of one name apart by their number.
void CalculateLengths(std::string_view name, size_t arguments, Lengths& lengths);

}  // namespace tarn::engine::embedded
