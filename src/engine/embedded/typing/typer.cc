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

bool StatementTypes::IsComparedAsZonedTime(const sql::Expression& expression) const {
  return zoned_times_.contains(&expression);
}

void Typer::TypeWholeQuery(const sql::Query& query) {
  const Fields fields = QueryFields(query, nullptr);
  if (!fields.complete) return;
  for (const Field& field : fields.list) {
    types_.columns_.push_back(field.type);
    types_.names_.push_back(field.name);
  }
}

void Typer::TypeStatement(const sql::Statement& statement) {
  if (const auto* query = std::get_if<sql::QueryStatement>(&statement.node)) {
    TypeWholeQuery(*query->query);
  } else if (const auto* create = std::get_if<sql::CreateTableAsSelect>(&statement.node)) {
    TypeWholeQuery(*create->query);
  } else if (const auto* insert = std::get_if<sql::Insert>(&statement.node)) {
    TypeWholeQuery(*insert->query);
  }
}

namespace {

template <typename Body>
StatementTypes Typed(const TableColumns& tables, const Body& body) {
  StatementTypes types;
  Typer typer(tables, types);
  try {
    body(typer);
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
