#include "engine/embedded/write_coercion.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "engine/embedded/names.h"
#include "engine/embedded/shown_text.h"
#include "engine/embedded/typing/coercion.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

bool IsNumber(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kDecimal; }

bool IsLocal(TypeKind kind) { return kind == TypeKind::kTimestamp || kind == TypeKind::kDate; }

// Whether there is no cast to the type: it has a part that only ever is NULL.
bool HasUnknown(const Type& type) {
  return type.kind == TypeKind::kUnknown ||
         std::any_of(type.children.begin(), type.children.end(), HasUnknown);
}

// Rows are written by the place of their fields, whatever their names; DuckDB goes by names.
bool HasOtherNames(const Type& given, const Type& wanted) {
  if (given.kind != wanted.kind || given.children.size() != wanted.children.size()) return false;
  if (given.kind == TypeKind::kRow && given.field_names != wanted.field_names) return true;
  for (size_t i = 0; i < given.children.size(); ++i) {
    if (HasOtherNames(given.children[i], wanted.children[i])) return true;
  }
  return false;
}

bool NeedsCast(const Type& given, const Type& wanted, bool zone_is_utc) {
  constexpr TypeKind kZoned = TypeKind::kTimestampWithTimeZone;
  if (HasUnknown(wanted)) return false;
  if (HasOtherNames(given, wanted)) return true;
  // Digits of a second round; DuckDB drops them.
  const bool local = given.kind == TypeKind::kTimestamp && wanted.kind == TypeKind::kTimestamp;
  if (local && given.precision > wanted.precision) return true;
  if (given.kind == kZoned) return IsLocal(wanted.kind);
  if (wanted.kind == kZoned) return IsLocal(given.kind) && !zone_is_utc;
  return IsNumber(given.kind) && IsNumber(wanted.kind) && !CanCoerce(given, wanted);
}

const Type* TypeOf(const std::vector<Column>& target, const sql::Identifier& column) {
  const std::string name = column.Canonical();
  const auto found = std::find_if(target.begin(), target.end(),
                                  [&](const Column& other) { return other.name == name; });
  return found == target.end() ? nullptr : &found->type;
}

// What a value of the tree is written to.
struct Written {
  sql::Expression* value;
  const Type* wanted;  // null: no such column, which is told elsewhere
};

bool CastValues(const std::vector<Written>& values, const StatementTypes& types, bool zone_is_utc) {
  std::vector<const Written*> casts;
  for (const Written& written : values) {
    const Type* given = types.Of(*written.value);
    if (given == nullptr || written.wanted == nullptr) continue;
    if (!CommonSuperType(*given, *written.wanted)) return false;  // an error, told elsewhere
    if (NeedsCast(*given, *written.wanted, zone_is_utc)) casts.push_back(&written);
  }
  for (const Written* written : casts) {
    sql::Expression& value = *written->value;
    sql::Expression cast(
        sql::Cast{sql::ExpressionBox(value), sql::ParseType(SqlTypeText(*written->wanted)), false});
    cast.location = value.location;
    value = std::move(cast);
  }
  return !casts.empty();
}

void AddAssigned(std::vector<sql::Assignment>& assignments, const std::vector<Column>& target,
                 std::vector<Written>& values) {
  for (sql::Assignment& assignment : assignments) {
    values.push_back({&*assignment.value, TypeOf(target, assignment.column)});
  }
}

bool CoerceMerge(sql::Merge& merge, const StatementTypes& types, const std::vector<Column>& target,
                 bool zone_is_utc) {
  std::vector<Written> values;
  for (sql::MergeCase& merge_case : merge.cases) {
    if (auto* update = std::get_if<sql::MergeUpdate>(&merge_case.action)) {
      AddAssigned(update->assignments, target, values);
    } else if (auto* insert = std::get_if<sql::MergeInsert>(&merge_case.action)) {
      for (size_t i = 0; i < insert->values.size(); ++i) {
        const Type* wanted = nullptr;
        if (i < insert->columns.size()) wanted = TypeOf(target, insert->columns[i]);
        if (insert->columns.empty() && i < target.size()) wanted = &target[i].type;
        values.push_back({&insert->values[i], wanted});
      }
    }
  }
  return CastValues(values, types, zone_is_utc);
}

