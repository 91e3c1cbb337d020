#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "versions/commit.h"
#include "versions/hash.h"

namespace tarn::versions {

// A key (encoded) with its content, in a leaf.
struct LeafEntry {
  std::string key;
  Content content;
};

// A subtree, in an inner node.
struct ChildEntry {
  std::string first_key;  // the smallest key below it
  Hash hash;
  uint64_t count = 0;  // keys below it
};

// A node of the B-tree of keys: a leaf has entries, an inner node children; never both, never
// neither. Immutable once stored.
struct Node {
  std::vector<LeafEntry> entries;
  std::vector<ChildEntry> children;

  bool leaf() const { return children.empty(); }
  size_t width() const { return leaf() ? entries.size() : children.size(); }
  uint64_t count() const;
  const std::string& first_key() const {
    return leaf() ? entries.front().key : children.front().first_key;
  }
  // The child that has `key`, if any has it.
  size_t ChildFor(std::string_view key) const;
};

// The stored form: 'N', version 1, then the entries. Decode gives kDataCorruption.
std::string EncodeNode(const Node& node);
Node DecodeNode(std::string_view bytes);

// The stored form of commits: 'C', version 1. Decode fills everything but the hash.
std::string EncodeCommit(const Commit& commit);
Commit DecodeCommit(std::string_view bytes);
bool IsCommit(std::string_view bytes);

}  // namespace tarn::versions
