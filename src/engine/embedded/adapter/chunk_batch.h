#pragma once

#include <vector>

#include "engine/embedded/adapter/column_reader.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/engine.h"

namespace tarn::engine::embedded {

// A chunk of a result as those who ask the engine see it.
class ChunkBatch : public Batch {
 public:
  ChunkBatch(duckdb::unique_ptr<duckdb::DataChunk> chunk, const std::vector<Column>& columns)
      : chunk_(std::move(chunk)) {
    readers_.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
      readers_.emplace_back(chunk_->data[i], chunk_->size(), columns[i].type);
    }
  }
  size_t rows() const override { return chunk_->size(); }
  Value Get(size_t column, size_t row) const override { return readers_[column].Get(row); }

 private:
  duckdb::unique_ptr<duckdb::DataChunk> chunk_;
  std::vector<ColumnReader> readers_;
};

}  // namespace tarn::engine::embedded
