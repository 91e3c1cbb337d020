#pragma once

#include <span>

namespace tarn::sketch {

// By how much a raw estimate of 2^index_bits buckets is too great: estimates, ascending, and the
// bias at each; between them it is interpolated. Empty for other than 4 to 16 bits. Measured, not
// calculated: the values are those of the library that Trino uses (github.com/airlift/airlift,
// Apache License 2.0), since an estimate has to be the same in both. Pure.
std::span<const double> HllRawEstimates(int index_bits);
std::span<const double> HllBiases(int index_bits);

}  // namespace tarn::sketch
