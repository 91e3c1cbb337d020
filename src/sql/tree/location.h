#pragma once

#include <cstdint>

namespace tarn::sql {

// Where a node or token stands in the source text. Lines and columns count from 1, columns in
// characters (UTF-8 code points); offsets count bytes from the start of the text, end exclusive.
//
// Two locations always compare equal: the == of tree nodes is about meaning, so that a tree equals
// the tree of its own printed text.
struct Location {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Location&, const Location&) { return true; }
};

}  // namespace tarn::sql
