// SHOW STATS FOR table.
#include <fmt/format.h>

#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/metadata_table/distinct_values.h"
#include "iceberg/metadata_table/table_statistics.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// Trino tells the range of numbers and times, of nothing else.
bool HasRange(const iceberg::Literal& value) {
  switch (value.kind()) {
    case iceberg::TypeKind::kInt:
    case iceberg::TypeKind::kLong:
    case iceberg::TypeKind::kFloat:
    case iceberg::TypeKind::kDouble:
    case iceberg::TypeKind::kDecimal:
    case iceberg::TypeKind::kDate:
    case iceberg::TypeKind::kTimestampNs:
    case iceberg::TypeKind::kTimestamptzNs:
    case iceberg::TypeKind::kTimestamp:
    case iceberg::TypeKind::kTimestamptz: return true;
    default: return false;
  }
}

// As Trino shows it: moments to the millisecond, in UTC.
Value RangeEnd(const std::optional<iceberg::Literal>& value) {
  if (!value || !HasRange(*value)) return {};
  std::string text = iceberg::ToHumanString(*value);
  if (const size_t t = text.find('T'); t != std::string::npos) text[t] = ' ';
  constexpr std::string_view kUtc = "+00:00";
  if (text.ends_with(kUtc)) {
    text.resize(text.size() - kUtc.size());
    if (const size_t point = text.find('.'); point != std::string::npos) text.resize(point + 4);
    text += " UTC";
  }
  return Value{std::move(text)};
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowStats& show) {
  const auto* name = std::get_if<sql::QualifiedName>(&show.subject);
  if (name == nullptr) {
    throw base::Error(ErrorKind::kUnsupported, "SHOW STATS is for tables, not for queries yet",
                      "SHOW STATS FOR schema.table");
  }
  const catalog::TableIdentifier id = ResolveTable(*name, scope());
  std::vector<std::vector<Value>> rows;
  OnLake(name->location, [&](LakeTransaction& lake) {
    const iceberg::MetadataTableSource source = MetadataSourceOf(lake, id);
    const iceberg::TableStatistics statistics = iceberg::StatisticsOf(source);
    const auto count = static_cast<double>(statistics.row_count);
    for (const auto& column : statistics.columns) {
      const bool sized = iceberg::KindOf(column.field->type) == iceberg::TypeKind::kString ||
                         iceberg::KindOf(column.field->type) == iceberg::TypeKind::kBinary;
      Value size;
      if (sized && column.size_in_bytes) size = Value{static_cast<double>(*column.size_in_bytes)};
      Value nulls;
      if (column.null_count && count > 0) {
        nulls = Value{static_cast<double>(*column.null_count) / count};
      }
      Value distinct;
      if (statistics.row_count == 0) {
        rows.push_back({Value{column.field->name}, Value{0.0}, Value{0.0}, Value{1.0}, Value{},
                        Value{}, Value{}});
        continue;
      }
      const auto ndv = iceberg::DistinctValues(*source.metadata, source.snapshot, column.field->id);
      if (ndv) distinct = Value{static_cast<double>(*ndv)};
      rows.push_back({Value{column.field->name}, size, distinct, nulls, Value{},
                      RangeEnd(column.min), RangeEnd(column.max)});
    }
    rows.push_back({Value{}, Value{}, Value{}, Value{}, Value{count}, Value{}, Value{}});
  });
  return StatsRows(std::move(rows));
}

std::unique_ptr<ResultStream> StatsRows(std::vector<std::vector<Value>> rows) {
  const Type text{TypeKind::kVarchar, 0, 0, {}, {}};
  const Type number{TypeKind::kDouble, 0, 0, {}, {}};
  return ValueRows({{"column_name", text},
                    {"data_size", number},
                    {"distinct_values_count", number},
                    {"nulls_fraction", number},
                    {"row_count", number},
                    {"low_value", text},
                    {"high_value", text}},
                   std::move(rows));
}

}  // namespace tarn::engine::embedded
