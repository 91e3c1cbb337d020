#include "engine/embedded/adapter/position_deletes.h"

#include <array>
#include <bit>
#include <limits>
#include <unordered_map>

#include "base/error.h"
#include "engine/embedded/adapter/deletion_vectors.h"
#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;

// Delete files with more rows are read for one data file at a time: their row groups are sorted by
// path, so that this reads little, and memory stays bounded.
constexpr int64_t kMaxCachedRows = 20'000'000;
// A bit for each row up to the last deleted one; beyond this the bitmap itself is asked.
constexpr uint64_t kMaxBits = uint64_t{1} << 31;

// Rows as bits: 64 rows that all stay cost one comparison.
class BitsetFilter : public duckdb::DeleteFilter {
 public:
  explicit BitsetFilter(const Positions& positions) : bits_(positions.maximum() / 64 + 1) {
    for (const uint64_t position : positions) bits_[position / 64] |= uint64_t{1} << position % 64;
  }

  idx_t Filter(duckdb::row_t start, idx_t count, duckdb::SelectionVector& selection) override {
    selection.Initialize(STANDARD_VECTOR_SIZE);
    duckdb::sel_t* out = selection.data();
    idx_t kept = 0;
    for (idx_t row = 0; row < count;) {
      const uint64_t position = static_cast<uint64_t>(start) + row;
      const uint64_t offset = position % 64;
      const idx_t length = std::min<idx_t>(64 - offset, count - row);
      const uint64_t word = position / 64 < bits_.size() ? bits_[position / 64] >> offset : 0;
      const uint64_t range = length == 64 ? ~uint64_t{0} : (uint64_t{1} << length) - 1;
      uint64_t stays = ~word & range;
      if (stays == range) {
        for (idx_t i = 0; i < length; ++i) out[kept++] = static_cast<duckdb::sel_t>(row + i);
      } else {
        for (; stays != 0; stays &= stays - 1) {
          out[kept++] =
              static_cast<duckdb::sel_t>(row) + static_cast<duckdb::sel_t>(std::countr_zero(stays));
        }
      }
      row += length;
    }
    return kept;
  }

 private:
  std::vector<uint64_t> bits_;
};

class BitmapFilter : public duckdb::DeleteFilter {
 public:
  explicit BitmapFilter(Positions positions) : positions_(std::move(positions)) {}

  idx_t Filter(duckdb::row_t start, idx_t count, duckdb::SelectionVector& selection) override {
    selection.Initialize(STANDARD_VECTOR_SIZE);
    idx_t kept = 0;
    for (idx_t i = 0; i < count; ++i) {
      if (!positions_.contains(static_cast<uint64_t>(start) + i)) selection.set_index(kept++, i);
    }
    return kept;
  }

 private:
  const Positions positions_;
};

// Positions of one data file, as a bitmap in the end. Row numbers of 32 bits, which all but giant
// files have, are added many at a time: adding one by one to a 64-bit bitmap looks its part up each
// time.
class PositionCollector {
 public:
  void Add(uint64_t position) {
    if (position > std::numeric_limits<uint32_t>::max()) {
      high_.add(position);
      return;
    }
    low_[count_++] = static_cast<uint32_t>(position);
    if (count_ == low_.size()) Flush();
  }

  Positions Finish() {
    Flush();
    Positions all(std::move(bitmap_));
    if (!high_.isEmpty()) all |= high_;
    return all;
  }

 private:
  void Flush() {
    bitmap_.addMany(count_, low_.data());
    count_ = 0;
  }

  std::array<uint32_t, 512> low_;
  size_t count_ = 0;
  Roaring bitmap_;
  Positions high_;
};

