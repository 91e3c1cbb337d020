#include "sketch/hyper_log_log.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/standard_error.h"
#include "sketch/bytes.h"
#include "sketch/hyper_log_log_bias.h"

namespace tarn::sketch {
namespace {

using base::ErrorKind;

// The first byte.
enum Format : uint8_t { kSparseV1 = 0, kDenseV1 = 1, kSparseV2 = 2, kDenseV2 = 3 };

constexpr int kEntryBits = 32;
constexpr int kZerosBits = 6;
constexpr int kPrefixBits = kEntryBits - kZerosBits;
constexpr uint32_t kZerosMask = (1U << kZerosBits) - 1;
constexpr int kMaxDenseBits = 16;
constexpr int kMaxDelta = 15;
// Below this part of empty buckets their number tells more than the others' values do.
constexpr double kLinearCountingLeastEmpty = 0.4;
// Room for entries grows by so many.
constexpr size_t kRoomStep = 10;

// Trino lets its library of sketches say it.
[[noreturn]] void Invalid(std::string_view problem) {
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError, "{}",
              problem);
}

void CheckIndexBits(int bits, int most) {
  if (bits < 1 || bits > most) Invalid("indexBitLength is out of range");
}

// As Java's Math.round: bytes that others made may tell of more than there are numbers.
int64_t Round(double value) {
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  const double rounded = std::floor(value + 0.5);
  if (std::isnan(rounded)) return 0;
  if (rounded >= kBeyond) return std::numeric_limits<int64_t>::max();
  if (rounded < -kBeyond) return std::numeric_limits<int64_t>::min();
  return static_cast<int64_t>(rounded);
}

double LinearCounting(double empty, double buckets) { return buckets * std::log(buckets / empty); }

uint32_t BucketOf(uint64_t hash, int bits) { return static_cast<uint32_t>(hash >> (64 - bits)); }

// Zeros behind the first `bits` of a hash, which end at its last bit.
int ZerosBehind(uint64_t hash, int bits) {
  return std::countl_zero((hash << bits) | (uint64_t{1} << (bits - 1)));
}

double Alpha(int bits) {
  switch (bits) {
    case 4: return 0.673;
    case 5: return 0.697;
    case 6: return 0.709;
    default: return 0.7213 / (1 + 1.079 / (1 << bits));
  }
}

double WithoutBias(double raw, int index_bits) {
  const auto estimates = HllRawEstimates(index_bits), biases = HllBiases(index_bits);
  if (estimates.empty()) Invalid("there are too few buckets to estimate by");
  if (raw < estimates.front() || raw > estimates.back()) return raw;
  const auto at = static_cast<size_t>(std::lower_bound(estimates.begin(), estimates.end(), raw) -
                                      estimates.begin());
  if (estimates[at] == raw) return raw - biases[at];
  const double x0 = estimates[at - 1], x1 = estimates[at], y0 = biases[at - 1], y1 = biases[at];
  return raw - ((raw - x0) * (y1 - y0) / (x1 - x0) + y0);
}

}  // namespace

// ---- sparse

void HyperLogLog::Sparse::Add(uint32_t bucket, uint32_t zeros) {
  const auto at =
      std::lower_bound(entries.begin(), entries.end(), bucket,
                       [](uint32_t entry, uint32_t b) { return (entry >> kZerosBits) < b; });
  if (at != entries.end() && (*at >> kZerosBits) == bucket) {
    *at = std::max(*at, bucket << kZerosBits | zeros);
    return;
  }
  if (entries.size() + 1 > room) room += kRoomStep;
  entries.insert(at, bucket << kZerosBits | zeros);
}

