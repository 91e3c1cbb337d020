#include "engine/embedded/adapter/deleted_rows.h"

#include <utility>

namespace tarn::engine::embedded {

bool RowPositions::Add(std::string_view path, uint64_t position) {
  if (last_ == nullptr || path != last_path_) {
    last_path_ = path;
    last_ = &files_[last_path_];
  }
  return last_->addChecked(position);
}

bool RowPositions::Merge(RowPositions other) {
  last_ = nullptr;
  bool distinct = true;
  for (auto& [path, positions] : other.files_) {
    Positions& mine = files_[path];
    if (mine.isEmpty()) {
      mine = std::move(positions);
      continue;
    }
    distinct = distinct && (mine & positions).isEmpty();
    mine |= positions;
  }
  return distinct;
}

}  // namespace tarn::engine::embedded
