#include "sketch/t_digest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/standard_error.h"
#include "sketch/bytes.h"

namespace tarn::sketch {
namespace {

constexpr uint8_t kFormat = 0;
constexpr double kLeastCompression = 10;
// While values come in, centroids are kept finer than those that are written.
constexpr double kFiner = 2;

// Trino lets its library of sketches say it.
[[noreturn]] void Invalid(std::string_view problem) {
  base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError, "{}",
              problem);
}

// How many centroids there may be before they are merged.
size_t MostRoom(double compression) {
  constexpr double kSpare = 10, kTimes = 6;
  return static_cast<size_t>(std::min<double>(kTimes * (kFiner * compression + kSpare),
                                              std::numeric_limits<int32_t>::max()));
}

double Interpolate(double x, double x0, double y0, double x1, double y1) {
  return (x - x0) / (x1 - x0) * (y1 - y0);
}

// Which part of all a centroid at a quantile may be: little at the ends.
double LargestPart(double quantile, double normalizer) {
  return quantile * (1 - quantile) / normalizer;
}

}  // namespace

TDigest TDigest::Deserialize(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Take<uint8_t>() != kFormat) Invalid("Invalid format");
  TDigest digest;
  digest.min_ = reader.Take<double>();
  digest.max_ = reader.Take<double>();
  digest.compression_ = reader.Take<double>();
  if (!(digest.compression_ >= kLeastCompression)) Invalid("compression factor too small (< 10)");
  digest.weight_ = reader.Take<double>();
  const auto count = reader.Take<int32_t>();
  if (count < 0 || reader.left() / sizeof(Centroid) < static_cast<size_t>(count)) {
    Invalid("there are fewer centroids than the digest tells");
  }
  for (int32_t i = 0; i < count; ++i) digest.centroids_.push_back({reader.Take<double>(), 0});
  for (Centroid& centroid : digest.centroids_) centroid.weight = reader.Take<double>();
  digest.room_ = digest.centroids_.size();
  return digest;
}

std::string TDigest::Serialize() {
  Compress(compression_);
  std::string out;
  PutBytes(out, kFormat);
  for (const double number : {min_, max_, compression_, weight_}) PutBytes(out, number);
  PutBytes(out, static_cast<int32_t>(centroids_.size()));
  for (const Centroid& centroid : centroids_) PutBytes(out, centroid.mean);
  for (const Centroid& centroid : centroids_) PutBytes(out, centroid.weight);
  return out;
}

void TDigest::Add(double value, double weight) {
  if (std::isnan(value)) Invalid("value is NaN");
  if (std::isinf(value)) Invalid("value must be finite");
  if (centroids_.size() == room_) {
    const size_t most = MostRoom(compression_);
    if (room_ < most) {
      room_ = std::min(std::max<size_t>(room_ * 2, 1), most);
    } else {
      Compress(kFiner * compression_);
    }
  }
  centroids_.push_back({value, weight});
  weight_ += weight;
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
  needs_merge_ = true;
}

void TDigest::Merge(TDigest other) {
  if (centroids_.size() + other.centroids_.size() > room_) {
    CompressIfNeeded();
    other.CompressIfNeeded();
    room_ = std::max(room_, centroids_.size() + other.centroids_.size());
  }
  centroids_.insert(centroids_.end(), other.centroids_.begin(), other.centroids_.end());
  weight_ += other.weight_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  needs_merge_ = true;
}

void TDigest::CompressIfNeeded() {
  if (needs_merge_) Compress(kFiner * compression_);
}

void TDigest::Compress(double compression) {
  needs_merge_ = false;
  if (centroids_.empty()) return;
  // NaN, of bytes that others made, behind all numbers: sorting needs an order of all.
  std::stable_sort(centroids_.begin(), centroids_.end(), [](const Centroid& a, const Centroid& b) {
    return a.mean < b.mean || (std::isnan(b.mean) && !std::isnan(a.mean));
  });
  if (backwards_) std::reverse(centroids_.begin(), centroids_.end());
  const double normalizer = compression / (4 * std::log(weight_ / compression) + 24);
  std::vector<Centroid> merged = {centroids_.front()};
  double before = 0;  // the weight of what is merged, but for the last
  double largest = LargestPart(0, normalizer);
  for (size_t i = 1; i < centroids_.size(); ++i) {
    const Centroid& next = centroids_[i];
    Centroid& last = merged.back();
    const double together = last.weight + next.weight;
    const double quantile = std::min((before + together) / weight_, 1.0);
    if (together <= weight_ * std::min(largest, LargestPart(quantile, normalizer))) {
      last.mean = last.mean + (next.mean - last.mean) * next.weight / together;
      last.weight = together;
    } else {
      before += last.weight;
      largest = LargestPart(before / weight_, normalizer);
      merged.push_back(next);
    }
  }
  if (backwards_) std::reverse(merged.begin(), merged.end());
  backwards_ = !backwards_;
  centroids_ = std::move(merged);
}

std::vector<double> TDigest::ValuesAt(const std::vector<double>& quantiles) {
  for (size_t i = 0; i < quantiles.size(); ++i) {
    if (i > 0 && quantiles[i] < quantiles[i - 1])
      Invalid("quantiles must be sorted in increasing order");
    if (quantiles[i] < 0 || quantiles[i] > 1) Invalid("quantiles should be in [0, 1] range");
  }
  CompressIfNeeded();
  std::vector<double> values;
  for (const double quantile : quantiles) values.push_back(ValueAtRank(quantile * weight_));
  return values;
}

// Between the last centroid and the greatest value, whose rank is the last.
double TDigest::Top(double rank) const {
  const Centroid& last = centroids_.back();
  if (rank <= weight_ - 1 && last.weight / 2 > 1) {
    return max_ + Interpolate(weight_ - rank, 1, max_, last.weight / 2, last.mean);
  }
  return max_;
}

double TDigest::ValueAtRank(double rank) const {
  if (centroids_.empty()) return std::numeric_limits<double>::quiet_NaN();
  const Centroid& first = centroids_.front();
  const Centroid& last = centroids_.back();
  if (centroids_.size() == 1) return first.mean;
  if (rank < 1) return min_;
  if (rank < first.weight / 2) {
    return min_ + Interpolate(rank, 1, min_, first.weight / 2, first.mean);
  }
  if (rank <= weight_ - 1 && weight_ - rank <= last.weight / 2 && last.weight / 2 > 1) {
    return Top(rank);
  }
  if (rank >= weight_ - 1) return max_;
  double so_far = first.weight / 2;  // the rank of the middle of centroid `at`
  for (size_t at = 0; at + 1 < centroids_.size(); ++at) {
    const Centroid& left = centroids_[at];
    const Centroid& right = centroids_[at + 1];
    const double between = (left.weight + right.weight) / 2;
    if (so_far + between <= rank) {
      so_far += between;
      continue;
    }
    // A centroid of one value is that value; another one is a range.
    const double offset = rank - so_far;
    if (left.weight == 1 && offset < left.weight / 2) return left.mean;
    if (right.weight == 1 && offset >= left.weight / 2) return right.mean;
    if (left.weight == 1) {
      return left.mean +
             Interpolate(offset - left.weight / 2, 0, left.mean, right.weight / 2, right.mean);
    }
    return left.mean + Interpolate(offset, 0, left.mean,
                                   right.weight == 1 ? left.weight / 2 : between, right.mean);
  }
  return Top(rank);
}

}  // namespace tarn::sketch