void HyperLogLog::Sparse::Merge(const Sparse& other) {
  std::vector<uint32_t> merged;
  merged.reserve(entries.size() + other.entries.size());
  auto a = entries.begin();
  auto b = other.entries.begin();
  while (a != entries.end() && b != other.entries.end()) {
    const uint32_t left = *a >> kZerosBits, right = *b >> kZerosBits;
    if (left == right) {
      merged.push_back(std::max(*a++, *b++));
    } else {
      merged.push_back(left < right ? *a++ : *b++);
    }
  }
  merged.insert(merged.end(), a, entries.end());
  merged.insert(merged.end(), b, other.entries.end());
  entries = std::move(merged);
  room = entries.size();
}

template <typename Fn>
void HyperLogLog::Sparse::EachBucket(Fn fn) const {
  const int rest = kPrefixBits - index_bits;
  for (const uint32_t entry : entries) {
    int zeros = std::countl_zero(entry << index_bits);
    if (zeros >= rest) zeros = rest + static_cast<int>(entry & kZerosMask);
    fn(static_cast<int>(entry >> (kEntryBits - index_bits)), zeros + 1);
  }
}

HyperLogLog::Sparse HyperLogLog::ReadSparse(std::string_view bytes) {
  ByteReader reader(bytes);
  reader.Take<uint8_t>();
  Sparse sparse{reader.Take<int8_t>(), {}, 0};
  CheckIndexBits(sparse.index_bits, kPrefixBits);
  const auto count = reader.Take<int16_t>();
  if (count < 0) base::Throw(ErrorKind::kInvalidArgument, "{}", count);
  if (reader.left() / sizeof(uint32_t) < static_cast<size_t>(count)) {
    Invalid("there are fewer entries than the sketch tells");
  }
  for (int i = 0; i < count; ++i) sparse.entries.push_back(reader.Take<uint32_t>());
  if (reader.left() > 0) Invalid("input is too big");
  sparse.room = sparse.entries.size();
  return sparse;
}

// ---- dense

HyperLogLog::Dense::Dense(int bits) : index_bits(bits) {
  CheckIndexBits(bits, kMaxDenseBits);
  at_baseline = Buckets();
  deltas.assign(static_cast<size_t>(Buckets()) / 2, 0);
}

// Even buckets are in the upper half of their byte.
int HyperLogLog::Dense::Delta(int bucket) const {
  const int byte = deltas[static_cast<size_t>(bucket) / 2];
  return bucket % 2 == 0 ? byte >> 4 : byte & 15;
}

void HyperLogLog::Dense::SetDelta(int bucket, int delta) {
  uint8_t& byte = deltas[static_cast<size_t>(bucket) / 2];
  byte = static_cast<uint8_t>(bucket % 2 == 0 ? (byte & 15) | delta << 4 : (byte & 240) | delta);
}

HyperLogLog::Dense::Overflow* HyperLogLog::Dense::FindOverflow(int bucket) {
  for (Overflow& overflow : overflows) {
    if (overflow.bucket == bucket) return &overflow;
  }
  return nullptr;
}

int HyperLogLog::Dense::OverflowOf(int bucket) const {
  for (const Overflow& overflow : overflows) {
    if (overflow.bucket == bucket) return overflow.value;
  }
  return 0;
}

int HyperLogLog::Dense::ValueOf(int bucket) const {
  const int delta = Delta(bucket);
  return baseline + delta + (delta == kMaxDelta ? OverflowOf(bucket) : 0);
}

void HyperLogLog::Dense::Insert(int bucket, int value) {
  if (value <= ValueOf(bucket)) return;
  const int old_delta = Delta(bucket);
  int delta = value - baseline;
  if (delta > kMaxDelta) {
    if (Overflow* overflow = FindOverflow(bucket)) {
      overflow->value = delta - kMaxDelta;
    } else {
      overflows.push_back({bucket, delta - kMaxDelta});
    }
    delta = kMaxDelta;
  }
  SetDelta(bucket, delta);
  if (old_delta == 0) {
    --at_baseline;
    RaiseBaseline();
  }
}

