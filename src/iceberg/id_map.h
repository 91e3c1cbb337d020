#pragma once

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "iceberg/ids.h"

namespace tarn::iceberg {

// A small map from field ids in one allocation, sorted: a data file has six of them.
template <typename V>
class IdMap {
 public:
  using value_type = std::pair<FieldId, V>;

  IdMap() = default;
  IdMap(std::initializer_list<value_type> items) {
    for (const value_type& item : items) Set(item.first, item.second);
  }
  const V* Find(FieldId id) const {
    auto it = LowerBound(id);
    return it != items_.end() && it->first == id ? &it->second : nullptr;
  }
  void Set(FieldId id, V value) {
    auto it = items_.begin() + (LowerBound(id) - items_.cbegin());
    if (it != items_.end() && it->first == id) {
      it->second = std::move(value);
    } else {
      items_.emplace(it, id, std::move(value));
    }
  }
  void reserve(size_t n) { items_.reserve(n); }
  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  friend bool operator==(const IdMap&, const IdMap&) = default;

 private:
  auto LowerBound(FieldId id) const {
    // Codecs add in order: look at the end first.
    if (items_.empty() || items_.back().first < id) return items_.cend();
    return std::lower_bound(items_.cbegin(), items_.cend(), id,
                            [](const value_type& item, FieldId key) { return item.first < key; });
  }
  std::vector<value_type> items_;
};

}  // namespace tarn::iceberg
