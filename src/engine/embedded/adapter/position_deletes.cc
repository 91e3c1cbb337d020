#include "engine/embedded/adapter/position_deletes.h"

#include <roaring/roaring64map.hh>

#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {
namespace {

class PositionDeletes : public duckdb::DeleteFilter {
 public:
  explicit PositionDeletes(Roaring64Map positions) : positions_(std::move(positions)) {}

  duckdb::idx_t Filter(duckdb::row_t start, duckdb::idx_t count,
                       duckdb::SelectionVector& selection) override {
    selection.Initialize(STANDARD_VECTOR_SIZE);
    duckdb::idx_t kept = 0;
    for (duckdb::idx_t i = 0; i < count; ++i) {
      if (!positions_.contains(static_cast<uint64_t>(start) + i)) selection.set_index(kept++, i);
    }
    return kept;
  }

 private:
  const Roaring64Map positions_;
};

}  // namespace

duckdb::unique_ptr<duckdb::DeleteFilter> ReadPositionDeletes(
    duckdb::ClientContext& context, const std::vector<std::string>& delete_files,
    const std::string& data_file) {
  Roaring64Map positions;
  // A connection of its own: the statement that scans holds the session's.
  duckdb::Connection connection(*context.db);
  duckdb::vector<duckdb::Value> paths;
  for (const std::string& path : delete_files) paths.emplace_back(path);
  auto result = connection.Query(
      "SELECT pos FROM read_parquet($1, hive_partitioning = false) WHERE file_path = $2",
      duckdb::Value::LIST(duckdb::LogicalType::VARCHAR, std::move(paths)),
      duckdb::Value(data_file));
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  while (auto chunk = result->Fetch()) {
    chunk->Flatten();
    const auto* rows = duckdb::FlatVector::GetData<int64_t>(chunk->data[0]);
    for (duckdb::idx_t i = 0; i < chunk->size(); ++i) {
      positions.add(static_cast<uint64_t>(rows[i]));
    }
  }
  return duckdb::make_uniq<PositionDeletes>(std::move(positions));
}

}  // namespace tarn::engine::embedded
