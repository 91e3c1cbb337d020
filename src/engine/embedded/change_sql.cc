#include "engine/embedded/change_sql.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/branch_table.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/table_options.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/names.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/typer.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

// Values in DuckDB's SQL, by column.
using Values = std::map<std::string, std::string>;

std::string Quote(const std::string& name) { return sql::QuoteIdentifier(name); }

int CodeOf(RowChange change) { return static_cast<int>(change); }

// The column's name as the table has it.
std::string ColumnName(const ChangedTable& table, const sql::Identifier& column) {
  const std::string name = column.Canonical();
  if (table.schema.ColumnIndex(name, iceberg::CaseSensitivity::kSensitive)) return name;
  std::vector<std::string> names;
  for (const auto& field : table.schema.fields) names.push_back(field.name);
  throw ErrorAt(
      ErrorKind::kNotFound, base::StandardError::kColumnNotFound, column.location,
      fmt::format("Column '{}' cannot be resolved{}", name, base::DidYouMean(name, names)),
      table.source);
}

const iceberg::NestedField& FieldOf(const ChangedTable& table, const std::string& name) {
  return table.schema.fields.at(
      *table.schema.ColumnIndex(name, iceberg::CaseSensitivity::kSensitive));
}

// What is given for columns has to have a type in common with theirs (typesMatchForInsert in
// io.trino.sql.analyzer.StatementAnalyzer); it is cast then, as INSERT does.
void CheckTypes(const ChangedTable& table, const std::vector<std::string>& columns,
                const std::vector<const sql::Expression*>& given, const std::string& message,
                const sql::Location& location) {
  if (table.types == nullptr) return;
  std::vector<std::string> wanted_types, given_types;
  bool fits = true;
  for (size_t i = 0; i < columns.size(); ++i) {
    const Type wanted = FromIcebergType(FieldOf(table, columns[i]).type);
    const Type* type = table.types->Of(*given[i]);
    wanted_types.push_back(wanted.ToString());
    given_types.push_back(type != nullptr ? type->ToString() : "unknown");
    fits = fits && (type == nullptr || CommonSuperType(*type, wanted).has_value());
  }
  if (fits) return;
  throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch, location,
                fmt::format("{}: Table: [{}], Expressions: [{}]", message,
                            fmt::join(wanted_types, ", "), fmt::join(given_types, ", ")),
                table.source);
}

Values AssignedValues(const ChangedTable& table, const std::vector<sql::Assignment>& assignments,
                      const std::string& mismatch, const sql::Location& location) {
  Values values;
  std::vector<std::string> columns;
  std::vector<const sql::Expression*> given;
  for (const sql::Assignment& assignment : assignments) {
    const std::string name = ColumnName(table, assignment.column);
    columns.push_back(name);
    given.push_back(&*assignment.value);
    if (!values.emplace(name, StoredSql(*assignment.value, table.files, table.types)).second) {
      throw ErrorAt(ErrorKind::kInvalidArgument, assignment.column.location,
                    fmt::format("Column '{}' is assigned more than once", name), table.source);
    }
  }
  CheckTypes(table, columns, given, mismatch, location);
  return values;
}

// Each column's value, else what `otherwise` gives, in the column's own type: what one case
// assigns must not change the type, and with it the precision, of what another leaves.
template <typename Otherwise>
std::string ColumnList(const ChangedTable& table, const Values& values, const char* form,
                       const Otherwise& otherwise) {
  std::string list;
  size_t index = 0;
  for (const iceberg::NestedField& field : table.schema.fields) {
    const auto value = values.find(field.name);
    const std::string cast =
        fmt::format("CAST({} AS {})", value == values.end() ? otherwise(field) : value->second,
                    DuckTypeText(field.type));
    list += ", " + fmt::format(fmt::runtime(form), index, cast);
    ++index;
  }
  return list;
}

std::string MergeMismatch(size_t number) {
  return fmt::format("MERGE table column types don't match for MERGE case {}, SET expressions",
                     number);
}

std::string InsertedRow(const ChangedTable& table, const sql::MergeCase& merge_case,
                        const sql::MergeInsert& insert, size_t number) {
  std::vector<std::string> columns;
  for (const sql::Identifier& column : insert.columns) {
    const std::string name = ColumnName(table, column);
    if (std::find(columns.begin(), columns.end(), name) != columns.end()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, column.location,
                    fmt::format("Column '{}' is specified more than once", name), table.source);
    }
    columns.push_back(name);
  }
  if (insert.columns.empty()) {
    for (const auto& field : table.schema.fields) columns.push_back(field.name);
  }
  if (columns.size() != insert.values.size()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, merge_case.location,
                  fmt::format("MERGE inserts {} values into {} columns", insert.values.size(),
                              columns.size()),
                  table.source);
  }
  Values values;
  std::vector<const sql::Expression*> given;
  for (size_t i = 0; i < columns.size(); ++i) {
    values[columns[i]] = StoredSql(insert.values[i], table.files, table.types);
    given.push_back(&insert.values[i]);
  }
  CheckTypes(table, columns, given, MergeMismatch(number), merge_case.location);
  return fmt::format("struct_pack(\"op\" := {}::TINYINT{})", CodeOf(RowChange::kInsert),
                     ColumnList(table, values, "\"c{}\" := {}", [](const auto& field) {
                       return field.write_default ? DuckLiteralText(*field.write_default)
                                                  : std::string("NULL");
                     }));
}

