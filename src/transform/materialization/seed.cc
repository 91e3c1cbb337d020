#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/materialization/materialization.h"
#include "transform/materialization/seed_file.h"

namespace tarn::transform {

namespace {

using jinja::Value;

// Rows of one INSERT: long enough that a commit is not felt, short enough for the parser.
constexpr size_t kRowsPerStatement = 1'000;

std::string ColumnName(const MaterializationRun& run, const std::string& name) {
  const Value* quote = run.node.config_value("quote_columns");
  if (quote != nullptr && !quote->is_none() && !jinja::Truth(*quote)) return name;
  return QuoteIdentifier(name);
}

std::vector<std::string> ColumnTypes(const MaterializationRun& run, const SeedFile& seed) {
  const Value* overrides = run.node.config_value("column_types");
  std::vector<std::string> types;
  for (const auto& column : seed.columns) {
    types.push_back(overrides == nullptr
                        ? SeedTypeSql(column.type)
                        : GetString(*overrides, column.name, SeedTypeSql(column.type)));
  }
  return types;
}

std::string Values(const SeedFile& seed, size_t from, size_t to) {
  std::string sql;
  for (size_t row = from; row < to; ++row) {
    sql += row == from ? "\n  (" : ",\n  (";
    for (size_t i = 0; i < seed.columns.size(); ++i) {
      if (i > 0) sql += ", ";
      sql += SeedLiteral(seed.rows[row][i], seed.columns[i].type);
    }
    sql += ')';
  }
  return sql;
}

// SELECT CAST(c AS type) AS name … FROM (VALUES …) AS seed_rows (c…)
std::string SelectRows(const MaterializationRun& run, const SeedFile& seed,
                       const std::vector<std::string>& types, size_t from, size_t to) {
  std::string list, names;
  for (size_t i = 0; i < seed.columns.size(); ++i) {
    const std::string name = ColumnName(run, seed.columns[i].name);
    list += fmt::format("{}CAST({} AS {}) AS {}", i == 0 ? "" : ", ", name, types[i], name);
    names += (i == 0 ? "" : ", ") + name;
  }
  if (from == to) {  // a header alone
    std::string nulls;
    for (size_t i = 0; i < seed.columns.size(); ++i) {
      nulls += fmt::format("{}CAST(NULL AS {}) AS {}", i == 0 ? "" : ", ", types[i],
                           ColumnName(run, seed.columns[i].name));
    }
    return fmt::format("SELECT {} WHERE false", nulls);
  }
  return fmt::format("SELECT {} FROM (VALUES{}) AS seed_rows ({})", list, Values(seed, from, to),
                     names);
}

}  // namespace

void MaterializeSeed(MaterializationRun& run) {
  std::vector<std::string> typed;
  if (const Value* overrides = run.node.config_value("column_types"); overrides->is_dict()) {
    for (const auto& entry : overrides->AsDict()) typed.push_back(jinja::Str(entry.key));
  }
  const std::string delimiter = run.node.config_string("delimiter", ",");
  const SeedFile seed = ReadSeed(run.node.root / run.node.original_file_path,
                                 run.node.original_file_path, delimiter[0], typed);
  const auto types = ColumnTypes(run, seed);
  Relation target = RelationOf(run.node);
  auto existing = run.database.GetRelation(target.database, target.schema, target.identifier);
  if (existing && existing->type != "table") run.database.DropRelation(*existing);

  const size_t first = std::min(kRowsPerStatement, seed.rows.size());
  const std::string create = jinja::Str(run.scope.CallMacro(
      "create_table_as",
      {Value(false), MakeRelation(target), Value(SelectRows(run, seed, types, 0, first))}));
  const bool several = seed.rows.size() > first;
  if (several) run.database.Query("START TRANSACTION");
  try {
    RunMain(run, create);
    for (size_t from = first; from < seed.rows.size(); from += kRowsPerStatement) {
      const size_t to = std::min(from + kRowsPerStatement, seed.rows.size());
      run.database.Query(fmt::format("INSERT INTO {} {}", target.Render(),
                                     SelectRows(run, seed, types, from, to)));
    }
    if (several) run.database.Query("COMMIT");
  } catch (const base::Error&) {
    if (several) {
      try {
        run.database.Query("ROLLBACK");
      } catch (const base::Error&) {
        // The first error tells more.
      }
    }
    throw;
  }
  target.type = "table";
  run.database.NoteCreated(target);
  run.rows = seed.rows.size();
  run.response =
      Value(jinja::Dict{{"_message", Value(fmt::format("INSERT {}", seed.rows.size()))},
                        {"code", Value("INSERT")},
                        {"rows_affected", Value(static_cast<int64_t>(seed.rows.size()))}});
}

}  // namespace tarn::transform