// Reads a delete file, or its rows for one data file.
FilePositions ReadDeleteFile(duckdb::DatabaseInstance& database, const std::string& path,
                             const std::optional<std::string>& only) {
  // A connection of its own: the statement that scans holds the session's.
  duckdb::Connection connection(database);
  auto prepared = connection.Prepare(
      std::string("SELECT file_path, pos FROM read_parquet($1, hive_partitioning = false)") +
      (only ? " WHERE file_path = $2" : ""));
  if (prepared->HasError()) throw FromDuckError(prepared->error);
  duckdb::vector<duckdb::Value> values{duckdb::Value(PathForDuck(path))};
  if (only) values.emplace_back(*only);
  auto result = prepared->Execute(values, true);
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());

  std::unordered_map<std::string, PositionCollector> files;
  std::string last_path;
  PositionCollector* last = nullptr;
  while (auto chunk = result->Fetch()) {
    if (chunk->size() == 0) break;
    chunk->Flatten();
    const auto* paths = duckdb::FlatVector::GetData<duckdb::string_t>(chunk->data[0]);
    const auto* rows = duckdb::FlatVector::GetData<int64_t>(chunk->data[1]);
    const bool complete = duckdb::FlatVector::Validity(chunk->data[0]).AllValid() &&
                          duckdb::FlatVector::Validity(chunk->data[1]).AllValid();
    const char* last_bytes = nullptr;  // a dictionary's entry is the same bytes row after row
    for (idx_t i = 0; i < chunk->size(); ++i) {
      const bool missing = !complete && (duckdb::FlatVector::IsNull(chunk->data[0], i) ||
                                         duckdb::FlatVector::IsNull(chunk->data[1], i));
      if (missing || rows[i] < 0) {
        base::Throw(base::ErrorKind::kDataCorruption,
                    "a position delete file has a row without a path or position: {}", path);
      }
      const std::string_view name(paths[i].GetData(), paths[i].GetSize());
      if (name.data() != last_bytes || name.size() != last_path.size()) {
        last_bytes = name.data();
        if (last == nullptr || name != last_path) {
          last_path = name;
          last = &files[last_path];
        }
      }
      last->Add(static_cast<uint64_t>(rows[i]));
    }
  }
  if (result->HasError()) throw FromDuckError(result->GetErrorObject());
  FilePositions loaded;
  for (auto& [name, collector] : files) {
    loaded.emplace(name, std::make_shared<const Positions>(collector.Finish()));
  }
  return loaded;
}

void RequireParquet(const iceberg::DataFile& delete_file) {
  if (delete_file.file_format == iceberg::FileFormat::kParquet) return;
  base::Throw(base::ErrorKind::kUnsupported, "a position delete file is not Parquet: {}",
              delete_file.file_path);
}

}  // namespace

std::string PathForDuck(const std::string& path) {
  static constexpr std::string_view kFileScheme = "file://";
  return path.starts_with(kFileScheme) ? path.substr(kFileScheme.size()) : path;
}

FilePositions LoadPositionDeletes(duckdb::DatabaseInstance& database,
                                  const iceberg::DataFile& delete_file) {
  RequireParquet(delete_file);
  return Translated([&] { return ReadDeleteFile(database, delete_file.file_path, std::nullopt); });
}

void AddPositionDeletes(duckdb::DatabaseInstance& database, store::ObjectStore& store,
                        DeleteCache& cache, const iceberg::DataFile& delete_file,
                        const std::string& data_file, Positions& positions) {
  if (delete_file.is_deletion_vector()) {
    AddDeletionVector(store, cache, delete_file, positions);
    return;
  }
  RequireParquet(delete_file);
  const std::string& path = delete_file.file_path;
  std::shared_ptr<const FilePositions> files;
  if (delete_file.record_count > kMaxCachedRows) {
    files = std::make_shared<const FilePositions>(
        Translated([&] { return ReadDeleteFile(database, path, data_file); }));
  } else {
    files = cache.Get(path, [&] { return LoadPositionDeletes(database, delete_file); });
  }
  if (const auto found = files->find(data_file); found != files->end()) positions |= *found->second;
}

duckdb::unique_ptr<duckdb::DeleteFilter> MakeDeleteFilter(const Positions& positions) {
  if (positions.maximum() < kMaxBits) return duckdb::make_uniq<BitsetFilter>(positions);
  return duckdb::make_uniq<BitmapFilter>(positions);
}

}  // namespace tarn::engine::embedded
