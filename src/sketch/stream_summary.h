#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tarn::sketch {

// The most frequent values of a stream in bounded memory: Space-Saving over a Stream-Summary
// (Metwally, Agrawal and El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data
// Streams"). Counters of one count are in one bucket, the oldest first; a value that finds no room
// takes the oldest counter of the least count, with its count. The order among equals is that of
// com.clearspring.analytics.stream.StreamSummary, which Trino 476 uses. A value.
template <typename T>
class StreamSummary {
 public:
  struct Counted {
    T value;
    int64_t count;
  };

  // Room for so many values, at least 1.
  explicit StreamSummary(size_t capacity) : capacity_(capacity) {}
  StreamSummary(const StreamSummary& other) : capacity_(other.capacity_) { CopyOf(other); }
  StreamSummary& operator=(const StreamSummary& other) {
    if (this != &other) *this = StreamSummary(other);
    return *this;
  }
  StreamSummary(StreamSummary&&) noexcept = default;
  StreamSummary& operator=(StreamSummary&&) noexcept = default;
  ~StreamSummary() = default;

  void Add(const T& value, int64_t times = 1) {
    const auto found = places_.find(value);
    if (found != places_.end()) return Raise(found->second, times);
    if (places_.size() < capacity_) {
      buckets_.push_front({0, {}});
      buckets_.front().values.push_back(value);
    } else {
      T& oldest = buckets_.front().values.front();
      places_.erase(oldest);
      oldest = value;
    }
    const Place place{buckets_.begin(), buckets_.front().values.begin()};
    Raise(places_.emplace(value, place).first->second, times);
  }
  void Merge(const StreamSummary& other) {
    for (const Counted& counted : other.Top(other.capacity_)) Add(counted.value, counted.count);
  }
  // The `most` that are most frequent, by falling count.
  std::vector<Counted> Top(size_t most) const {
    std::vector<Counted> top;
    for (auto bucket = buckets_.rbegin(); bucket != buckets_.rend(); ++bucket) {
      for (const T& value : bucket->values) {
        if (top.size() == most) return top;
        top.push_back({value, bucket->count});
      }
    }
    return top;
  }

 private:
  struct Bucket {
    int64_t count;
    std::list<T> values;
  };
  using Buckets = std::list<Bucket>;
  struct Place {
    typename Buckets::iterator bucket;
    typename std::list<T>::iterator value;
  };

  void Raise(Place& place, int64_t times) {
    const auto from = place.bucket;
    const int64_t count = from->count + times;
    auto to = std::next(from);
    while (to != buckets_.end() && to->count < count) ++to;
    if (to == buckets_.end() || to->count != count) to = buckets_.insert(to, {count, {}});
    to->values.splice(to->values.end(), from->values, place.value);
    place.bucket = to;
    if (from->values.empty()) buckets_.erase(from);
  }
  void CopyOf(const StreamSummary& other) {
    for (const Bucket& bucket : other.buckets_) {
      const auto to = buckets_.insert(buckets_.end(), {bucket.count, {}});
      for (const T& value : bucket.values) {
        places_.emplace(value, Place{to, to->values.insert(to->values.end(), value)});
      }
    }
  }

  size_t capacity_;
  Buckets buckets_;  // by rising count
  std::unordered_map<T, Place> places_;
};

}  // namespace tarn::sketch