void HyperLogLog::Dense::RaiseBaseline() {
  while (at_baseline == 0) {
    ++baseline;
    for (int bucket = 0; bucket < Buckets(); ++bucket) {
      int delta = Delta(bucket);
      Overflow* overflow = delta == kMaxDelta ? FindOverflow(bucket) : nullptr;
      if (overflow != nullptr) {
        if (--overflow->value == 0) {
          *overflow = overflows.back();
          overflows.pop_back();
        }
      } else {
        SetDelta(bucket, --delta);
      }
      if (delta == 0) ++at_baseline;
    }
  }
}

void HyperLogLog::Dense::Merge(const Dense& other) {
  if (index_bits != other.index_bits) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError,
                "Cannot merge HLLs with different number of buckets: {} vs {}", Buckets(),
                other.Buckets());
  }
  Dense merged(index_bits);
  merged.baseline = std::max(baseline, other.baseline);
  merged.at_baseline = 0;
  for (int bucket = 0; bucket < Buckets(); ++bucket) {
    const int delta = std::max(ValueOf(bucket), other.ValueOf(bucket)) - merged.baseline;
    if (delta > kMaxDelta) merged.overflows.push_back({bucket, delta - kMaxDelta});
    if (delta == 0) ++merged.at_baseline;
    merged.SetDelta(bucket, std::min(delta, kMaxDelta));
  }
  merged.RaiseBaseline();
  *this = std::move(merged);
}

int64_t HyperLogLog::Dense::Cardinality() const {
  const double buckets = Buckets();
  if (baseline == 0 && at_baseline > kLinearCountingLeastEmpty * buckets) {
    return Round(LinearCounting(at_baseline, buckets));
  }
  double sum = 0;
  for (int bucket = 0; bucket < Buckets(); ++bucket) sum += std::ldexp(1.0, -ValueOf(bucket));
  return Round(WithoutBias(Alpha(index_bits) * buckets * buckets / sum, index_bits));
}

HyperLogLog::Dense HyperLogLog::ReadDense(std::string_view bytes) {
  ByteReader reader(bytes);
  const auto format = reader.Take<uint8_t>();
  Dense dense(reader.Take<int8_t>());
  dense.baseline = reader.Take<int8_t>();
  if (dense.baseline < 0) Invalid("the baseline is negative");
  const std::string_view deltas = reader.TakeBytes(dense.deltas.size());
  dense.deltas.assign(deltas.begin(), deltas.end());
  if (format == kDenseV1) {
    const int bucket = reader.Take<int16_t>(), value = reader.Take<int8_t>();
    if (bucket >= 0 && value > 0) dense.overflows.push_back({bucket, value});
  } else {
    const size_t count = reader.Take<uint16_t>();
    if (count > static_cast<size_t>(dense.Buckets())) {
      Invalid("Overflow entries is greater than actual number of buckets (possibly corrupt input)");
    }
    for (size_t i = 0; i < count; ++i) dense.overflows.push_back({reader.Take<uint16_t>(), 0});
    for (size_t i = 0; i < count; ++i) {
      dense.overflows[i].value = reader.Take<int8_t>();
      if (dense.overflows[i].value <= 0) Invalid("Overflow bucket value must be > 0");
    }
  }
  for (const Dense::Overflow& overflow : dense.overflows) {
    if (overflow.bucket > dense.Buckets()) Invalid("Overflow bucket index is out of range");
  }
  if (reader.left() > 0) Invalid("input is too big");
  dense.at_baseline = 0;
  for (int bucket = 0; bucket < dense.Buckets(); ++bucket) {
    if (dense.Delta(bucket) == 0) ++dense.at_baseline;
  }
  return dense;
}

HyperLogLog::Dense HyperLogLog::DenseOf(const Sparse& sparse) {
  Dense dense(sparse.index_bits);
  sparse.EachBucket([&](int bucket, int value) { dense.Insert(bucket, value); });
  return dense;
}

// ---- both

HyperLogLog::HyperLogLog(int index_bits) : form_(Sparse{index_bits, {}, 1}) {
  CheckIndexBits(index_bits, kMaxDenseBits);
}

