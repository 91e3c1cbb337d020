#include "engine/embedded/adapter/metadata_scan.h"

#include "base/error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::Value;
using iceberg::MetadataColumn;
using iceberg::MetadataValue;

LogicalType TypeOf(const MetadataColumn& column) {
  return column.is_json ? LogicalType::JSON() : ToDuckType(column.type);
}

Value ToDuckValue(const MetadataValue& value, const LogicalType& type) {
  if (value.is_null()) return Value(type);
  if (const auto* literal = std::get_if<iceberg::Literal>(&value.value)) {
    Value result = FromLiteral(*literal);
    if (type.IsJSONType()) result.Reinterpret(type);
    return result.type() == type ? result : result.DefaultCastAs(type);
  }
  const auto& children = std::get<MetadataValue::Children>(value.value);
  duckdb::vector<Value> values;
  if (type.id() == duckdb::LogicalTypeId::STRUCT) {
    for (size_t i = 0; i < children.size(); ++i) {
      values.push_back(ToDuckValue(children[i], duckdb::StructType::GetChildType(type, i)));
    }
    return Value::STRUCT(type, std::move(values));
  }
  if (type.id() == duckdb::LogicalTypeId::MAP) {
    duckdb::vector<Value> keys;
    const LogicalType& key_type = duckdb::MapType::KeyType(type);
    const LogicalType& value_type = duckdb::MapType::ValueType(type);
    for (size_t i = 0; i + 1 < children.size(); i += 2) {
      keys.push_back(ToDuckValue(children[i], key_type));
      values.push_back(ToDuckValue(children[i + 1], value_type));
    }
    return Value::MAP(key_type, value_type, std::move(keys), std::move(values));
  }
  const LogicalType& element = duckdb::ListType::GetChildType(type);
  for (const MetadataValue& child : children) values.push_back(ToDuckValue(child, element));
  return Value::LIST(element, std::move(values));
}

class MetadataTable : public duckdb::TableCatalogEntry {
 public:
  MetadataTable(duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema,
                duckdb::CreateTableInfo& info, iceberg::MetadataTableKind kind,
                iceberg::MetadataTableSource source)
      : TableCatalogEntry(catalog, schema, info), kind_(kind), source_(std::move(source)) {}

  iceberg::MetadataTableKind kind() const { return kind_; }
  const iceberg::MetadataTableSource& source() const { return source_; }

  duckdb::unique_ptr<duckdb::BaseStatistics> GetStatistics(duckdb::ClientContext&,
                                                           duckdb::column_t) override {
    return nullptr;
  }
  duckdb::TableFunction GetScanFunction(
      duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) override;
  duckdb::TableStorageInfo GetStorageInfo(duckdb::ClientContext&) override { return {}; }
  duckdb::virtual_column_map_t GetVirtualColumns() const override {
    duckdb::virtual_column_map_t columns;
    columns.insert({duckdb::COLUMN_IDENTIFIER_EMPTY, {"", LogicalType::BOOLEAN}});
    return columns;
  }
  duckdb::vector<duckdb::column_t> GetRowIdColumns() const override { return {}; }

 private:
  const iceberg::MetadataTableKind kind_;
  const iceberg::MetadataTableSource source_;
};

struct MetadataScanData : duckdb::TableFunctionData {
  explicit MetadataScanData(const MetadataTable& of) : table(of) {}
  const MetadataTable& table;  // kept by the transaction
};

struct MetadataScanState : duckdb::GlobalTableFunctionState {
  std::unique_ptr<iceberg::MetadataRowReader> reader;
  duckdb::vector<duckdb::column_t> columns;
  duckdb::idx_t MaxThreads() const override { return 1; }
};

duckdb::unique_ptr<duckdb::GlobalTableFunctionState> BeginScan(
    duckdb::ClientContext& context, duckdb::TableFunctionInitInput& input) {
  return Guarded([&] {
    const MetadataTable& table = input.bind_data->Cast<MetadataScanData>().table;
    iceberg::MetadataReadOptions options;
    options.columns.resize(table.GetColumns().LogicalColumnCount());
    for (const duckdb::column_t column : input.column_ids) {
      if (column < options.columns.size()) options.columns[column] = true;
    }
    options.check_cancelled = [&context] {
      if (context.interrupted) throw base::Error(base::ErrorKind::kCancelled, "cancelled");
    };
    auto state = duckdb::make_uniq<MetadataScanState>();
    state->columns = input.column_ids;
    state->reader = iceberg::ReadMetadataTable(table.kind(), table.source(), std::move(options));
    return state;
  });
}

void Scan(duckdb::ClientContext&, duckdb::TableFunctionInput& input, duckdb::DataChunk& output) {
  Guarded([&] {
    auto& state = input.global_state->Cast<MetadataScanState>();
    duckdb::idx_t rows = 0;
    while (rows < STANDARD_VECTOR_SIZE) {
      const auto row = state.reader->Next();
      if (!row) break;
      for (size_t i = 0; i < state.columns.size(); ++i) {
        if (state.columns[i] >= row->size()) continue;  // count(*) reads no column
        output.SetValue(i, rows, ToDuckValue((*row)[state.columns[i]], output.data[i].GetType()));
      }
      ++rows;
    }
    output.SetCardinality(rows);
  });
}

duckdb::TableFunction MetadataTable::GetScanFunction(
    duckdb::ClientContext&, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) {
  bind_data = duckdb::make_uniq<MetadataScanData>(*this);
  duckdb::TableFunction function("metadata_scan", {}, Scan);
  function.init_global = BeginScan;
  function.projection_pushdown = true;
  return function;
}

}  // namespace

duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeMetadataTable(
    duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema, const std::string& name,
    iceberg::MetadataTableKind kind, iceberg::MetadataTableSource source) {
  duckdb::CreateTableInfo info(schema, name);
  for (const MetadataColumn& column : iceberg::MetadataTableColumns(kind, *source.metadata)) {
    info.columns.AddColumn(duckdb::ColumnDefinition(column.name, TypeOf(column)));
  }
  return duckdb::make_uniq<MetadataTable>(catalog, schema, info, kind, std::move(source));
}

}  // namespace tarn::engine::embedded
