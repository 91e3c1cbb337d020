#pragma once

#include <vector>

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// The arguments of an aggregate, row by row.
class Rows {
 public:
  Rows(duckdb::Vector inputs[], duckdb::idx_t columns, duckdb::idx_t count)
      : inputs_(inputs), formats_(columns) {
    for (duckdb::idx_t i = 0; i < columns; ++i) inputs[i].ToUnifiedFormat(count, formats_[i]);
  }
  void MoveTo(duckdb::idx_t row) { row_ = row; }
  bool HasNull() const {
    for (const auto& format : formats_) {
      if (!format.validity.RowIsValid(format.sel->get_index(row_))) return true;
    }
    return false;
  }
  template <typename T>
  const T& Get(size_t column) const {
    const auto& format = formats_[column];
    return duckdb::UnifiedVectorFormat::GetData<T>(format)[format.sel->get_index(row_)];
  }

  // The same of a list's elements: calls visit(element, is_null) for each.
  template <typename T, typename Visit>
  void EachElement(size_t column, Visit visit) const {
    const auto& entry = Get<duckdb::list_entry_t>(column);
    duckdb::Vector& child = duckdb::ListVector::GetEntry(inputs_[column]);
    duckdb::UnifiedVectorFormat format;
    child.ToUnifiedFormat(duckdb::ListVector::GetListSize(inputs_[column]), format);
    for (duckdb::idx_t i = entry.offset; i < entry.offset + entry.length; ++i) {
      const duckdb::idx_t at = format.sel->get_index(i);
      visit(duckdb::UnifiedVectorFormat::GetData<T>(format)[at], !format.validity.RowIsValid(at));
    }
  }

 private:
  duckdb::Vector* inputs_;
  std::vector<duckdb::UnifiedVectorFormat> formats_;
  duckdb::idx_t row_ = 0;
};

}  // namespace tarn::engine::embedded
