#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"

namespace tarn::api::postgres {

// A result that is there already.
class StaticRows : public engine::ResultStream {
 public:
  StaticRows(std::vector<engine::Column> columns, std::vector<std::vector<engine::Value>> rows)
      : columns_(std::move(columns)), rows_(std::move(rows)) {}

  const std::vector<engine::Column>& columns() const override { return columns_; }
  std::unique_ptr<engine::Batch> Next() override {
    if (std::exchange(given_, true) || rows_.empty()) return nullptr;
    return std::make_unique<Rows>(std::move(rows_));
  }
  const std::string& update_type() const override { return no_update_; }
  std::optional<uint64_t> update_count() const override { return std::nullopt; }

 private:
  class Rows : public engine::Batch {
   public:
    explicit Rows(std::vector<std::vector<engine::Value>> rows) : rows_(std::move(rows)) {}
    size_t rows() const override { return rows_.size(); }
    engine::Value Get(size_t column, size_t row) const override { return rows_[row][column]; }

   private:
    const std::vector<std::vector<engine::Value>> rows_;
  };

  std::vector<engine::Column> columns_;
  std::vector<std::vector<engine::Value>> rows_;
  bool given_ = false;
  const std::string no_update_;
};

}  // namespace tarn::api::postgres
