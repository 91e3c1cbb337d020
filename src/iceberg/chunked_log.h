#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tarn::iceberg {

// A piece of text as raw deflate blocks that can be stitched to others.
struct CompressedText {
  std::string blocks;
  uint32_t crc = 0;         // CRC-32 of the text
  uint64_t text_bytes = 0;  // its length
};

// A sequence that mostly grows at its end, cheap to copy: copies share immutable chunks, so that
// metadata of 10,000 snapshots costs a commit hardly more than metadata of ten. A full chunk also
// keeps its rendering (its JSON), made once by whoever asks first and shared by all copies. A chunk
// keeps its place in the sequence for life, so that a rendering may depend on it.
//
// Values: thread safe as any value is; sharing between copies is invisible.
template <typename T>
class ChunkedLog {
 public:
  static constexpr size_t kChunkSize = 64;

  class Chunk {
   public:
    const std::vector<T>& items() const { return items_; }
    // `render` is called at most once in the chunk's life.
    template <typename Render>
    const std::string& Rendered(Render&& render) const {
      std::call_once(once_, [&] { rendered_ = render(items_); });
      return rendered_;
    }
    // A second rendering, kept likewise.
    template <typename Render>
    const CompressedText& Compressed(Render&& render) const {
      std::call_once(compressed_once_, [&] { compressed_ = render(); });
      return compressed_;
    }

   private:
    friend class ChunkedLog;
    std::vector<T> items_;
    mutable std::once_flag once_;
    mutable std::string rendered_;
    mutable std::once_flag compressed_once_;
    mutable CompressedText compressed_;
  };

  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator() = default;
    reference operator*() const { return (*log_)[index_]; }
    pointer operator->() const { return &(*log_)[index_]; }
    reference operator[](difference_type n) const { return (*log_)[index_ + n]; }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator+=(difference_type n) {
      index_ += n;
      return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.index_ <=> b.index_; }

   private:
    friend class ChunkedLog;
    Iterator(const ChunkedLog* log, size_t index) : log_(log), index_(index) {}
    const ChunkedLog* log_ = nullptr;
    size_t index_ = 0;
  };

  ChunkedLog() = default;
  ChunkedLog(std::initializer_list<T> items) {
    for (const T& item : items) push_back(item);
  }
  template <typename It>
  ChunkedLog(It begin, It end) {
    for (; begin != end; ++begin) push_back(*begin);
  }

  size_t size() const { return full_.size() * kChunkSize + tail_.size(); }
  bool empty() const { return full_.empty() && tail_.empty(); }
  const T& operator[](size_t index) const {
    const size_t chunk = index / kChunkSize;
    return chunk < full_.size() ? full_[chunk]->items()[index % kChunkSize]
                                : tail_[index - full_.size() * kChunkSize];
  }
  const T& back() const { return (*this)[size() - 1]; }
  const T& front() const { return (*this)[0]; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  void push_back(T item) {
    tail_.push_back(std::move(item));
    if (tail_.size() == kChunkSize) Seal();
  }
  void clear() {
    full_.clear();
    tail_.clear();
  }
  // Keeps what `keep` says, which is asked once of each in order; chunks before the first that goes
  // stay shared.
  template <typename Keep>
  void Filter(Keep&& keep) {
    std::vector<bool> kept(size());
    size_t first_gone = size();
    for (size_t i = 0; i < size(); ++i) {
      kept[i] = keep((*this)[i]);
      if (!kept[i] && first_gone == size()) first_gone = i;
    }
    if (first_gone == size()) return;
    ChunkedLog result;
    const size_t untouched = first_gone / kChunkSize;
    result.full_.assign(full_.begin(), full_.begin() + static_cast<std::ptrdiff_t>(untouched));
    for (size_t i = untouched * kChunkSize; i < size(); ++i) {
      if (kept[i]) result.push_back((*this)[i]);
    }
    *this = std::move(result);
  }

  // Full chunks, shared between copies, and what follows them.
  const std::vector<std::shared_ptr<const Chunk>>& full_chunks() const { return full_; }
  const std::vector<T>& tail() const { return tail_; }

  friend bool operator==(const ChunkedLog& a, const ChunkedLog& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.full_.size(); ++i) {
      if (a.full_[i] != b.full_[i] && a.full_[i]->items() != b.full_[i]->items()) return false;
    }
    return a.tail_ == b.tail_;
  }

 private:
  void Seal() {
    auto chunk = std::make_shared<Chunk>();
    chunk->items_ = std::move(tail_);
    tail_ = {};
    full_.push_back(std::move(chunk));
  }

  std::vector<std::shared_ptr<const Chunk>> full_;
  std::vector<T> tail_;
};

}  // namespace tarn::iceberg
