#include "iceberg/metadata_table/partition_statistics.h"

#include <set>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

// Sums of hostile numbers stay at the end of the range.
int64_t Plus(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

void AddCount(std::optional<int64_t>& total, const int64_t* count, bool first) {
  if (count == nullptr) {
    total.reset();
  } else if (first) {
    total = *count;
  } else if (total) {
    total = Plus(*total, *count);
  }
}

}  // namespace

std::vector<const NestedField*> PartitionDataColumns(const TableMetadata& metadata) {
  std::set<FieldId> identities;
  for (const PartitionField& field : metadata.default_spec().fields) {
    if (field.transform.kind == TransformKind::kIdentity) identities.insert(field.source_id);
  }
  std::vector<const NestedField*> columns;
  for (const NestedField& field : metadata.current_schema().fields) {
    if (IsPrimitive(field.type) && !identities.contains(field.id)) columns.push_back(&field);
  }
  return columns;
}

void PartitionStatistics::Add(const DataFile& file,
                              const std::vector<const NestedField*>& columns) {
  columns_.resize(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) AddColumn(file, *columns[i], columns_[i]);
  ++file_count_;
  record_count_ = Plus(record_count_, file.record_count);
  total_size_ = Plus(total_size_, file.file_size_in_bytes);
}

void PartitionStatistics::AddColumn(const DataFile& file, const NestedField& field,
                                    Column& column) {
  const bool first = file_count_ == 0;
  const int64_t* nulls = file.null_value_counts.Find(field.id);
  const int64_t* values = file.value_counts.Find(field.id);
  AddCount(column.null_count, nulls, first);
  AddCount(column.nan_count, file.nan_value_counts.Find(field.id), first);
  if (nulls != nullptr && values != nullptr && *nulls == *values) return;

  const auto decode = [&](const IdMap<std::string>& bounds) -> std::optional<Literal> {
    const std::string* bytes = bounds.Find(field.id);
    if (bytes == nullptr) return std::nullopt;
    try {
      return LiteralFromBytes(AsPrimitive(field.type), *bytes);
    } catch (const base::Error& error) {
      throw error.WithContext("a bound of file '" + file.file_path + "'");
    }
  };
  std::optional<Literal> lower = decode(file.lower_bounds);
  std::optional<Literal> upper = decode(file.upper_bounds);
  if (!column.has_bounds) {
    column.has_bounds = true;
    column.min = std::move(lower);
    column.max = std::move(upper);
    return;
  }
  if (column.min && (!lower || Compare(*lower, *column.min) < 0)) column.min = std::move(lower);
  if (column.max && (!upper || Compare(*upper, *column.max) > 0)) column.max = std::move(upper);
}

}  // namespace tarn::iceberg
