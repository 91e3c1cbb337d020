#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <roaring/roaring64map.hh>

namespace tarn::engine::embedded {

// Positions of deleted rows of one data file, from 0.
using Positions = Roaring64Map;
// By the data file's path.
using DeletedRows = std::map<std::string, std::shared_ptr<const Positions>>;

// Gathers rows of data files by path and position. Not thread safe: each thread fills one of its
// own, and they are merged at the end.
class RowPositions {
 public:
  // False when the row is there already.
  bool Add(std::string_view path, uint64_t position);
  // Takes over all rows of `other`; false when a row is in both.
  bool Merge(RowPositions other);

  bool empty() const { return files_.empty(); }
  const std::unordered_map<std::string, Positions>& files() const { return files_; }
  // All of them; nothing is left.
  std::unordered_map<std::string, Positions> Take() {
    last_ = nullptr;
    return std::exchange(files_, {});
  }

 private:
  std::unordered_map<std::string, Positions> files_;
  // The file of the last row: rows come file by file.
  std::string last_path_;
  Positions* last_ = nullptr;
};

}  // namespace tarn::engine::embedded
