#include "engine/embedded/adapter/deletion_vectors.h"

#include <array>

#include <fmt/format.h>

#include "engine/embedded/adapter/position_deletes.h"
#include "iceberg/deletes/deletion_vector.h"
#include "iceberg/location.h"

namespace tarn::engine::embedded {
namespace {

constexpr size_t kBatch = 1024;

Positions ToPositions(const iceberg::PositionBitmap& bitmap) {
  Positions positions;
  std::array<uint64_t, kBatch> batch;
  size_t count = 0;
  bitmap.ForEach([&](int64_t position) {
    batch[count++] = static_cast<uint64_t>(position);
    if (count == kBatch) positions.addMany(std::exchange(count, 0), batch.data());
  });
  positions.addMany(count, batch.data());
  positions.runOptimize();
  return positions;
}

iceberg::PositionBitmap ToBitmap(const Positions& positions) {
  iceberg::PositionBitmap bitmap;
  std::vector<int64_t> batch;
  batch.reserve(kBatch);
  for (const uint64_t position : positions) {
    batch.push_back(static_cast<int64_t>(position));
    if (batch.size() < kBatch) continue;
    bitmap.Add(batch);
    batch.clear();
  }
  bitmap.Add(batch);
  return bitmap;
}

}  // namespace

void AddDeletionVector(store::ObjectStore& store, DeleteCache& cache,
                       const iceberg::DataFile& vector, Positions& positions) {
  const auto load = [&] {
    FilePositions loaded;
    loaded.emplace(
        vector.referenced_data_file.value_or(""),
        std::make_shared<const Positions>(ToPositions(iceberg::ReadDeletionVector(store, vector))));
    return loaded;
  };
  // Vectors share files.
  const auto loaded =
      cache.Get(fmt::format("{}@{}", vector.file_path, vector.content_offset.value_or(-1)), load);
  for (const auto& [path, rows] : *loaded) positions |= *rows;
}

WrittenDeletes WriteDeletionVectors(duckdb::DatabaseInstance& database, LakeTransaction& lake,
                                    DeleteCache& cache, const iceberg::TableMetadata& metadata,
                                    const std::vector<FileDeletes>& deletes) {
  store::ObjectStore& store = lake.catalog().store();
  iceberg::DeletionVectorWriter writer("Tarn");
  WrittenDeletes written;
  for (const FileDeletes& of : deletes) {
    const std::string& data_file = of.file->file_path;
    Positions all = *of.positions;
    for (const auto& entry : of.earlier) {
      const iceberg::DataFile& earlier = entry->data_file;
      if (earlier.content != iceberg::FileContent::kPositionDeletes) continue;
      AddPositionDeletes(database, store, cache, earlier, data_file, all);
      if (earlier.referenced_data_file == data_file) written.replaced.push_back(earlier);
    }
    writer.Add({data_file, of.file->spec_id, of.file->partition}, ToBitmap(all));
  }
  const std::string path =
      iceberg::NewDataFilePath(metadata, iceberg::PartitionSpec(), {}, 0, "deletes.puffin");
  lake.WillWrite(path);
  iceberg::DeletionVectorWriter::Result result = writer.Finish(path);
  store.Write(path, result.bytes);
  written.files = std::move(result.files);
  return written;
}

}  // namespace tarn::engine::embedded
