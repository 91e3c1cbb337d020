#include "engine/embedded/adapter/hidden_columns.h"

#include "base/error.h"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/planner/expression_iterator.hpp"

namespace tarn::engine::embedded {

using duckdb::BoundColumnRefExpression;
using duckdb::LogicalType;
using duckdb::MultiFileReader;
using duckdb::Value;

namespace {

Value ModifiedTime(const iceberg::DataFile& file, store::ObjectStore& store) {
  const auto info = store.Stat(file.file_path);
  if (!info) {
    base::Throw(base::ErrorKind::kNotFound, "a data file of the table is gone: {}", file.file_path);
  }
  // Trino tells it in milliseconds.
  const auto time = std::chrono::floor<std::chrono::milliseconds>(info->modified);
  const auto micros =
      std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
  return Value::TIMESTAMPTZ(duckdb::timestamp_tz_t(micros));
}

std::string PartitionText(const iceberg::TableMetadata& metadata, const iceberg::DataFile& file) {
  const iceberg::PartitionSpec* spec = metadata.FindSpec(file.spec_id);
  return spec ? spec->PartitionPath(file.partition) : std::string();
}

// Whether all columns in `filter` are told by `column_of`, and there is one.
bool IsOfFile(const duckdb::Expression& filter, const FileFilter::ColumnOf& column_of) {
  if (filter.IsVolatile()) return false;
  bool any = false;
  bool only = true;
  duckdb::ExpressionIterator::VisitExpression<BoundColumnRefExpression>(
      filter, [&](const BoundColumnRefExpression& column) {
        any = true;
        const auto id = column_of(column);
        only = only && (id == kPathColumn || id == kPartitionColumn);
      });
  return any && only;
}

}  // namespace

duckdb::virtual_column_map_t HiddenColumns(const iceberg::TableMetadata& metadata) {
  duckdb::virtual_column_map_t columns;
  columns.insert({kPathColumn, {"$path", LogicalType::VARCHAR}});
  columns.insert({kPartitionColumn, {"$partition", LogicalType::VARCHAR}});
  columns.insert({kModifiedTimeColumn, {"$file_modified_time", LogicalType::TIMESTAMP_TZ}});
  columns.insert(
      {MultiFileReader::COLUMN_IDENTIFIER_FILE_ROW_NUMBER, {"$pos", LogicalType::BIGINT}});
  if (metadata.format_version > 2) {
    columns.insert({kRowIdColumn, {"$row_id", LogicalType::BIGINT}});
    columns.insert({kLastUpdatedColumn, {"$last_updated_sequence_number", LogicalType::BIGINT}});
  }
  // What DuckDB names a file by; of use to the engine only.
  columns.insert({MultiFileReader::COLUMN_IDENTIFIER_FILENAME, {"$file", LogicalType::VARCHAR}});
  columns.insert({duckdb::COLUMN_IDENTIFIER_EMPTY, {"", LogicalType::BOOLEAN}});
  return columns;
}

std::optional<Value> HiddenValue(duckdb::column_t column, const iceberg::TableMetadata& metadata,
                                 const iceberg::DataFile& file, store::ObjectStore& store) {
  if (column == kPathColumn) return Value(file.file_path);
  if (column == kPartitionColumn) return Value(PartitionText(metadata, file));
  if (column == kModifiedTimeColumn) return ModifiedTime(file, store);
  return std::nullopt;
}

FileFilter::FileFilter(const duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& filters,
                       const ColumnOf& column_of)
    : column_of_(column_of) {
  for (const auto& filter : filters) {
    if (IsOfFile(*filter, column_of)) filters_.push_back(filter->Copy());
  }
}

bool FileFilter::Keeps(duckdb::ClientContext& context, const iceberg::TableMetadata& metadata,
                       const iceberg::DataFile& file, store::ObjectStore& store) const {
  for (const auto& filter : filters_) {
    auto bound = filter->Copy();
    duckdb::ExpressionIterator::VisitExpressionMutable<BoundColumnRefExpression>(
        bound,
        [&](BoundColumnRefExpression& column, duckdb::unique_ptr<duckdb::Expression>& expression) {
          expression = duckdb::make_uniq<duckdb::BoundConstantExpression>(
              *HiddenValue(*column_of_(column), metadata, file, store));
        });
    Value result;
    if (!duckdb::ExpressionExecutor::TryEvaluateScalar(context, *bound, result)) continue;
    if (result.IsNull() || !duckdb::BooleanValue::Get(result)) return false;
  }
  return true;
}

}  // namespace tarn::engine::embedded
