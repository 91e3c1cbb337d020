#include "engine/embedded/adapter/tpch_scan.h"

#include <atomic>
#include <cstring>
#include <optional>

#include "duckdb/storage/statistics/node_statistics.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/session_state.h"
#include "tpch/generator.h"
#include "tpch/tables.h"
#include "tpch/text_pool.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;

// A thread takes so many units at once: worth the search for the first.
constexpr int64_t kUnitsOfMorsel = 10'000;

LogicalType DuckTypeOf(tpch::ColumnKind kind) {
  switch (kind) {
    case tpch::ColumnKind::kBigint: return LogicalType::BIGINT;
    case tpch::ColumnKind::kInteger: return LogicalType::INTEGER;
    case tpch::ColumnKind::kDouble: return LogicalType::DOUBLE;
    case tpch::ColumnKind::kDate: return LogicalType::DATE;
    default: return LogicalType::VARCHAR;
  }
}

// The number of the unit that a row is of (tpch::UnitsOf): from 1 on, but nations and regions are
// numbered from 0 on, as Trino has it.
constexpr duckdb::column_t kRowNumberColumn = UINT64_C(9223372036854775808) + 1100;

bool CountsFromZero(tpch::TableKind table) {
  return table == tpch::TableKind::kNation || table == tpch::TableKind::kRegion;
}

bool HasLongUnits(tpch::TableKind table) { return tpch::MaxRowsOfUnit(table) > 1; }

// The column whose key tells the unit, in tables that have several rows a unit.
constexpr std::string_view kOrderKey = "orderkey", kPartKey = "partkey";
size_t UnitColumnOf(const tpch::Table& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view name = table.columns[i].name;
    if (name == (table.kind == tpch::TableKind::kLineitem ? kOrderKey : kPartKey)) return i;
  }
  return 0;
}

// The specification leaves out three quarters of the keys of orders: of each 32 the first 8 are.
int64_t OrderOfKey(int64_t key) { return (key >> 5 << 3) + (key & 7); }

struct ScanData : duckdb::TableFunctionData {
  ScanData(duckdb::TableCatalogEntry& entry, const tpch::Table& table, double scale_factor,
           std::shared_ptr<tpch::TextPool> pool)
      : entry(entry),
        table(table),
        scale_factor(scale_factor),
        units(tpch::UnitsOf(table.kind, scale_factor)),
        pool(std::move(pool)) {}
  duckdb::TableCatalogEntry& entry;  // kept by the transaction
  const tpch::Table& table;
  const double scale_factor;
  const int64_t units;
  const std::shared_ptr<tpch::TextPool> pool;
};

struct ScanState : duckdb::GlobalTableFunctionState {
  explicit ScanState(int64_t of_units) : units(of_units) {}
  duckdb::idx_t MaxThreads() const override {
    return static_cast<duckdb::idx_t>(units / kUnitsOfMorsel + 1);
  }
  const int64_t units;
  std::atomic<int64_t> next{0};
};

struct ThreadState : duckdb::LocalTableFunctionState {
  // Which column of the rows goes to which vector; a vector without a column keeps its values.
  std::vector<std::pair<size_t, tpch::ColumnKind>> outputs;
  std::optional<size_t> row_number;  // the vector that takes it
  std::unique_ptr<tpch::Generator> generator;
  tpch::Rows rows;
  int64_t at = 0;
  int64_t end = 0;
};

template <typename T>
void Copy(const std::vector<T>& values, duckdb::Vector& vector) {
  static_assert(sizeof(duckdb::date_t) == sizeof(int32_t));
  std::memcpy(duckdb::FlatVector::GetData(vector), values.data(), values.size() * sizeof(T));
}

void CopyColumn(const tpch::ColumnValues& values, tpch::ColumnKind kind, duckdb::Vector& vector) {
  switch (kind) {
    case tpch::ColumnKind::kBigint: return Copy(values.longs, vector);
    case tpch::ColumnKind::kInteger:
    case tpch::ColumnKind::kDate: return Copy(values.integers, vector);
    case tpch::ColumnKind::kDouble: return Copy(values.doubles, vector);
    case tpch::ColumnKind::kVarchar: break;
  }
  auto* const strings = duckdb::FlatVector::GetData<duckdb::string_t>(vector);
  for (size_t i = 0; i < values.texts.size(); ++i) {
    const std::string_view text = values.texts[i];
    strings[i] = duckdb::StringVector::AddString(vector, text.data(), text.size());
  }
}

