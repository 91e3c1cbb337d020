#include "engine/embedded/adapter/partitioned_rows.h"

#include <algorithm>

#include "duckdb/common/vector_operations/vector_operations.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;

constexpr size_t kChunkRows = STANDARD_VECTOR_SIZE;
static_assert(kChunkRows == 2048, "a row's place is a chunk and a place in it");

// What a value of a type takes whatever it is; its place among its partition's rows is extra.
uint64_t FixedWidth(const duckdb::LogicalType& type) {
  if (type.InternalType() == duckdb::PhysicalType::STRUCT) {
    uint64_t width = 0;
    for (const auto& [name, field] : duckdb::StructType::GetChildTypes(type)) {
      width += FixedWidth(field);
    }
    return width;
  }
  return duckdb::GetTypeIdSize(type.InternalType());
}

// What the first `count` values of a flat vector take besides their fixed widths: texts and the
// elements of lists.
uint64_t BytesBeside(const duckdb::Vector& vector, idx_t count) {
  const duckdb::LogicalType& type = vector.GetType();
  switch (type.InternalType()) {
    case duckdb::PhysicalType::VARCHAR: {
      uint64_t bytes = 0;
      const auto* texts = duckdb::FlatVector::GetData<duckdb::string_t>(vector);
      const auto& validity = duckdb::FlatVector::Validity(vector);
      for (idx_t i = 0; i < count; ++i) {
        if (validity.RowIsValid(i) && !texts[i].IsInlined()) bytes += texts[i].GetSize();
      }
      return bytes;
    }
    case duckdb::PhysicalType::LIST: {
      // Rows may share elements (a constant); copies of them do not.
      const auto* entries = duckdb::FlatVector::GetData<duckdb::list_entry_t>(vector);
      const auto& validity = duckdb::FlatVector::Validity(vector);
      uint64_t elements = 0;
      for (idx_t i = 0; i < count; ++i) {
        if (validity.RowIsValid(i)) elements += entries[i].length;
      }
      const auto& child = duckdb::ListVector::GetEntry(vector);
      const idx_t size = duckdb::ListVector::GetListSize(vector);
      const bool flat = child.GetVectorType() == duckdb::VectorType::FLAT_VECTOR;
      const uint64_t beside = flat && size > 0 ? BytesBeside(child, size) / size : 0;
      return elements * (duckdb::GetTypeIdSize(child.GetType().InternalType()) + beside);
    }
    case duckdb::PhysicalType::STRUCT: {
      uint64_t bytes = 0;
      for (const auto& entry : duckdb::StructVector::GetEntries(vector)) {
        const bool flat = entry->GetVectorType() == duckdb::VectorType::FLAT_VECTOR;
        if (flat) bytes += BytesBeside(*entry, count);
      }
      return bytes;
    }
    default: return 0;
  }
}

// Appends the rows of `from` that `selection` names to `to`, which has room for them.
void CopyRows(const duckdb::DataChunk& from, const duckdb::SelectionVector& selection, idx_t count,
              duckdb::DataChunk& to) {
  for (idx_t column = 0; column < to.ColumnCount(); ++column) {
    duckdb::VectorOperations::Copy(from.data[column], to.data[column], selection, count, 0,
                                   to.size());
  }
  to.SetCardinality(to.size() + count);
}

}  // namespace

PartitionedRows::PartitionedRows(duckdb::ClientContext& context,
                                 duckdb::vector<duckdb::LogicalType> types)
    : allocator_(duckdb::BufferAllocator::Get(context)), types_(std::move(types)) {
  for (const duckdb::LogicalType& type : types_) row_width_ += FixedWidth(type);
}

PartitionedRows::Partition& PartitionedRows::PartitionOf(const std::string& key) {
  const auto [place, is_new] = places_.try_emplace(key, partitions_.size());
  if (is_new) partitions_.push_back({key, {}, {}});
  return partitions_[place->second];
}

// The last chunk, with room for at least one row.
duckdb::DataChunk& PartitionedRows::Room() {
  if (chunks_.empty() || chunks_.back()->size() == kChunkRows) {
    chunks_.push_back(duckdb::make_uniq<duckdb::DataChunk>());
    chunks_.back()->Initialize(allocator_, types_);
  }
  return *chunks_.back();
}

void PartitionedRows::Append(Partitioner& partitioner, duckdb::DataChunk& chunk) {
  for (Partitioner::Group* group : partitioner.Split(chunk)) {
    Partition& partition = PartitionOf(group->key);
    if (partition.values.empty()) {
      partition.values = partitioner.ValuesOf(chunk, group->rows.front());
    }
    for (const duckdb::sel_t row : group->rows) {
      partition.rows.push_back(static_cast<uint32_t>(count_ + row));
    }
  }
  for (const auto& column : chunk.data) bytes_ += BytesBeside(column, chunk.size());
  bytes_ += chunk.size() * row_width_;
  for (idx_t begin = 0; begin < chunk.size();) {
    duckdb::DataChunk& room = Room();
    const idx_t end = std::min<idx_t>(chunk.size(), begin + kChunkRows - room.size());
    duckdb::SelectionVector selection(end - begin);
    for (idx_t row = begin; row < end; ++row) selection.set_index(row - begin, row);
    CopyRows(chunk, selection, end - begin, room);
    begin = end;
  }
  count_ += chunk.size();
}

template <typename HasRoom, typename With>
void PartitionedRows::ForEachPart(const Partition& partition, size_t begin, size_t end,
                                  HasRoom room, With with) const {
  duckdb::SelectionVector selection(kChunkRows);
  for (size_t i = begin; i < end;) {
    const size_t chunk = partition.rows[i] / kChunkRows;
    const size_t most = std::min(end - i, static_cast<size_t>(room()));
    idx_t count = 0;
    while (count < most && partition.rows[i + count] / kChunkRows == chunk) {
      selection.set_index(count, partition.rows[i + count] % kChunkRows);
      ++count;
    }
    with(*chunks_[chunk], selection, count);
    i += count;
  }
}

void PartitionedRows::Append(const PartitionedRows& other, const Partition& partition) {
  Partition& own = PartitionOf(partition.key);
  own.values = partition.values;
  const auto room = [&] { return kChunkRows - Room().size(); };
  other.ForEachPart(
      partition, 0, partition.rows.size(), room,
      [&](const duckdb::DataChunk& chunk, const duckdb::SelectionVector& selection, idx_t count) {
        CopyRows(chunk, selection, count, Room());
        for (idx_t i = 0; i < count; ++i) {
          own.rows.push_back(static_cast<uint32_t>(count_++));
        }
      });
  // Its texts are as long as the others' are on average.
  bytes_ += other.bytes_ / other.count_ * partition.rows.size();
}

void PartitionedRows::Gather(const Partition& partition, size_t begin, size_t end,
                             duckdb::ColumnDataCollection& to) const {
  duckdb::ColumnDataAppendState append;
  to.InitializeAppend(append);
  duckdb::DataChunk gathered;
  gathered.Initialize(allocator_, types_);
  const auto room = [&] { return kChunkRows - gathered.size(); };
  const auto flush = [&] {
    to.Append(append, gathered);
    gathered.Reset();
  };
  ForEachPart(
      partition, begin, end, room,
      [&](const duckdb::DataChunk& chunk, const duckdb::SelectionVector& selection, idx_t count) {
        CopyRows(chunk, selection, count, gathered);
        if (gathered.size() == kChunkRows) flush();
      });
  if (gathered.size() > 0) flush();
}

}  // namespace tarn::engine::embedded
