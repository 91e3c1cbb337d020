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

const StatementTypes::RowSubquery* StatementTypes::RowOf(
    const sql::ScalarSubquery& subquery) const {
  const auto found = row_subqueries_.find(&subquery);
  return found == row_subqueries_.end() ? nullptr : &found->second;
}

const std::string* StatementTypes::AliasOf(const sql::AliasedRelation& relation) const {
  const auto found = aliases_.find(&relation);
  return found == aliases_.end() ? nullptr : &found->second;
}

const StatementTypes::RenamedColumn* StatementTypes::RenamedOf(
    const sql::Expression& expression) const {
  const auto found = renamed_.find(&expression);
  const bool is_one = found != renamed_.end() && AliasOf(*found->second.relation) != nullptr;
  return is_one ? &found->second : nullptr;
}

const RowPatternAnalysis* StatementTypes::PatternOf(const sql::MatchRecognize& match) const {
  const auto found = row_patterns_.find(&match);
  return found == row_patterns_.end() ? nullptr : found->second.get();
}

const StatementTypes::WindowPattern* StatementTypes::PatternOf(const sql::Window& window) const {
  const auto found = window_patterns_.find(&window);
  return found == window_patterns_.end() ? nullptr : &found->second;
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
    types_.shown_names_.push_back(field.shown.empty() ? field.name : field.shown);
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
    TypeDelete(*erase);
  } else if (const auto* update = std::get_if<sql::Update>(&statement.node)) {
    TypeUpdate(*update);
  } else if (const auto* merge = std::get_if<sql::Merge>(&statement.node)) {
    TypeMerge(*merge, statement.location);
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
