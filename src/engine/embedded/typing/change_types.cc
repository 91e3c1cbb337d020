// DELETE, UPDATE and MERGE: types of what they say, and what Trino's StatementAnalyzer finds wrong
// with them (visitDelete, visitUpdate, visitMerge).
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/suggest.h"
#include "engine/embedded/typing/expression_checks.h"
#include "engine/embedded/typing/grouping_checks.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

const Field* FieldOfColumn(const Fields& table, const sql::Identifier& column) {
  const std::string name = column.Canonical();
  for (const Field& field : table.list) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

Known TypeOfColumn(const Fields& table, const sql::Identifier& column) {
  const Field* field = FieldOfColumn(table, column);
  return field == nullptr ? Known{} : field->type;
}

std::vector<sql::Identifier> ColumnsOf(const sql::MergeCase& merge_case) {
  std::vector<sql::Identifier> columns;
  if (const auto* update = std::get_if<sql::MergeUpdate>(&merge_case.action)) {
    for (const auto& assignment : update->assignments) columns.push_back(assignment.column);
  } else if (const auto* insert = std::get_if<sql::MergeInsert>(&merge_case.action)) {
    columns = insert->columns;
  }
  return columns;
}

}  // namespace

void Typer::TypeAssigned(const sql::Expression& value, const Known& column, const Scope& scope) {
  TypeOf(value, scope);
  CoerceParameter(value, column);
}

void Typer::TypeChangeWhere(const sql::OptionalExpression& where, const Scope& scope) {
  if (!where) return;
  CheckScalar(**where, "WHERE clause", faults_);
  TypeCondition(**where, scope);
  CheckCondition(**where, "WHERE clause", types_, faults_);
}

void Typer::TypeDelete(const sql::Delete& erase) {
  const Fields fields = TableFields({erase.table, {}, {}});
  TypeChangeWhere(erase.where, {fields, nullptr});
}

void Typer::TypeUpdate(const sql::Update& update) {
  const Fields fields = TableFields({update.table, {}, {}});
  const Scope scope{fields, nullptr};
  std::vector<std::string> names;
  for (const Field& field : fields.list) names.push_back(field.name);
  for (const auto& assignment : update.assignments) {
    if (!fields.complete || FieldOfColumn(fields, assignment.column) != nullptr) continue;
    faults_.Report(assignment.column.location, StandardError::kColumnNotFound,
                   fmt::format("The UPDATE SET target column {} doesn't exist{}",
                               assignment.column.Canonical(),
                               base::DidYouMean(assignment.column.Canonical(), names)));
  }
  TypeChangeWhere(update.where, scope);
  for (const auto& assignment : update.assignments) {
    CheckScalar(*assignment.value, "UPDATE SET clause", faults_);
    TypeAssigned(*assignment.value, TypeOfColumn(fields, assignment.column), scope);
  }
}

// The columns that a case of MERGE sets.
void Typer::CheckMergeColumns(const sql::MergeCase& merge_case, const Fields& table,
                              const sql::Location& location) {
  if (!table.complete) return;
  std::set<std::string> names;
  std::vector<std::string> known;
  for (const Field& field : table.list) known.push_back(field.name);
  for (const sql::Identifier& column : ColumnsOf(merge_case)) {
    const std::string name = column.Canonical();
    if (FieldOfColumn(table, column) == nullptr) {
      faults_.Report(location, StandardError::kColumnNotFound,
                     fmt::format("Merge column name does not exist in target table: {}{}", name,
                                 base::DidYouMean(name, known)));
    } else if (!names.insert(name).second) {
      faults_.Report(location, StandardError::kDuplicateColumnName,
                     fmt::format("Merge column name is specified more than once: {}", name));
    }
  }
}

void Typer::TypeMerge(const sql::Merge& merge, const sql::Location& location) {
  const Fields table = TableFields({merge.table, {}, {}});
  Fields fields = table;
  if (merge.alias) {
    for (Field& field : fields.list) field.relation = {merge.alias->Canonical()};
  }
  const Fields source = RelationFields(merge.source, nullptr);
  fields.complete = fields.complete && source.complete;
  fields.list.insert(fields.list.end(), source.list.begin(), source.list.end());
  const Scope both{fields, nullptr};
  TypeCondition(*merge.condition, both);
  CheckCondition(*merge.condition, "The MERGE predicate", types_, faults_);
  for (const sql::MergeCase& merge_case : merge.cases) {
    CheckMergeColumns(merge_case, table, location);
    if (merge_case.condition) {
      TypeCondition(**merge_case.condition, both);
      CheckCondition(**merge_case.condition, "WHERE clause predicate", types_, faults_);
    }
    if (const auto* update = std::get_if<sql::MergeUpdate>(&merge_case.action)) {
      for (const auto& assignment : update->assignments) {
        TypeAssigned(*assignment.value, TypeOfColumn(table, assignment.column), both);
      }
    } else if (const auto* insert = std::get_if<sql::MergeInsert>(&merge_case.action)) {
      const bool named = !insert->columns.empty();
      for (size_t i = 0; i < insert->values.size(); ++i) {
        Known column;
        if (named && i < insert->columns.size()) column = TypeOfColumn(table, insert->columns[i]);
        if (!named && i < table.list.size()) column = table.list[i].type;
        TypeAssigned(insert->values[i], column, both);
      }
    }
  }
}

}  // namespace tarn::engine::embedded
