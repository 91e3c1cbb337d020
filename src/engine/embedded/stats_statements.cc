// SHOW STATS FOR a table or a query.
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/delete_filter.h"
#include "engine/embedded/filter_estimate.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/stats_query.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/metadata_table/distinct_values.h"
#include "iceberg/metadata_table/table_statistics.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {

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

// As Trino shows it: moments with a zone to the millisecond, in UTC.
Value RangeEnd(const std::optional<iceberg::Literal>& value) {
  if (!value) return {};
  std::string text = iceberg::ToHumanString(*value);
  if (const auto* type = std::get_if<iceberg::DecimalType>(&value->type())) {
    // It is a double by now.
    constexpr double kBase = 10;
    text = iceberg::ToHumanString(iceberg::Literal::Double(
        static_cast<double>(value->get<iceberg::Int128>()) / std::pow(kBase, type->scale)));
  }
  if (const size_t t = text.find('T'); t != std::string::npos) text[t] = ' ';
  constexpr std::string_view kUtc = "+00:00";
  if (text.ends_with(kUtc)) {
    text.resize(text.size() - kUtc.size());
    if (const size_t point = text.find('.'); point != std::string::npos) text.resize(point + 4);
    text += " UTC";
  }
  if (value->kind() == iceberg::TypeKind::kTimestamp) {
    constexpr size_t kDigits = 6;
    size_t point = text.find('.');
    if (point == std::string::npos) {
      point = text.size();
      text += '.';
    }
    text.resize(point + 1 + kDigits, '0');
  }
  return Value{std::move(text)};
}

Value Number(double value) { return std::isnan(value) ? Value{} : Value{value}; }

// What the manifests tell of a table's files, less those of `passed_over`.
RowsEstimate EstimateOf(LakeTransaction& lake, const catalog::TableIdentifier& id,
                        const std::set<std::string>& passed_over) {
  iceberg::MetadataTableSource source = MetadataSourceOf(lake, id);
  source.removed.insert(passed_over.begin(), passed_over.end());
  std::erase_if(source.added, [&](const iceberg::DataFile& file) {
    return passed_over.contains(file.file_path);
  });
  const iceberg::TableStatistics statistics = iceberg::StatisticsOf(source);
  RowsEstimate estimate;
  estimate.rows = static_cast<double>(statistics.row_count);
  for (const iceberg::NestedField& field : source.metadata->current_schema().fields) {
    ColumnEstimate& column = estimate.columns.emplace_back();
    column.name = field.name;
    const auto told = std::ranges::find_if(
        statistics.columns, [&](const auto& one) { return one.field->id == field.id; });
    if (told == statistics.columns.end()) continue;  // of rows, arrays and maps nothing is known
    if (told->null_count && estimate.rows > 0) {
      column.nulls = static_cast<double>(*told->null_count) / estimate.rows;
    }
    const iceberg::TypeKind kind = iceberg::KindOf(field.type);
    const bool sized = kind == iceberg::TypeKind::kString || kind == iceberg::TypeKind::kBinary;
    const double values = estimate.rows * (1 - column.nulls);
    if (values == 0) {
      column.bytes = 0;
    } else if (sized && told->size_in_bytes) {
      column.bytes =
          static_cast<double>(*told->size_in_bytes) / (std::isnan(values) ? estimate.rows : values);
    }
    if (told->min && HasRange(*told->min)) column.low = told->min;
    if (told->max && HasRange(*told->max)) column.high = told->max;
    const auto distinct = iceberg::DistinctValues(*source.metadata, source.snapshot, field.id);
    if (distinct) column.distinct = static_cast<double>(*distinct);
  }
  return estimate;
}

std::vector<Value> RowOf(const std::string& name, const ColumnEstimate& column, double rows) {
  const double values = rows * (1 - (std::isnan(column.nulls) ? 0 : column.nulls));
  return {Value{name}, Number(column.bytes * values), Number(column.distinct), Number(column.nulls),
          Value{},     RangeEnd(column.low),          RangeEnd(column.high)};
}

std::vector<Value> TotalOf(double rows) {
  return {Value{}, Value{}, Value{}, Value{}, Number(rows), Value{}, Value{}};
}

