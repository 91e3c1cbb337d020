#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tarn::graph {

using NodeId = uint32_t;

// A set of a graph's nodes, one bit each: union, intersection and difference cost a pass over
// words. A value.
class NodeSet {
 public:
  NodeSet() = default;
  explicit NodeSet(size_t nodes) : words_((nodes + 63) / 64) {}

  void Insert(NodeId node) {
    if (node / 64 >= words_.size()) words_.resize(node / 64 + 1);
    words_[node / 64] |= uint64_t{1} << (node % 64);
  }
  void Erase(NodeId node) {
    if (node / 64 < words_.size()) words_[node / 64] &= ~(uint64_t{1} << (node % 64));
  }
  bool Contains(NodeId node) const {
    return node / 64 < words_.size() && (words_[node / 64] >> (node % 64) & 1) != 0;
  }
  bool empty() const;
  size_t Count() const;
  // In rising order.
  std::vector<NodeId> Nodes() const;

  NodeSet& operator|=(const NodeSet& other);
  NodeSet& operator&=(const NodeSet& other);
  NodeSet& operator-=(const NodeSet& other);
  friend NodeSet operator|(NodeSet a, const NodeSet& b) { return a |= b; }
  friend NodeSet operator&(NodeSet a, const NodeSet& b) { return a &= b; }
  friend NodeSet operator-(NodeSet a, const NodeSet& b) { return a -= b; }
  // By members: trailing empty words do not count.
  friend bool operator==(const NodeSet& a, const NodeSet& b);
  bool IsSubsetOf(const NodeSet& other) const;

 private:
  std::vector<uint64_t> words_;
};

}  // namespace tarn::graph
