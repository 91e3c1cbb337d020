#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/materialization/materialization.h"

namespace tarn::transform {

namespace {

using jinja::Value;

bool FullRefresh(const MaterializationRun& run) {
  const Value* config = run.node.config_value("full_refresh");
  if (config != nullptr && !config->is_none()) return jinja::Truth(*config);
  return run.facts.full_refresh;
}

bool Contains(const std::vector<RelationColumn>& columns, const std::string& name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return column.name == name; });
}

std::string Names(const std::vector<RelationColumn>& columns) {
  std::string text;
  for (const auto& column : columns) text += (text.empty() ? "" : ", ") + column.name;
  return text;
}

// What differs between the table and the rows that shall go into it.
struct SchemaChange {
  std::vector<RelationColumn> added;    // in the query only
  std::vector<RelationColumn> removed;  // in the table only
  bool empty() const { return added.empty() && removed.empty(); }
};

SchemaChange Compare(const std::vector<RelationColumn>& table,
                     const std::vector<RelationColumn>& query) {
  SchemaChange change;
  for (const auto& column : query) {
    if (!Contains(table, column.name)) change.added.push_back(column);
  }
  for (const auto& column : table) {
    if (!Contains(query, column.name)) change.removed.push_back(column);
  }
  return change;
}

// on_schema_change: ignore | fail | append_new_columns | sync_all_columns. Gives the columns to
// write.
std::vector<RelationColumn> ProcessSchemaChange(MaterializationRun& run, const Relation& target) {
  const std::string mode = run.node.config_string("on_schema_change", "ignore");
  std::vector<RelationColumn> table = run.database.GetColumns(target);
  if (mode == "ignore") return table;
  if (mode != "fail" && mode != "append_new_columns" && mode != "sync_all_columns") {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "{}: on_schema_change: expected ignore, fail, append_new_columns or "
                "sync_all_columns, got '{}'",
                run.node.where, mode);
  }
  const auto query = run.database.GetQueryColumns(
      fmt::format("SELECT * FROM (\n{}\n) AS new_rows LIMIT 0", run.code));
  const SchemaChange change = Compare(table, query);
  if (change.empty()) return table;
  if (mode == "fail") {
    throw base::Error(base::ErrorKind::kFailedPrecondition,
                      fmt::format("the columns of {} changed: new [{}], gone [{}]",
                                  run.node.unique_id, Names(change.added), Names(change.removed)),
                      "run with --full-refresh, or set on_schema_change to append_new_columns or "
                      "sync_all_columns");
  }
  for (const auto& column : change.added) {
    run.database.Query(fmt::format("ALTER TABLE {} ADD COLUMN {} {}", target.Render(),
                                   QuoteIdentifier(column.name), column.data_type));
    table.push_back(column);
  }
  if (mode == "append_new_columns") {
    std::erase_if(table, [&](const auto& column) { return !Contains(query, column.name); });
    return table;
  }
  for (const auto& column : change.removed) {
    run.database.Query(fmt::format("ALTER TABLE {} DROP COLUMN {}", target.Render(),
                                   QuoteIdentifier(column.name)));
  }
  return query;
}

// Columns that the query gives and the table has, in the table's order; a column that the query
// lacks would make the insert fail with a less clear message.
void CheckColumns(MaterializationRun& run, const std::vector<RelationColumn>& columns) {
  if (!columns.empty()) return;
  base::Throw(base::ErrorKind::kFailedPrecondition, "{}: the table has no column in common with it",
              run.node.unique_id);
}

Value ColumnValues(const std::vector<RelationColumn>& columns) {
  std::vector<Value> values;
  for (const auto& column : columns) values.push_back(MakeColumn(column));
  return Value::List(std::move(values));
}

// The strategy's SQL over a relation (or subquery) with the new rows.
std::string StrategySql(MaterializationRun& run, const std::string& strategy,
                        const Relation& target, const Value& new_rows,
                        const std::vector<RelationColumn>& columns) {
  std::string suffix = strategy;
  std::replace(suffix.begin(), suffix.end(), '+', '_');
  const std::string macro = fmt::format("get_incremental_{}_sql", suffix);
  if (run.manifest.macros.Resolve(macro, run.node.package) == nullptr) {
    throw base::Error(
        base::ErrorKind::kInvalidArgument,
        fmt::format("{}: unknown incremental_strategy '{}'", run.node.where, strategy),
        fmt::format("use append, delete+insert or merge, or write a macro {}", macro));
  }
  const Value* key = run.node.config_value("unique_key");
  const bool keyed = key != nullptr && !key->is_none() && jinja::Truth(*key);
  if (!keyed && strategy != "append" && (strategy == "merge" || strategy == "delete+insert")) {
    throw base::Error(
        base::ErrorKind::kInvalidArgument,
        fmt::format("{}: incremental_strategy '{}' needs a unique_key", run.node.where, strategy),
        "name the column, or the list of columns, that tells rows apart");
  }
  const Value* predicates = run.node.config_value("incremental_predicates");
  if (predicates == nullptr) predicates = run.node.config_value("predicates");
  Value arguments(
      jinja::Dict{{"target_relation", MakeRelation(target)},
                  {"temp_relation", new_rows},
                  {"unique_key", keyed ? *key : Value::None()},
                  {"dest_columns", ColumnValues(columns)},
                  {"incremental_predicates", predicates == nullptr ? Value::None() : *predicates}});
  return jinja::Str(run.scope.CallMacro(macro, {arguments}));
}

}  // namespace

void MaterializeIncremental(MaterializationRun& run) {
  Relation target = RelationOf(run.node);
  target.type = "table";
  auto existing = run.database.GetRelation(target.database, target.schema, target.identifier);
  if (!existing || existing->type != "table" || FullRefresh(run)) {
    MaterializeTable(run);
    return;
  }
  const std::string strategy = run.node.config_string("incremental_strategy", "append");
  const auto columns = ProcessSchemaChange(run, target);
  CheckColumns(run, columns);
  if (strategy == "append") {
    // One statement, one commit: the new rows need no relation of their own.
    const Value rows(fmt::format("(\n{}\n) as new_rows", run.code));
    RunMain(run, StrategySql(run, strategy, target, rows, columns));
    return;
  }
  // The new rows are read more than once, and the model may read the table itself: they are written
  // down first.
  Relation staged = target;
  staged.identifier += "__dbt_tmp";
  run.database.Query(jinja::Str(run.scope.CallMacro(
      "create_table_as", {Value(true), MakeRelation(staged), Value(run.code)})));
  run.database.NoteCreated(staged);
  try {
    const std::string sql = StrategySql(run, strategy, target, MakeRelation(staged), columns);
    const bool several = SplitStatements(sql).size() > 1;
    if (several) run.database.Query("START TRANSACTION");
    try {
      RunMain(run, sql);
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
  } catch (const base::Error&) {
    try {
      run.database.DropRelation(staged);
    } catch (const base::Error&) {
      // As above; the next run replaces it.
    }
    throw;
  }
  run.database.DropRelation(staged);
}

}  // namespace tarn::transform