duckdb::unique_ptr<duckdb::LocalTableFunctionState> BeginThread(
    duckdb::ExecutionContext&, duckdb::TableFunctionInitInput& input,
    duckdb::GlobalTableFunctionState*) {
  return Guarded([&] {
    const auto& data = input.bind_data->Cast<ScanData>();
    auto state = duckdb::make_uniq<ThreadState>();
    std::vector<size_t> columns;
    for (size_t i = 0; i < input.column_ids.size(); ++i) {
      if (input.column_ids[i] == kRowNumberColumn) state->row_number = i;
      if (input.column_ids[i] >= data.table.columns.size()) continue;  // count(*) reads none
      state->outputs.emplace_back(i, data.table.columns[input.column_ids[i]].kind);
      columns.push_back(input.column_ids[i]);
    }
    // The last column tells the units.
    if (state->row_number && HasLongUnits(data.table.kind)) {
      columns.push_back(UnitColumnOf(data.table));
    }
    state->generator =
        tpch::MakeGenerator(data.table.kind, data.scale_factor, std::move(columns), data.pool);
    return state;
  });
}

void NumberRows(tpch::TableKind table, const ThreadState& state, duckdb::Vector& numbers) {
  auto* const values = duckdb::FlatVector::GetData<int64_t>(numbers);
  if (!HasLongUnits(table)) {
    const int64_t first = state.at + (CountsFromZero(table) ? 0 : 1);
    for (size_t i = 0; i < state.rows.count; ++i) values[i] = first + static_cast<int64_t>(i);
    return;
  }
  const std::vector<int64_t>& keys = state.rows.columns.back().longs;
  for (size_t i = 0; i < state.rows.count; ++i) {
    values[i] = table == tpch::TableKind::kLineitem ? OrderOfKey(keys[i]) : keys[i];
  }
}

void Scan(duckdb::ClientContext& context, duckdb::TableFunctionInput& input,
          duckdb::DataChunk& output) {
  if (SessionState::ReadingStopped(context)) return;
  Guarded([&] {
    const auto& data = input.bind_data->Cast<ScanData>();
    auto& shared = input.global_state->Cast<ScanState>();
    auto& state = input.local_state->Cast<ThreadState>();
    if (state.at == state.end) {
      state.at = std::min(shared.next.fetch_add(kUnitsOfMorsel), data.units);
      state.end = std::min(state.at + kUnitsOfMorsel, data.units);
      if (state.at == state.end) return;
    }
    const int64_t units = STANDARD_VECTOR_SIZE / tpch::MaxRowsOfUnit(data.table.kind);
    const int64_t end = std::min(state.at + units, state.end);
    state.generator->Generate(state.at, end, state.rows);
    if (state.row_number) NumberRows(data.table.kind, state, output.data[*state.row_number]);
    state.at = end;
    for (size_t i = 0; i < state.outputs.size(); ++i) {
      const auto& [vector, kind] = state.outputs[i];
      CopyColumn(state.rows.columns[i], kind, output.data[vector]);
    }
    output.SetCardinality(state.rows.count);
  });
}