// The files of a snapshot that a filter leaves out by their partitions and statistics.
std::set<std::string> FilesLeftOut(LakeTransaction& lake, const catalog::TableIdentifier& id,
                                   const iceberg::Expression& filter) {
  const TableView table = lake.Table(id);
  std::set<std::string> left_out;
  if (table.snapshot != nullptr) {
    iceberg::PlanOptions options;
    options.cache = &lake.cache();
    options.schema = &table.metadata->current_schema();
    const auto plan = [&] {
      return iceberg::PlanFiles(*table.metadata, *table.snapshot, lake.catalog().store(), options);
    };
    for (const auto& task : plan().tasks) left_out.insert(task.file().file_path);
    options.filter = filter;
    for (const auto& task : plan().tasks) left_out.erase(task.file().file_path);
  }
  const auto bound = iceberg::Bind(filter, table.metadata->current_schema());
  for (const iceberg::DataFile& file : table.added) {
    if (iceberg::EvaluateMetrics(bound, file) == iceberg::Truth::kFalse) {
      left_out.insert(file.file_path);
    }
  }
  return left_out;
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowStats& show) {
  std::vector<std::vector<Value>> rows;
  if (const auto* name = std::get_if<sql::QualifiedName>(&show.subject)) {
    const catalog::TableIdentifier id = ResolveTable(*name, scope());
    OnLake(name->location, [&](LakeTransaction& lake) {
      RowsEstimate estimate = EstimateOf(lake, id, {});
      estimate.Normalize();
      for (const ColumnEstimate& column : estimate.columns) {
        rows.push_back(RowOf(column.name, column, estimate.rows));
      }
      rows.push_back(TotalOf(estimate.rows));
    });
    return StatsRows(std::move(rows));
  }

  const auto& query = std::get<sql::QueryBox>(show.subject);
  const std::string duck_sql = Translate(sql::Statement{sql::QueryStatement{query}});
  std::vector<std::string> names;
  for (const auto& column : Ready().Describe(duck_sql)) names.push_back(column.name);
  std::optional<StatsQuery> plan = StatsQuery::Of(*query);
  if (plan) {
    // Filters on the file of a row leave out whole files.
    std::set<std::string> kept;
    if (plan->of_files) {
      sql::TableExecute selection;
      selection.table = plan->table;
      selection.where = plan->of_files;
      kept = FilesWithRows(selection);
    }
    const catalog::TableIdentifier id = ResolveTable(plan->table, scope());
    OnLake(plan->table.location, [&](LakeTransaction& lake) {
      if (lake.Find(id) != catalog::ContentKind::kTable) {
        plan.reset();
        return;
      }
      const auto metadata = lake.Table(id).metadata;
      std::vector<std::optional<iceberg::Expression>> conjuncts;
      iceberg::Expression filter = iceberg::True();
      for (const auto& conjunct : plan->conjuncts) {
        auto exact = conjunct ? ExactFilter(*conjunct, metadata->current_schema()) : std::nullopt;
        if (exact) filter = iceberg::And(std::move(filter), *exact);
        // The files that are left have no other rows.
        if (exact && IsOfPartitions(*conjunct, *metadata)) continue;
        conjuncts.push_back(std::move(exact));
      }
      std::set<std::string> left_out = FilesLeftOut(lake, id, filter);
      if (plan->of_files) {
        for (const std::string& path : FilesLeftOut(lake, id, iceberg::False())) {
          const bool local = path.starts_with("file://");
          if (!kept.contains(path) && !(local && kept.contains(path.substr(7)))) {
            left_out.insert(path);
          }
        }
      }
      RowsEstimate estimate = EstimateOf(lake, id, left_out);
      estimate.Normalize();
      estimate = Filtered(estimate, conjuncts);
      if (plan->limit) estimate = Limited(std::move(estimate), *plan->limit);
      const std::vector<ColumnEstimate> columns = plan->ColumnsOf(estimate);
      for (size_t i = 0; i < names.size(); ++i) {
        rows.push_back(
            RowOf(names[i], i < columns.size() ? columns[i] : ColumnEstimate(), estimate.rows));
      }
      rows.push_back(TotalOf(estimate.rows));
    });
  }
  if (!plan) {
    for (const std::string& name : names) rows.push_back(RowOf(name, {}, kNotKnown));
    rows.push_back(TotalOf(kNotKnown));
  }
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
