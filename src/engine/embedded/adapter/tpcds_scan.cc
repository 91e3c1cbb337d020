#include "engine/embedded/adapter/tpcds_scan.h"

#include <algorithm>
#include <atomic>

#include "duckdb/storage/statistics/node_statistics.hpp"
#include "duckdb/transaction/meta_transaction.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/session_state.h"
#include "tpcds/generator.h"
#include "tpcds/tables.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;

constexpr int kScale = 2;  // of all decimals
constexpr int64_t kMicrosOfMilli = 1000;

LogicalType DuckTypeOf(const tpcds::Column& column) {
  switch (column.kind) {
    case tpcds::ColumnKind::kBigint: return LogicalType::BIGINT;
    case tpcds::ColumnKind::kInteger: return LogicalType::INTEGER;
    case tpcds::ColumnKind::kDecimal:
      return LogicalType::DECIMAL(static_cast<uint8_t>(column.length), kScale);
    case tpcds::ColumnKind::kDate: return LogicalType::DATE;
    case tpcds::ColumnKind::kTime: return LogicalType::TIME;
    default: return LogicalType::VARCHAR;
  }
}

Type TypeOf(const tpcds::Column& column) {
  Type type;
  switch (column.kind) {
    case tpcds::ColumnKind::kBigint: type.kind = TypeKind::kBigint; break;
    case tpcds::ColumnKind::kInteger: type.kind = TypeKind::kInteger; break;
    case tpcds::ColumnKind::kDecimal:
      type.kind = TypeKind::kDecimal;
      type.precision = column.length;
      type.scale = kScale;
      break;
    case tpcds::ColumnKind::kDate: type.kind = TypeKind::kDate; break;
    case tpcds::ColumnKind::kTime:
      type.kind = TypeKind::kTime;
      type.precision = 3;
      break;
    case tpcds::ColumnKind::kChar:
      type.kind = TypeKind::kChar;
      type.precision = column.length;
      break;
    case tpcds::ColumnKind::kVarchar:
      type.kind = TypeKind::kVarchar;
      type.precision = column.length;
  }
  return type;
}