HyperLogLog HyperLogLog::Deserialize(std::string_view bytes) {
  HyperLogLog sketch;
  switch (ByteReader(bytes).Take<uint8_t>()) {
    case kSparseV1: Invalid("Sparse v1 encoding no longer supported");
    case kSparseV2: sketch.form_ = ReadSparse(bytes); break;
    case kDenseV1:
    case kDenseV2: sketch.form_ = ReadDense(bytes); break;
    default: Invalid("Cannot deserialize HyperLogLog");
  }
  return sketch;
}

std::string HyperLogLog::Serialize() const {
  std::string out;
  if (const auto* sparse = std::get_if<Sparse>(&form_)) {
    if (sparse->entries.size() > std::numeric_limits<int16_t>::max()) {
      Invalid("a sparse sketch has too many entries");
    }
    PutBytes<uint8_t>(out, kSparseV2);
    PutBytes(out, static_cast<int8_t>(sparse->index_bits));
    PutBytes(out, static_cast<int16_t>(sparse->entries.size()));
    for (const uint32_t entry : sparse->entries) PutBytes(out, entry);
    return out;
  }
  const Dense& dense = std::get<Dense>(form_);
  PutBytes<uint8_t>(out, kDenseV2);
  PutBytes(out, static_cast<int8_t>(dense.index_bits));
  PutBytes(out, static_cast<int8_t>(dense.baseline));
  out.append(dense.deltas.begin(), dense.deltas.end());
  auto overflows = dense.overflows;
  std::stable_sort(overflows.begin(), overflows.end(),
                   [](const auto& a, const auto& b) { return a.bucket < b.bucket; });
  PutBytes(out, static_cast<uint16_t>(overflows.size()));
  for (const auto& overflow : overflows) PutBytes(out, static_cast<uint16_t>(overflow.bucket));
  for (const auto& overflow : overflows) PutBytes(out, static_cast<int8_t>(overflow.value));
  return out;
}

void HyperLogLog::AddHash(uint64_t hash) {
  if (auto* dense = std::get_if<Dense>(&form_)) {
    dense->Insert(static_cast<int>(BucketOf(hash, dense->index_bits)),
                  ZerosBehind(hash, dense->index_bits) + 1);
    return;
  }
  std::get<Sparse>(form_).Add(BucketOf(hash, kPrefixBits),
                              static_cast<uint32_t>(ZerosBehind(hash, kPrefixBits)));
  MakeDenseIfSmaller();
}

// Trino compares what both forms take of its memory: 40 + 4 · entries and 56 + buckets / 2 bytes.
void HyperLogLog::MakeDenseIfSmaller() {
  constexpr size_t kMoreOfDense = 16;
  const auto& sparse = std::get<Sparse>(form_);
  if (4 * sparse.room > kMoreOfDense + (size_t{1} << sparse.index_bits) / 2) MakeDense();
}

void HyperLogLog::MakeDense() {
  if (const auto* sparse = std::get_if<Sparse>(&form_)) form_ = DenseOf(*sparse);
}

void HyperLogLog::Merge(const HyperLogLog& other) {
  auto* sparse = std::get_if<Sparse>(&form_);
  const auto* other_sparse = std::get_if<Sparse>(&other.form_);
  if (sparse != nullptr && other_sparse != nullptr) {
    sparse->Merge(*other_sparse);
    return MakeDenseIfSmaller();
  }
  MakeDense();
  std::get<Dense>(form_).Merge(other_sparse != nullptr ? DenseOf(*other_sparse)
                                                       : std::get<Dense>(other.form_));
}

int64_t HyperLogLog::Cardinality() const {
  if (const auto* dense = std::get_if<Dense>(&form_)) return dense->Cardinality();
  constexpr double kBuckets = 1 << kPrefixBits;
  const auto count = static_cast<double>(std::get<Sparse>(form_).entries.size());
  return Round(LinearCounting(kBuckets - count, kBuckets));
}

}  // namespace tarn::sketch
