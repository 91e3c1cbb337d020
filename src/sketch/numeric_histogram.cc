#include "sketch/numeric_histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>

#include "base/error.h"
#include "base/standard_error.h"

namespace tarn::sketch {
namespace {

using Bucket = std::pair<double, double>;

// Values that are added before buckets are merged.
constexpr size_t kBuffer = 100;

// As Java's Double.compare: NaN is the greatest, and -0 less than 0.
bool IsLess(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  return a < b || (a == b && std::signbit(a) && !std::signbit(b));
}

// Sorts, and makes one of buckets with the same value.
void MergeEqual(std::vector<Bucket>& buckets) {
  std::stable_sort(buckets.begin(), buckets.end(),
                   [](const Bucket& a, const Bucket& b) { return IsLess(a.first, b.first); });
  size_t kept = 0;
  for (size_t i = 1; i < buckets.size(); ++i) {
    if (buckets[kept].first == buckets[i].first) {
      buckets[kept].second += buckets[i].second;
    } else {
      buckets[++kept] = buckets[i];
    }
  }
  if (!buckets.empty()) buckets.resize(kept + 1);
}

// What is lost when two neighbours become one.
double Penalty(const Bucket& a, const Bucket& b) {
  const double weight = a.second + b.second;
  const double squared = (a.first - b.first) * (a.first - b.first);
  const double proportions = (a.second * b.second) / (weight * weight);
  return weight * squared * proportions;
}

// Merges sorted buckets of different values until there are `most`, the least penalty first.
void MergeNeighbours(std::vector<Bucket>& buckets, size_t most) {
  constexpr size_t kNone = std::numeric_limits<size_t>::max();
  struct Link {
    size_t left, right;
    size_t version = 0;
    bool gone = false;
  };
  std::vector<Link> links(buckets.size());
  for (size_t i = 0; i < buckets.size(); ++i) {
    links[i].left = i == 0 ? kNone : i - 1;
    links[i].right = i + 1 == buckets.size() ? kNone : i + 1;
  }
  struct Later {
    using Entry = std::tuple<double, size_t, size_t>;  // penalty, bucket, its version
    bool operator()(const Entry& a, const Entry& b) const {
      if (IsLess(std::get<0>(a), std::get<0>(b))) return false;
      return IsLess(std::get<0>(b), std::get<0>(a)) || std::get<1>(a) > std::get<1>(b);
    }
  };
  std::priority_queue<Later::Entry, std::vector<Later::Entry>, Later> queue;
  const auto push = [&](size_t i) {
    const size_t right = links[i].right;
    const double penalty = right == kNone ? std::numeric_limits<double>::infinity()
                                          : Penalty(buckets[i], buckets[right]);
    queue.emplace(penalty, i, ++links[i].version);
  };
  for (size_t i = buckets.size(); i-- > 0;) push(i);
  for (size_t count = buckets.size(); count > most && !queue.empty();) {
    const auto [penalty, at, version] = queue.top();
    queue.pop();
    if (links[at].gone || links[at].version != version) continue;
    const size_t right = links[at].right;
    if (right == kNone) continue;
    const double weight = buckets[at].second + buckets[right].second;
    buckets[at] = {
        (buckets[at].first * buckets[at].second + buckets[right].first * buckets[right].second) /
            weight,
        weight};
    links[right].gone = true;
    links[at].right = links[right].right;
    if (links[at].right != kNone) links[links[at].right].left = at;
    --count;
    push(at);
    if (links[at].left != kNone) push(links[at].left);
  }
  size_t kept = 0;
  for (size_t i = 0; i < buckets.size(); ++i) {
    if (!links[i].gone) buckets[kept++] = buckets[i];
  }
  buckets.resize(kept);
}

}  // namespace

NumericHistogram::NumericHistogram(size_t buckets) : most_(buckets) {
  if (buckets < 2) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
                "numeric_histogram bucket count must be greater than one");
  }
}

void NumericHistogram::Add(double value, double weight) {
  if (buckets_.size() >= most_ + kBuffer) Compact();
  buckets_.emplace_back(value, weight);
}

void NumericHistogram::Merge(const NumericHistogram& other) {
  buckets_.insert(buckets_.end(), other.buckets_.begin(), other.buckets_.end());
  Compact();
}

std::vector<std::pair<double, double>> NumericHistogram::Buckets() {
  Compact();
  return buckets_;
}

void NumericHistogram::Compact() {
  MergeEqual(buckets_);
  if (buckets_.size() > most_) MergeNeighbours(buckets_, most_);
}

}  // namespace tarn::sketch
