#include "engine/embedded/adapter/change_columns.h"

#include "base/error.h"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/duck_scan.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/instance_impl.h"
#include "iceberg/scan/snapshot_lookup.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::MultiFileColumnDefinition;

// Ids that no column of a file has (spec: Reserved Field IDs, _change_type and its neighbours).
constexpr int32_t kFirstReservedId = 2147483541;

MultiFileColumnDefinition Column(const char* name, const LogicalType& type, int32_t number) {
  MultiFileColumnDefinition column(name, type);
  column.identifier = duckdb::Value::INTEGER(kFirstReservedId + number);
  column.default_expression =
      duckdb::make_uniq<duckdb::ConstantExpression>(duckdb::Value(column.type));
  return column;
}

const duckdb::Value& Argument(const duckdb::TableFunctionBindInput& input, size_t index) {
  static constexpr const char* kNames[] = {"schema_name", "table_name", "start_snapshot_id",
                                           "end_snapshot_id"};
  const duckdb::Value& value = input.inputs.at(index);
  if (value.IsNull()) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "the argument of table_changes must not be null: {}", kNames[index]);
  }
  return value;
}

duckdb::unique_ptr<duckdb::LogicalOperator> BindTableChanges(
    duckdb::ClientContext& context, duckdb::TableFunctionBindInput& input, duckdb::idx_t bind_index,
    duckdb::vector<std::string>& return_names) {
  return Guarded([&]() -> duckdb::unique_ptr<duckdb::LogicalOperator> {
    duckdb::Catalog& catalog = duckdb::Catalog::GetCatalog(context, kLakeName);
    DuckTransaction& transaction = DuckTransaction::Get(context, catalog);
    const std::string schema = duckdb::StringValue::Get(Argument(input, 0));
    TableSource source;
    source.id = {NamespaceOf(schema), duckdb::StringValue::Get(Argument(input, 1))};
    const ChangeRange range{iceberg::SnapshotId(Argument(input, 2).GetValue<int64_t>()),
                            iceberg::SnapshotId(Argument(input, 3).GetValue<int64_t>())};
    source.metadata = transaction.lake.Table(source.id).metadata;
    source.snapshot = &iceberg::SnapshotById(*source.metadata, range.until);
    source.schema = &source.metadata->SchemaOf(*source.snapshot);
    DuckTable& table = transaction.Keep(
        MakeDuckTable(catalog, transaction.Schema(catalog, schema), std::move(source)));

    duckdb::unique_ptr<duckdb::FunctionData> bind_data;
    duckdb::vector<LogicalType> types;
    duckdb::TableFunction scan =
        MakeChangeScan(context, table, transaction.lake, range, bind_data, types, return_names);
    auto get =
        duckdb::make_uniq<duckdb::LogicalGet>(bind_index, std::move(scan), std::move(bind_data),
                                              types, return_names, table.GetVirtualColumns());
    for (size_t i = 0; i < types.size(); ++i) get->AddColumnId(i);
    return get;
  });
}

}  // namespace

duckdb::vector<MultiFileColumnDefinition> ChangeColumns() {
  return {Column("_change_type", LogicalType::VARCHAR, 0),
          Column("_change_version_id", LogicalType::BIGINT, 1),
          Column("_change_timestamp", LogicalType::TIMESTAMP_TZ, 2),
          Column("_change_ordinal", LogicalType::INTEGER, 3)};
}

duckdb::Value ChangeValue(const iceberg::FileChange& change, size_t column) {
  constexpr int64_t kMicrosPerMilli = 1000;
  switch (column) {
    case 0: return duckdb::Value(change.type == iceberg::ChangeType::kInsert ? "insert" : "delete");
    case 1: return duckdb::Value::BIGINT(change.snapshot_id.value());
    case 2:
      return duckdb::Value::TIMESTAMPTZ(
          duckdb::timestamp_tz_t(change.timestamp_ms * kMicrosPerMilli));
    default: return duckdb::Value::INTEGER(change.ordinal);
  }
}

void RegisterTableChanges(duckdb::DatabaseInstance& instance) {
  duckdb::TableFunction function(
      "tarn_table_changes",
      {LogicalType::VARCHAR, LogicalType::VARCHAR, LogicalType::BIGINT, LogicalType::BIGINT},
      [](duckdb::ClientContext&, duckdb::TableFunctionInput&, duckdb::DataChunk&) {
        throw duckdb::InvalidInputException("called without having been bound");
      });
  function.bind_operator = BindTableChanges;
  duckdb::ExtensionLoader(instance, "tarn").RegisterFunction(std::move(function));
}

}  // namespace tarn::engine::embedded
