#include "engine/embedded/adapter/file_facts.h"

#include "base/error.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/metadata_table/distinct_values.h"

namespace tarn::engine::embedded {
namespace {

using iceberg::Literal;
using iceberg::NestedField;
using iceberg::PrimitiveType;
using iceberg::TypeKind;
using File = LakeFileList::File;

// Types whose bounds are kept whole, and mean the same to Iceberg and to SQL. Not floating point:
// NaN is left out of bounds, and zero has a sign there.
const PrimitiveType* BoundedType(const NestedField& field) {
  const auto* type = std::get_if<PrimitiveType>(&field.type);
  if (type == nullptr) return nullptr;
  switch (iceberg::KindOf(*type)) {
    case TypeKind::kInt:
    case TypeKind::kLong:
    case TypeKind::kDecimal:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs:
    case TypeKind::kTimestamptz: return type;
    default: return nullptr;
  }
}

struct Range {
  std::optional<Literal> lower;
  std::optional<Literal> upper;
  bool has_null = false;

  // Whether the file tells.
  bool Add(const iceberg::DataFile& file, iceberg::FieldId id, const PrimitiveType& type) {
    const int64_t* nulls = file.null_value_counts.Find(id);
    if (nulls == nullptr) return false;
    has_null = has_null || *nulls > 0;
    if (*nulls == file.record_count) return true;
    const std::string* low = file.lower_bounds.Find(id);
    const std::string* high = file.upper_bounds.Find(id);
    if (low == nullptr || high == nullptr) return false;
    try {
      Widen(iceberg::LiteralFromBytes(type, *low), iceberg::LiteralFromBytes(type, *high));
    } catch (const base::Error&) {  // a bound that cannot be read says nothing
      return false;
    }
    return true;
  }

 private:
  void Widen(Literal from, Literal to) {
    if (!lower || iceberg::Compare(from, *lower) < 0) lower = std::move(from);
    if (!upper || iceberg::Compare(to, *upper) > 0) upper = std::move(to);
  }
};

duckdb::unique_ptr<duckdb::BaseStatistics> ToStatistics(const NestedField& field,
                                                        const Range& range) {
  if (!range.lower || !range.upper) return nullptr;
  auto statistics = duckdb::NumericStats::CreateUnknown(ToDuckType(field.type));
  duckdb::NumericStats::SetMin(statistics, FromLiteral(*range.lower));
  duckdb::NumericStats::SetMax(statistics, FromLiteral(*range.upper));
  if (!range.has_null) statistics.Set(duckdb::StatsInfo::CANNOT_HAVE_NULL_VALUES);
  return statistics.ToUnique();
}

// Whole numbers between two bounds; nothing for types that are no whole numbers.
std::optional<int64_t> ValuesBetween(const Range& range) {
  const auto number = [](const Literal& literal) -> std::optional<int64_t> {
    switch (literal.kind()) {
      case TypeKind::kInt:
      case TypeKind::kDate: return literal.get<int32_t>();
      case TypeKind::kLong: return literal.get<int64_t>();
      default: return {};
    }
  };
  if (!range.lower || !range.upper) return {};
  const auto low = number(*range.lower);
  const auto high = number(*range.upper);
  int64_t between = 0;
  if (!low || !high || __builtin_sub_overflow(*high, *low, &between) || between == INT64_MAX) {
    return {};
  }
  return between + 1;
}

// A file as a row group of DuckDB's.
class FilePartition : public duckdb::PartitionRowGroup {
 public:
  FilePartition(const TableSource& source, File file) : source_(source), file_(std::move(file)) {}

  duckdb::unique_ptr<duckdb::BaseStatistics> GetColumnStatistics(
      const duckdb::StorageIndex& index) override {
    if (!index.HasPrimaryIndex() || index.HasChildren()) return nullptr;
    const std::vector<NestedField>& columns = source_.schema->fields;
    if (index.GetPrimaryIndex() >= columns.size()) return nullptr;
    const NestedField& field = columns[index.GetPrimaryIndex()];
    const PrimitiveType* type = BoundedType(field);
    Range range;
    if (type == nullptr || !range.Add(*file_.data, field.id, *type)) return nullptr;
    return ToStatistics(field, range);
  }
  bool MinMaxIsExact(const duckdb::BaseStatistics&, const duckdb::StorageIndex&) override {
    return true;
  }

 private:
  const TableSource& source_;
  const File file_;
};

}  // namespace

duckdb::unique_ptr<duckdb::BaseStatistics> ColumnStatistics(const TableSource& source,
                                                            const std::vector<File>& files,
                                                            const NestedField& field) {
  const PrimitiveType* type = BoundedType(field);
  Range range;
  int64_t rows = 0;
  bool known = type != nullptr;
  for (const File& file : files) {
    rows += file.data->record_count;
    known = known && range.Add(*file.data, field.id, *type);
  }
  std::optional<int64_t> distinct =
      iceberg::DistinctValues(*source.metadata, source.snapshot, field.id);
  if (!known && !distinct) return nullptr;
  auto statistics = known ? ToStatistics(field, range) : nullptr;
  if (!statistics) {
    if (!distinct) return nullptr;
    statistics = duckdb::BaseStatistics::CreateUnknown(ToDuckType(field.type)).ToUnique();
  }
  if (!distinct && known) {
    // Fewer numbers than rows: keys that repeat. The optimizer takes all for different otherwise.
    const auto between = ValuesBetween(range);
    if (between && *between < rows) distinct = between;
  }
  if (distinct) {
    const int64_t most = std::max<int64_t>(1, std::min(*distinct, rows));
    statistics->SetDistinctCount(static_cast<duckdb::idx_t>(most));
  }
  return statistics;
}

duckdb::vector<duckdb::PartitionStatistics> PartitionStatisticsOf(const TableSource& source,
                                                                  const std::vector<File>& files) {
  duckdb::vector<duckdb::PartitionStatistics> result;
  result.reserve(files.size());
  for (const File& file : files) {
    if (file.has_deletes()) return {};
    duckdb::PartitionStatistics part;
    part.count = static_cast<duckdb::idx_t>(file.data->record_count);
    part.count_type = duckdb::CountType::COUNT_EXACT;
    part.partition_row_group = duckdb::make_shared_ptr<FilePartition>(source, file);
    result.push_back(std::move(part));
  }
  return result;
}

bool EveryRowMatches(const iceberg::Expression& filter, const TableSource& source,
                     const std::vector<File>& files) {
  const iceberg::BoundExpression bound = iceberg::Bind(filter, *source.schema);
  std::map<iceberg::PartitionSpecId, iceberg::BoundExpression> strict;
  for (const File& file : files) {
    if (iceberg::EvaluateMetrics(bound, *file.data) == iceberg::Truth::kTrue) continue;
    const iceberg::PartitionSpec* spec = source.metadata->FindSpec(file.data->spec_id);
    if (spec == nullptr) return false;
    auto [at, added] = strict.try_emplace(spec->spec_id);
    if (added) at->second = iceberg::ProjectStrict(bound, *spec);
    if (iceberg::EvaluatePartition(at->second, *spec, file.data->partition) !=
        iceberg::Truth::kTrue) {
      return false;
    }
  }
  return true;
}

}  // namespace tarn::engine::embedded
