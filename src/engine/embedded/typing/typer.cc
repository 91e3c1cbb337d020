#include "engine/embedded/typing/typer.h"

#include <variant>

#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {

const Type* StatementTypes::Of(const sql::Expression& expression) const {
  const auto found = types_.find(&expression);
  return found == types_.end() ? nullptr : &found->second;
}

bool StatementTypes::IsChar(const sql::Expression& expression) const {
  const Type* type = Of(expression);
  return type != nullptr && type->kind == TypeKind::kChar;
}

bool StatementTypes::BecomesChar(const sql::Expression& expression) const {
  return becomes_char_.contains(&expression);
}

const Type* StatementTypes::BecomesZoned(const sql::Expression& expression) const {
  if (zone_is_utc_) return nullptr;
  const auto found = becomes_zoned_.find(&expression);
  return found == becomes_zoned_.end() ? nullptr : &found->second;
}

bool StatementTypes::IsComparedAsZonedTime(const sql::Expression& expression) const {
  return zoned_times_.contains(&expression);
}

const StatementTypes::StarColumns* StatementTypes::ColumnsOf(const sql::AllColumns& all) const {
  const auto found = stars_.find(&all);
  return found == stars_.end() ? nullptr : &found->second;
}

const RowPatternAnalysis* StatementTypes::PatternOf(const sql::MatchRecognize& match) const {
  const auto found = row_patterns_.find(&match);
  return found == row_patterns_.end() ? nullptr : found->second.get();
}

Type StatementTypes::OfParameter(int position) const {
  const auto found = parameters_.find(position);
  return found == parameters_.end() ? Type{} : found->second;
}

void Typer::TypeWholeQuery(const sql::Query& query) {
  const Fields fields = QueryFields(query, nullptr);
  if (!fields.complete) return;
  for (const Field& field : fields.list) {
    types_.columns_.push_back(field.type);
    types_.names_.push_back(field.name);
    types_.origins_.push_back(field.origin);
    types_.aliased_.push_back(field.aliased);
  }
}

void Typer::TypeStatement(const sql::Statement& statement) {
  if (const auto* query = std::get_if<sql::QueryStatement>(&statement.node)) {
    TypeWholeQuery(*query->query);
  } else if (const auto* create = std::get_if<sql::CreateTableAsSelect>(&statement.node)) {
    TypeWholeQuery(*create->query);
  } else if (const auto* insert = std::get_if<sql::Insert>(&statement.node)) {
    TypeWholeQuery(*insert->query);
  } else if (const auto* erase = std::get_if<sql::Delete>(&statement.node)) {
    const Fields fields = TableFields({erase->table, {}, {}});
    if (erase->where) TypeCondition(**erase->where, {fields, nullptr});
  } else if (const auto* update = std::get_if<sql::Update>(&statement.node)) {
    TypeUpdate(*update);
  } else if (const auto* merge = std::get_if<sql::Merge>(&statement.node)) {
    TypeMerge(*merge);
  }
}

namespace {

Known TypeOfColumn(const Fields& table, const sql::Identifier& column) {
  const std::string name = column.Canonical();
  for (const Field& field : table.list) {
    if (field.name == name) return field.type;
  }
  return std::nullopt;
}

}  // namespace

void Typer::TypeAssigned(const sql::Expression& value, const Known& column, const Scope& scope) {
  TypeOf(value, scope);
  CoerceParameter(value, column);
}

void Typer::TypeUpdate(const sql::Update& update) {
  const Fields fields = TableFields({update.table, {}, {}});
  const Scope scope{fields, nullptr};
  for (const auto& assignment : update.assignments) {
    TypeAssigned(*assignment.value, TypeOfColumn(fields, assignment.column), scope);
  }
  if (update.where) TypeCondition(**update.where, scope);
}

void Typer::TypeMerge(const sql::Merge& merge) {
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
  for (const sql::MergeCase& merge_case : merge.cases) {
    if (merge_case.condition) TypeCondition(**merge_case.condition, both);
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

namespace {

template <typename Body>
StatementTypes Typed(const TableColumns& tables, const Body& body) {
  StatementTypes types;
  Typer typer(tables, types);
  try {
    body(typer);
    types.SetFault(typer.TakeFault());
  } catch (const Typer::TooMuch&) {
    return {};
  }
  return types;
}

}  // namespace

StatementTypes TypeStatement(const sql::Statement& statement, const TableColumns& tables) {
  return Typed(tables, [&](Typer& typer) { typer.TypeStatement(statement); });
}

StatementTypes TypeQuery(const sql::Query& query, const TableColumns& tables) {
  return Typed(tables, [&](Typer& typer) { typer.TypeWholeQuery(query); });
}

}  // namespace tarn::engine::embedded