std::string UpdatedRow(const ChangedTable& table, const std::string& alias,
                       const sql::MergeCase& merge_case, const sql::MergeUpdate& update,
                       size_t number) {
  return fmt::format(
      "struct_pack(\"op\" := {}::TINYINT{})", CodeOf(RowChange::kUpdate),
      ColumnList(
          table,
          AssignedValues(table, update.assignments, MergeMismatch(number), merge_case.location),
          "\"c{}\" := {}", [&](const auto& field) { return alias + "." + Quote(field.name); }));
}

std::string DeletedRow(const ChangedTable& table) {
  return fmt::format(
      "struct_pack(\"op\" := {}::TINYINT{})", CodeOf(RowChange::kDelete),
      ColumnList(table, {}, "\"c{}\" := {}", [](const auto&) { return std::string("NULL"); }));
}

// What becomes of one pair of rows: a struct, or NULL when no case takes it. One expression, so
// that a condition that gives another answer each time (random()) is asked once.
std::string CasesText(const ChangedTable& table, const std::string& alias,
                      const sql::Merge& merge) {
  std::string cases = "CASE";
  size_t number = 0;
  for (const sql::MergeCase& merge_case : merge.cases) {
    const auto* insert = std::get_if<sql::MergeInsert>(&merge_case.action);
    const auto* update = std::get_if<sql::MergeUpdate>(&merge_case.action);
    cases += fmt::format(" WHEN {}.\"$file\" IS {}NULL", alias, insert ? "" : "NOT ");
    if (merge_case.condition)
      cases += " AND (" + ToDuckDbSql(**merge_case.condition, table.files, table.types) + ")";
    cases += " THEN " + (insert   ? InsertedRow(table, merge_case, *insert, number)
                         : update ? UpdatedRow(table, alias, merge_case, *update, number)
                                  : DeletedRow(table));
    ++number;
  }
  return cases + " END";
}

// The columns of row lineage: a changed row is the same row, changed by this commit.
std::string LineageOfChange(const ChangedTable& table, const std::string& row_id) {
  if (!table.row_lineage) return "";
  return fmt::format(R"(, {} AS "tarn$row_id", NULL::BIGINT AS "tarn$sequence")", row_id);
}

}  // namespace

std::string TableText(const catalog::TableIdentifier& id) {
  return fmt::format("{}.{}.{}", kCatalogName, Quote(SchemaText(id.ns)), Quote(id.name));
}

namespace {

// The table in FROM; columns of a branch are qualified by the table's name as well.
std::string SourceText(const ChangedTable& table) {
  const auto branch = AsBranch(table.id);
  return TableText(table.id) + (branch ? " AS " + Quote(branch->table.name) : "");
}

}  // namespace

std::string DeletedRowsSql(const ChangedTable& table, const sql::Delete& erase) {
  std::string text = fmt::format(
      R"(SELECT "$file" AS "tarn$path", "$pos" AS "tarn$pos", {}::TINYINT AS "tarn$op" FROM {})",
      CodeOf(RowChange::kDelete), SourceText(table));
  if (erase.where) text += " WHERE " + ToDuckDbSql(**erase.where, table.files, table.types);
  return text;
}

std::string UpdatedRowsSql(const ChangedTable& table, const sql::Update& update) {
  const std::string columns = ColumnList(
      table,
      AssignedValues(table, update.assignments,
                     "UPDATE table column types don't match SET expressions", table.location),
      "{1} AS \"tarn$c{0}\"", [&](const auto& field) { return Quote(field.name); });
  std::string text = fmt::format(
      R"(SELECT "$file" AS "tarn$path", "$pos" AS "tarn$pos", {}::TINYINT AS "tarn$op"{}{} FROM {})",
      CodeOf(RowChange::kUpdate), columns, LineageOfChange(table, "\"$row_id\""),
      SourceText(table));
  if (update.where) text += " WHERE " + ToDuckDbSql(**update.where, table.files, table.types);
  return text;
}

std::string MergedRowsSql(const ChangedTable& table, const sql::Merge& merge) {
  const auto branch = AsBranch(table.id);
  const std::string alias = Quote(merge.alias ? merge.alias->Canonical()
                                  : branch    ? branch->table.name
                                              : table.id.name);
  const bool inserts =
      std::any_of(merge.cases.begin(), merge.cases.end(),
                  [](const auto& merge_case) { return merge_case.action.index() == 2; });
  std::string columns;
  for (size_t i = 0; i < table.schema.fields.size(); ++i) {
    columns += fmt::format(", \"tarn$change\".\"c{0}\"", i);
  }
  // Rows that are inserted match none: their row id is null, and given by the commit.
  std::string lineage;
  if (table.row_lineage) {
    columns += R"(, "tarn$row_id", "tarn$sequence")";
    lineage = LineageOfChange(table, alias + ".\"$row_id\"");
  }
  return fmt::format(
      R"(SELECT "tarn$path", "tarn$pos", "tarn$change"."op"{} FROM (SELECT {}."$file" AS "tarn$path", )"
      R"({}."$pos" AS "tarn$pos", {} AS "tarn$change"{} FROM {} AS {} {} JOIN {} ON {}) )"
      R"(WHERE "tarn$change" IS NOT NULL)",
      columns, alias, alias, CasesText(table, alias, merge), lineage, TableText(table.id), alias,
      inserts ? "RIGHT" : "INNER", ToDuckDbSql(merge.source, table.files, table.types),
      ToDuckDbSql(*merge.condition, table.files, table.types));
}

std::string RewrittenRowsSql(const ChangedTable& table) {
  return fmt::format(
      "SELECT *{} FROM {}",
      table.row_lineage
          ? R"(, "$row_id" AS "tarn$row_id", "$last_updated_sequence_number" AS "tarn$sequence")"
          : "",
      TableText(table.id));
}

}  // namespace tarn::engine::embedded
