#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "jinja/value.h"

namespace tarn::jinja {

// Python's dict: insertion-ordered, any hashable key, 1 == 1.0 == true. Lookup is constant time;
// small dicts have no index. Not thread-safe while somebody writes.
class Dict {
 public:
  struct Entry {
    size_t hash;
    Value key;
    Value value;
    bool live;
  };

  Dict() = default;
  Dict(std::initializer_list<std::pair<const char*, Value>> entries);

  size_t size() const { return live_; }
  bool empty() const { return live_ == 0; }

  // Null when absent. A pointer is valid until the dict changes. Throws for an unhashable key.
  Value* Find(const Value& key);
  const Value* Find(const Value& key) const { return const_cast<Dict*>(this)->Find(key); }
  const Value* Find(std::string_view key) const { return Find(key, HashString(key)); }
  Value* Find(std::string_view key) { return const_cast<Value*>(Find(key, HashString(key))); }
  const Value* Find(const char* key) const { return Find(std::string_view(key)); }
  Value* Find(const char* key) { return Find(std::string_view(key)); }
  const Value* Find(const std::string& key) const { return Find(std::string_view(key)); }
  Value* Find(const std::string& key) { return Find(std::string_view(key)); }
  const Value* Find(std::string_view key, size_t hash) const;

  // Inserts at the end, or replaces the value and keeps the place and the first key.
  void Set(Value key, Value value);
  // Removes and gives the value; nothing when absent.
  std::optional<Value> Take(const Value& key);
  // Removes and gives the last entry; nothing when empty.
  std::optional<std::pair<Value, Value>> TakeLast();
  void Clear();

  // Live entries in order. Also by position, for iteration that survives changes: the first live
  // entry at or after `position`, which moves behind it; null at the end.
  const Entry* At(size_t* position) const;

  class const_iterator {
   public:
    const_iterator(const Dict* dict, size_t position) : dict_(dict), next_(position) { ++*this; }
    const Entry& operator*() const { return *entry_; }
    const Entry* operator->() const { return entry_; }
    const_iterator& operator++() {
      entry_ = dict_ ? dict_->At(&next_) : nullptr;
      return *this;
    }
    bool operator==(const const_iterator& other) const { return entry_ == other.entry_; }

   private:
    const Dict* dict_;
    size_t next_;
    const Entry* entry_ = nullptr;
  };
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {nullptr, 0}; }

 private:
  template <typename Match>
  int64_t Locate(size_t hash, Match match) const;
  void Reindex();
  void InsertIndex(size_t hash, uint32_t entry);

  std::vector<Entry> entries_;
  // Open addressing into entries_; empty while there are few entries. kFree marks a slot that was
  // never used since the last Reindex, kGone one whose entry was removed.
  std::vector<uint32_t> index_;
  size_t used_slots_ = 0;
  size_t live_ = 0;
};

}  // namespace tarn::jinja