duckdb::TableFunction ScanFunction() {
  duckdb::TableFunction function("tpch_scan", {}, Scan);
  function.projection_pushdown = true;
  function.init_global = [](duckdb::ClientContext&, duckdb::TableFunctionInitInput& input)
      -> duckdb::unique_ptr<duckdb::GlobalTableFunctionState> {
    return duckdb::make_uniq<ScanState>(input.bind_data->Cast<ScanData>().units);
  };
  function.init_local = BeginThread;
  // Columns that are qualified by schema and catalog are found by the entry.
  function.get_bind_info = [](const duckdb::optional_ptr<duckdb::FunctionData> data) {
    return duckdb::BindInfo(data->Cast<ScanData>().entry);
  };
  function.cardinality = [](duckdb::ClientContext&, const duckdb::FunctionData* data) {
    const auto& scan = data->Cast<ScanData>();
    const auto rows = static_cast<duckdb::idx_t>(tpch::RowsOf(scan.table.kind, scan.scale_factor));
    return duckdb::make_uniq<duckdb::NodeStatistics>(rows, rows);
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

class TpchTable : public duckdb::TableCatalogEntry {
 public:
  TpchTable(duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema,
            duckdb::CreateTableInfo& info, const tpch::Table& table, double scale_factor,
            std::shared_ptr<tpch::TextPool> pool)
      : TableCatalogEntry(catalog, schema, info),
        table_(table),
        scale_factor_(scale_factor),
        pool_(std::move(pool)) {}

  duckdb::unique_ptr<duckdb::BaseStatistics> GetStatistics(duckdb::ClientContext&,
                                                           duckdb::column_t) override {
    return nullptr;
  }
  duckdb::TableFunction GetScanFunction(
      duckdb::ClientContext&, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) override {
    bind_data = duckdb::make_uniq<ScanData>(*this, table_, scale_factor_, pool_);
    return ScanFunction();
  }
  duckdb::TableStorageInfo GetStorageInfo(duckdb::ClientContext&) override { return {}; }
  duckdb::virtual_column_map_t GetVirtualColumns() const override {
    duckdb::virtual_column_map_t columns;
    columns.insert({duckdb::COLUMN_IDENTIFIER_EMPTY, {"", LogicalType::BOOLEAN}});
    columns.insert({kRowNumberColumn, {kTpchRowNumber, LogicalType::BIGINT}});
    return columns;
  }
  duckdb::vector<duckdb::column_t> GetRowIdColumns() const override { return {}; }

 private:
  const tpch::Table& table_;
  const double scale_factor_;
  const std::shared_ptr<tpch::TextPool> pool_;
};

class TpchTables : public GeneratedTables {
 public:
  std::string Catalog() const override { return kTpchCatalog; }
  std::vector<std::string> Schemas() const override {
    return {tpch::SchemaNames().begin(), tpch::SchemaNames().end()};
  }
  bool HasSchema(std::string_view schema) const override {
    return tpch::ScaleFactorOf(schema).has_value();
  }
  std::vector<std::string> Tables() const override {
    std::vector<std::string> names;
    for (const tpch::Table& table : tpch::Tables()) names.emplace_back(table.name);
    return names;
  }
  std::vector<ListedColumn> Columns(std::string_view name) const override {
    const tpch::Table* table = tpch::FindTable(name);
    std::vector<ListedColumn> columns;
    if (table == nullptr) return columns;
    for (const tpch::Column& column : table->columns) {
      Type type;
      switch (column.kind) {
        case tpch::ColumnKind::kBigint: type.kind = TypeKind::kBigint; break;
        case tpch::ColumnKind::kInteger: type.kind = TypeKind::kInteger; break;
        case tpch::ColumnKind::kDouble: type.kind = TypeKind::kDouble; break;
        case tpch::ColumnKind::kDate: type.kind = TypeKind::kDate; break;
        case tpch::ColumnKind::kVarchar:
          type.kind = TypeKind::kVarchar;
          type.precision = column.length;
      }
      columns.push_back({std::string(column.name), std::move(type), true});
    }
    return columns;
  }
  duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeTable(duckdb::Catalog& catalog,
                                                          duckdb::SchemaCatalogEntry& schema,
                                                          const std::string& name) const override {
    const tpch::Table* table = tpch::FindTable(name);
    const auto scale_factor = tpch::ScaleFactorOf(schema.name);
    if (table == nullptr || !scale_factor) return nullptr;
    duckdb::CreateTableInfo info(schema, name);
    duckdb::idx_t index = 0;
    for (const tpch::Column& column : table->columns) {
      info.columns.AddColumn(
          duckdb::ColumnDefinition(std::string(column.name), DuckTypeOf(column.kind)));
      info.constraints.push_back(
          duckdb::make_uniq<duckdb::NotNullConstraint>(duckdb::LogicalIndex(index++)));
    }
    return duckdb::make_uniq<TpchTable>(catalog, schema, info, *table, *scale_factor, pool_);
  }

 private:
  const std::shared_ptr<tpch::TextPool> pool_ = std::make_shared<tpch::TextPool>();
};

}  // namespace

void RegisterTpchScan(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader(instance, "tarn").RegisterFunction(ScanFunction());
}

std::shared_ptr<const GeneratedTables> MakeTpchTables() { return std::make_shared<TpchTables>(); }

}  // namespace tarn::engine::embedded