// Worth the search for the first; an order has many rows.
int64_t UnitsOfMorsel(tpcds::TableKind table) { return 16'000 / tpcds::MaxRowsOfUnit(table); }

struct ScanData : duckdb::TableFunctionData {
  ScanData(duckdb::TableCatalogEntry& entry, const tpcds::Table& table, double scale_factor)
      : entry(entry),
        table(table),
        scale_factor(scale_factor),
        units(tpcds::UnitsOf(table.kind, scale_factor)),
        units_of_morsel(UnitsOfMorsel(table.kind)) {}
  duckdb::TableCatalogEntry& entry;  // kept by the transaction
  const tpcds::Table& table;
  const double scale_factor;
  const int64_t units;
  const int64_t units_of_morsel;
};

struct ScanState : duckdb::GlobalTableFunctionState {
  explicit ScanState(const ScanData& data)
      : threads(static_cast<duckdb::idx_t>(data.units / data.units_of_morsel + 1)) {}
  duckdb::idx_t MaxThreads() const override { return threads; }
  const duckdb::idx_t threads;
  std::atomic<int64_t> next{0};
};

struct ThreadState : duckdb::LocalTableFunctionState {
  // Which column of the rows goes to which vector; a vector without a column keeps its values.
  std::vector<size_t> vectors;
  std::unique_ptr<tpcds::Generator> generator;
  tpcds::Rows rows;
  int64_t at = 0;
  int64_t end = 0;
};

template <typename T>
void CopyNumbers(const std::vector<int64_t>& numbers, int64_t factor, duckdb::Vector& vector) {
  T* const values = duckdb::FlatVector::GetData<T>(vector);
  for (size_t i = 0; i < numbers.size(); ++i) values[i] = static_cast<T>(numbers[i] * factor);
}

void CopyColumn(const tpcds::ColumnValues& values, duckdb::Vector& vector) {
  switch (vector.GetType().InternalType()) {
    case duckdb::PhysicalType::INT16: CopyNumbers<int16_t>(values.numbers, 1, vector); break;
    case duckdb::PhysicalType::INT32: CopyNumbers<int32_t>(values.numbers, 1, vector); break;
    case duckdb::PhysicalType::INT64: {
      const bool is_time = vector.GetType().id() == duckdb::LogicalTypeId::TIME;
      CopyNumbers<int64_t>(values.numbers, is_time ? kMicrosOfMilli : 1, vector);
      break;
    }
    default: {
      auto* const strings = duckdb::FlatVector::GetData<duckdb::string_t>(vector);
      for (size_t i = 0; i < values.texts.size(); ++i) {
        const std::string_view text = values.texts[i];
        strings[i] = duckdb::StringVector::AddString(vector, text.data(), text.size());
      }
    }
  }
  auto& validity = duckdb::FlatVector::Validity(vector);
  for (size_t i = 0; i < values.nulls.size(); ++i) {
    if (values.nulls[i] != 0) validity.SetInvalid(i);
  }
}

duckdb::unique_ptr<duckdb::LocalTableFunctionState> BeginThread(
    duckdb::ExecutionContext& context, duckdb::TableFunctionInitInput& input,
    duckdb::GlobalTableFunctionState*) {
  return Guarded([&] {
    const auto& data = input.bind_data->Cast<ScanData>();
    auto state = duckdb::make_uniq<ThreadState>();
    std::vector<size_t> columns;
    for (size_t i = 0; i < input.column_ids.size(); ++i) {
      if (input.column_ids[i] >= data.table.columns.size()) continue;  // count(*) reads none
      state->vectors.push_back(i);
      columns.push_back(input.column_ids[i]);
    }
    const auto now =
        duckdb::MetaTransaction::Get(context.client).GetCurrentTransactionStartTimestamp();
    state->generator = tpcds::MakeGenerator(data.table.kind, data.scale_factor, columns,
                                            now.value / kMicrosOfMilli);
    return state;
  });
}

// The next rows of the thread; none at the end. Units may have no rows, as orders without returns.
void MakeRows(const ScanData& data, ScanState& shared, ThreadState& state) {
  state.rows.count = 0;
  while (state.rows.count == 0) {
    if (state.at == state.end) {
      state.at = std::min(shared.next.fetch_add(data.units_of_morsel), data.units);
      state.end = std::min(state.at + data.units_of_morsel, data.units);
      if (state.at == state.end) return;
    }
    const int64_t units = STANDARD_VECTOR_SIZE / tpcds::MaxRowsOfUnit(data.table.kind);
    const int64_t end = std::min(state.at + units, state.end);
    state.generator->Generate(state.at, end, state.rows);
    state.at = end;
  }
}

void Scan(duckdb::ClientContext& context, duckdb::TableFunctionInput& input,
          duckdb::DataChunk& output) {
  if (SessionState::ReadingStopped(context)) return;
  Guarded([&] {
    auto& state = input.local_state->Cast<ThreadState>();
    MakeRows(input.bind_data->Cast<ScanData>(), input.global_state->Cast<ScanState>(), state);
    if (state.rows.count == 0) return;
    for (size_t i = 0; i < state.vectors.size(); ++i) {
      CopyColumn(state.rows.columns[i], output.data[state.vectors[i]]);
    }
    output.SetCardinality(state.rows.count);
  });
}

duckdb::TableFunction ScanFunction() {
  duckdb::TableFunction function("tpcds_scan", {}, Scan);
  function.projection_pushdown = true;
  function.init_global = [](duckdb::ClientContext&, duckdb::TableFunctionInitInput& input)
      -> duckdb::unique_ptr<duckdb::GlobalTableFunctionState> {
    return duckdb::make_uniq<ScanState>(input.bind_data->Cast<ScanData>());
  };
  function.init_local = BeginThread;
  // Columns that are qualified by schema and catalog are found by the entry.
  function.get_bind_info = [](const duckdb::optional_ptr<duckdb::FunctionData> data) {
    return duckdb::BindInfo(data->Cast<ScanData>().entry);
  };
  function.cardinality = [](duckdb::ClientContext&, const duckdb::FunctionData* data) {
    const auto& scan = data->Cast<ScanData>();
    const auto rows = static_cast<duckdb::idx_t>(tpcds::RowsOf(scan.table.kind, scan.scale_factor));
    return duckdb::make_uniq<duckdb::NodeStatistics>(rows);
  };
  function.table_scan_progress = [](duckdb::ClientContext&, const duckdb::FunctionData* data,
                                    const duckdb::GlobalTableFunctionState* state) {
    const auto units = static_cast<double>(std::max<int64_t>(data->Cast<ScanData>().units, 1));
    const auto taken = static_cast<double>(state->Cast<ScanState>().next.load());
    return std::min(100.0, 100.0 * taken / units);
  };
  CopyByName(function);
  return function;
}

class TpcdsTable : public duckdb::TableCatalogEntry {
 public:
  TpcdsTable(duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema,
             duckdb::CreateTableInfo& info, const tpcds::Table& table, double scale_factor)
      : TableCatalogEntry(catalog, schema, info), table_(table), scale_factor_(scale_factor) {}

  duckdb::unique_ptr<duckdb::BaseStatistics> GetStatistics(duckdb::ClientContext&,
                                                           duckdb::column_t) override {
    return nullptr;
  }
  duckdb::TableFunction GetScanFunction(
      duckdb::ClientContext&, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) override {
    bind_data = duckdb::make_uniq<ScanData>(*this, table_, scale_factor_);
    return ScanFunction();
  }
  duckdb::TableStorageInfo GetStorageInfo(duckdb::ClientContext&) override { return {}; }
  duckdb::virtual_column_map_t GetVirtualColumns() const override {
    duckdb::virtual_column_map_t columns;
    columns.insert({duckdb::COLUMN_IDENTIFIER_EMPTY, {"", LogicalType::BOOLEAN}});
    return columns;
  }
  duckdb::vector<duckdb::column_t> GetRowIdColumns() const override { return {}; }

 private:
  const tpcds::Table& table_;
  const double scale_factor_;
};

class TpcdsTables : public GeneratedTables {
 public:
  std::string Catalog() const override { return kTpcdsCatalog; }
  std::vector<std::string> Schemas() const override {
    return {tpcds::SchemaNames().begin(), tpcds::SchemaNames().end()};
  }
  bool HasSchema(std::string_view schema) const override {
    return tpcds::ScaleFactorOf(schema).has_value();
  }
  std::vector<std::string> Tables() const override {
    std::vector<std::string> names;
    for (const tpcds::Table& table : tpcds::Tables()) names.emplace_back(table.name);
    return names;
  }
  std::vector<ListedColumn> Columns(std::string_view name) const override {
    std::vector<ListedColumn> columns;
    const tpcds::Table* table = tpcds::FindTable(name);
    if (table == nullptr) return columns;
    for (const tpcds::Column& column : table->columns) {
      columns.push_back({std::string(column.name), TypeOf(column)});
    }
    return columns;
  }
  duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeTable(duckdb::Catalog& catalog,
                                                          duckdb::SchemaCatalogEntry& schema,
                                                          const std::string& name) const override {
    const tpcds::Table* table = tpcds::FindTable(name);
    const auto scale_factor = tpcds::ScaleFactorOf(schema.name);
    if (table == nullptr || !scale_factor) return nullptr;
    duckdb::CreateTableInfo info(schema, name);
    for (const tpcds::Column& column : table->columns) {
      info.columns.AddColumn(
          duckdb::ColumnDefinition(std::string(column.name), DuckTypeOf(column)));
    }
    return duckdb::make_uniq<TpcdsTable>(catalog, schema, info, *table, *scale_factor);
  }
};

}  // namespace

void RegisterTpcdsScan(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader(instance, "tarn").RegisterFunction(ScanFunction());
}

std::shared_ptr<const GeneratedTables> MakeTpcdsTables() { return std::make_shared<TpcdsTables>(); }

}  // namespace tarn::engine::embedded
