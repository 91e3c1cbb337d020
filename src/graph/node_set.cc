#include "graph/node_set.h"

#include <algorithm>
#include <bit>

namespace tarn::graph {

bool NodeSet::empty() const {
  return std::all_of(words_.begin(), words_.end(), [](uint64_t word) { return word == 0; });
}

size_t NodeSet::Count() const {
  size_t count = 0;
  for (uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
  return count;
}

std::vector<NodeId> NodeSet::Nodes() const {
  std::vector<NodeId> nodes;
  for (size_t i = 0; i < words_.size(); ++i) {
    for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
      nodes.push_back(static_cast<NodeId>(i * 64 + static_cast<size_t>(std::countr_zero(word))));
    }
  }
  return nodes;
}

NodeSet& NodeSet::operator|=(const NodeSet& other) {
  if (words_.size() < other.words_.size()) words_.resize(other.words_.size());
  for (size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

NodeSet& NodeSet::operator&=(const NodeSet& other) {
  if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
  for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

NodeSet& NodeSet::operator-=(const NodeSet& other) {
  const size_t shared = std::min(words_.size(), other.words_.size());
  for (size_t i = 0; i < shared; ++i) words_[i] &= ~other.words_[i];
  return *this;
}

bool operator==(const NodeSet& a, const NodeSet& b) {
  const NodeSet& longer = a.words_.size() >= b.words_.size() ? a : b;
  const NodeSet& shorter = a.words_.size() >= b.words_.size() ? b : a;
  for (size_t i = 0; i < longer.words_.size(); ++i) {
    if (longer.words_[i] != (i < shorter.words_.size() ? shorter.words_[i] : 0)) return false;
  }
  return true;
}

bool NodeSet::IsSubsetOf(const NodeSet& other) const { return (*this - other).empty(); }

}  // namespace tarn::graph