std::string TypeList(const std::vector<std::optional<Type>>& types) {
  std::vector<std::string> names;
  for (const auto& type : types) names.push_back(type ? type->ToString() : "unknown");
  return fmt::format("{}", fmt::join(names, ", "));
}

// SELECT CAST(c0 AS …), c1 … FROM (the query) AS q(c0, c1, …)
sql::QueryBox Wrapped(const sql::QueryBox& query, const std::vector<std::optional<Type>>& given,
                      const std::vector<std::optional<Type>>& wanted, bool zone_is_utc) {
  std::string items, names;
  for (size_t i = 0; i < wanted.size(); ++i) {
    const bool cast = given[i] && NeedsCast(*given[i], *wanted[i], zone_is_utc);
    items += i == 0 ? "" : ", ";
    items +=
        cast ? fmt::format("CAST(c{} AS {})", i, SqlTypeText(*wanted[i])) : fmt::format("c{}", i);
    names += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
  }
  sql::Statement outer =
      sql::ParseStatement(fmt::format("SELECT {} FROM (SELECT 1) AS q({})", items, names));
  sql::QueryBox result = outer.As<sql::QueryStatement>()->query;
  auto& aliased = std::get<sql::AliasedRelation>(result->body.As<sql::Select>()->from.front().node);
  // The query's own tree: its places are those of the statement.
  std::get<sql::TableSubquery>(aliased.relation->node).query = query;
  return result;
}

bool CoerceInsert(sql::Insert& insert, const sql::Location& location, const StatementTypes& types,
                  const std::vector<Column>& target, bool zone_is_utc, std::string_view source) {
  const std::vector<std::optional<Type>>& given = types.columns();
  if (given.empty()) return false;  // not known
  std::vector<std::optional<Type>> wanted;
  if (insert.columns.empty()) {
    for (const Column& column : target) wanted.emplace_back(column.type);
  }
  for (const sql::Identifier& column : insert.columns) {
    const Type* type = TypeOf(target, column);
    if (type == nullptr) return false;
    wanted.emplace_back(*type);
  }
  bool fits = given.size() == wanted.size();
  bool casts = false;
  for (size_t i = 0; fits && i < wanted.size(); ++i) {
    if (!given[i]) continue;
    fits = CommonSuperType(*given[i], *wanted[i]).has_value();
    casts = casts || NeedsCast(*given[i], *wanted[i], zone_is_utc);
  }
  if (!fits) {
    throw ErrorAt(base::ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch, location,
                  fmt::format("Insert query has mismatched column types: Table: [{}], Query: [{}]",
                              TypeList(wanted), TypeList(given)),
                  source);
  }
  if (!casts || !insert.query->functions.empty()) return false;
  insert.query = Wrapped(insert.query, given, wanted, zone_is_utc);
  return true;
}

}  // namespace

bool CoerceWritten(sql::Statement& statement, const StatementTypes& types,
                   const std::vector<Column>& target, bool zone_is_utc, std::string_view source) {
  if (auto* insert = statement.As<sql::Insert>()) {
    return CoerceInsert(*insert, statement.location, types, target, zone_is_utc, source);
  }
  if (auto* merge = statement.As<sql::Merge>())
    return CoerceMerge(*merge, types, target, zone_is_utc);
  std::vector<Written> values;
  if (auto* update = statement.As<sql::Update>()) {
    AddAssigned(update->assignments, target, values);
  }
  return CastValues(values, types, zone_is_utc);
}

}  // namespace tarn::engine::embedded
