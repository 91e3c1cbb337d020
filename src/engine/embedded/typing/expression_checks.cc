#include "engine/embedded/typing/expression_checks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "engine/embedded/typing/json_checks.h"
#include "engine/embedded/typing/signature.h"
#include "engine/embedded/typing/trino_text.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

using Operands = std::vector<const sql::Expression*>;

bool Is(const Type& type, TypeKind kind) {
  return type.kind == kind || type.kind == TypeKind::kUnknown;
}

// In the order of ComparisonOperator. Trino writes the others by these, without turning operands.
constexpr std::string_view kComparisons[] = {"=", "=", "<", "<=", "<", "<="};

// Names of Trino's types that mean nothing without their parameters or that Tarn does not have:
// whoever needs one of those says that it is not supported.
constexpr std::string_view kOtherTypes[] = {
    "qdigest",    "color",    "geometry",     "sphericalgeography",
    "kdbtree",    "bingtile", "objectid",     "re2jregexp",
    "joniregexp", "jsonpath", "codepoints",   "json2016",
    "variant",    "function", "jsonpath2016", "likepattern",
    "varchar",    "char",     "decimal",      "array",
    "map",        "time",     "timestamp",    "row",
    "dec",        "numeric",  "string",       "model",
    "classifier", "regressor"};

bool IsUnknown(const sql::DataType& type);

bool IsUnknown(const sql::GenericType& type) {
  const std::string name = type.name.Canonical();
  const bool plain = TypeOfDataType(sql::DataType{sql::GenericType{type.name, {}}}).has_value();
  const bool other =
      std::find(std::begin(kOtherTypes), std::end(kOtherTypes), name) != std::end(kOtherTypes);
  if (!plain && !other) return true;
  return std::any_of(type.parameters.begin(), type.parameters.end(), [](const auto& parameter) {
    const auto* child = std::get_if<sql::Box<sql::DataType>>(&parameter);
    return child != nullptr && IsUnknown(**child);
  });
}

bool IsUnknown(const sql::DataType& type) {
  if (const auto* generic = std::get_if<sql::GenericType>(&type.node)) return IsUnknown(*generic);
  if (const auto* row = std::get_if<sql::RowType>(&type.node)) {
    return std::any_of(row->fields.begin(), row->fields.end(),
                       [](const sql::RowField& field) { return IsUnknown(field.type); });
  }
  return false;
}

// What can be extracted from values of a type; in the order of ExtractField.
struct Extractable {
  std::string_view field;
  bool of_date, of_time, of_seconds, of_months, of_zone;
};
constexpr Extractable kExtractable[] = {
    {"YEAR", true, false, false, true, false},
    {"QUARTER", true, false, false, false, false},
    {"MONTH", true, false, false, true, false},
    {"WEEK", true, false, false, false, false},
    {"DAY", true, false, true, false, false},
    {"DAY_OF_MONTH", true, false, true, false, false},
    {"DAY_OF_WEEK", true, false, false, false, false},
    {"DAY_OF_YEAR", true, false, false, false, false},
    {"YEAR_OF_WEEK", true, false, false, false, false},
    {"HOUR", false, true, true, false, false},
    {"MINUTE", false, true, true, false, false},
    {"SECOND", false, true, true, false, false},
    {"TIMEZONE_MINUTE", false, false, false, false, true},
    {"TIMEZONE_HOUR", false, false, false, false, true},
};

bool CanExtract(const Extractable& what, TypeKind kind) {
  switch (kind) {
    case TypeKind::kDate: return what.of_date;
    case TypeKind::kTime: return what.of_time;
    case TypeKind::kTimeWithTimeZone: return what.of_time || what.of_zone;
    case TypeKind::kTimestamp: return what.of_date || what.of_time;
    case TypeKind::kTimestampWithTimeZone: return true;
    case TypeKind::kIntervalDayToSecond: return what.of_seconds;
    case TypeKind::kIntervalYearToMonth: return what.of_months;
    default: return false;
  }
}

class Checks {
 public:
  Checks(const sql::Expression& expression, const StatementTypes& types, Faults& faults)
      : at_(expression.location), types_(types), faults_(faults) {}

  template <typename Node>
  void operator()(const Node&) {}

  void operator()(const sql::Unary& node) {
    const Type* type = types_.Of(*node.operand);
    if (type == nullptr) return;
    if (type->kind == TypeKind::kUnknown && node.minus) {
      faults_.ReportWithoutPlace(
          StandardError::kAmbiguousFunctionCall,
          "Could not choose a best candidate operator. Explicit type casts must be added.");
      return;
    }
    static constexpr TypeKind kSigned[] = {TypeKind::kTinyint,
                                           TypeKind::kSmallint,
                                           TypeKind::kInteger,
                                           TypeKind::kBigint,
                                           TypeKind::kReal,
                                           TypeKind::kDouble,
                                           TypeKind::kDecimal,
                                           TypeKind::kIntervalDayToSecond,
                                           TypeKind::kIntervalYearToMonth};
    if (std::find(std::begin(kSigned), std::end(kSigned), type->kind) != std::end(kSigned)) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   node.minus ? fmt::format("Cannot negate {}", type->ToString())
                              : fmt::format("Unary '+' operator cannot by applied to {} type",
                                            type->ToString()));
  }
  void operator()(const sql::Comparison& node) {
    const Type* left = types_.Of(*node.left);
    const Type* right = types_.Of(*node.right);
    if (left == nullptr || right == nullptr) return;
    const std::string_view op = kComparisons[static_cast<int>(node.op)];
    const auto common = CommonSuperType(*left, *right);
    if (common && (op == "=" ? IsComparable(*common) : IsOrderable(*common))) return;
    faults_.Report(
        at_, StandardError::kTypeMismatch,
        fmt::format("Cannot apply operator: {} {} {}", left->ToString(), op, right->ToString()));
  }
  void operator()(const sql::IsDistinctFrom& node) {
    const Type* left = types_.Of(*node.left);
    const Type* right = types_.Of(*node.right);
    if (left == nullptr || right == nullptr) return;
    const auto common = CommonSuperType(*left, *right);
    if (common && IsComparable(*common)) return;
    faults_.Report(
        at_, StandardError::kTypeMismatch,
        fmt::format("Cannot check if {} is identical to {}", left->ToString(), right->ToString()));
  }
  void operator()(const sql::Between& node) {
    const Type* value = types_.Of(*node.value);
    const Type* low = types_.Of(*node.low);
    const Type* high = types_.Of(*node.high);
    if (value == nullptr || low == nullptr || high == nullptr) return;
    auto common = CommonSuperType(*value, *low);
    if (common) common = CommonSuperType(*common, *high);
    if (common && IsOrderable(*common)) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   fmt::format("Cannot check if {} is BETWEEN {} and {}", value->ToString(),
                               low->ToString(), high->ToString()));
  }
  void operator()(const sql::InList& node) {
    Operands operands = {&*node.value};
    for (const sql::Expression& item : node.list) operands.push_back(&item);
    OfOneType(operands, "IN value and list items");
    Equal(*node.value);
  }
  void operator()(const sql::Logical& node) {
    for (const sql::Expression& term : node.terms) Boolean(term, "Logical expression term");
  }
  void operator()(const sql::Not& node) {
    Boolean(*node.operand, "Value of logical NOT expression");
  }
  void operator()(const sql::Like& node) {
    Varchar(*node.value, "Left side of LIKE expression");
    Varchar(*node.pattern, "Pattern for LIKE expression");
    if (!node.escape) return;
    Varchar(**node.escape, "Escape for LIKE expression");
    const auto* escape = (*node.escape)->As<sql::StringLiteral>();
    const Type* type = types_.Of(**node.escape);
    if (escape != nullptr && type != nullptr && type->precision != 1) {
      faults_.ReportWithoutPlace(StandardError::kInvalidFunctionArgument,
                                 "Escape string must be a single character");
    }
  }
  void operator()(const sql::Subscript& node) {
    const Type* base = types_.Of(*node.base);
    const Type* index = types_.Of(*node.index);
    if (base == nullptr || index == nullptr || base->kind == TypeKind::kUnknown) return;
    if (base->kind == TypeKind::kRow) return InRow(*base, *node.index);
    const bool fits = base->kind == TypeKind::kArray
                          ? CanCoerce(*index, {TypeKind::kBigint, 0, 0, {}, {}})
                          : base->kind == TypeKind::kMap && CanCoerce(*index, base->children[0]);
    const bool widened = base->kind == TypeKind::kMap && CommonSuperType(*index, base->children[0]);
    if (fits || widened) return;
    faults_.Report(
        at_, StandardError::kTypeMismatch,
        fmt::format("Cannot use {} for subscript of {}", index->ToString(), base->ToString()));
  }
  void operator()(const sql::ArrayConstructor& node) {
    Operands operands;
    for (const sql::Expression& element : node.elements) operands.push_back(&element);
    OfOneType(operands, "All ARRAY elements");
  }
  void operator()(const sql::Coalesce& node) {
    Operands operands;
    for (const sql::Expression& operand : node.operands) operands.push_back(&operand);
    OfOneType(operands, "All COALESCE operands");
  }
  void operator()(const sql::NullIf& node) {
    OfOneType(*node.first, *node.second, "Types are not comparable with NULLIF");
    Equal(*node.first);
  }
  void operator()(const sql::If& node) {
    Boolean(*node.condition, "IF condition");
    if (node.otherwise) {
      OfOneType(*node.then, **node.otherwise, "Result types for IF must be the same");
    }
  }
  void operator()(const sql::Case& node) {
    Operands results;
    const Type* operand = node.operand ? types_.Of(**node.operand) : nullptr;
    for (const sql::WhenClause& when : node.whens) {
      if (node.operand) {
        const Type* type = types_.Of(*when.condition);
        if (operand != nullptr && type != nullptr && !CommonSuperType(*operand, *type)) {
          faults_.Report(
              when.condition->location, StandardError::kTypeMismatch,
              fmt::format("CASE operand type does not match WHEN clause operand type: {} vs {}",
                          operand->ToString(), type->ToString()));
        }
      } else {
        Boolean(*when.condition, "CASE WHEN clause");
      }
      results.push_back(&*when.result);
    }
    if (node.otherwise) results.push_back(&**node.otherwise);
    OfOneType(results, "All CASE results");
    if (node.operand) Equal(**node.operand);
  }
  void operator()(const sql::Cast& node) {
    if (IsUnknown(node.type)) {
      faults_.Report(at_, StandardError::kTypeMismatch,
                     fmt::format("Unknown type: {}", sql::Print(node.type)));
      return;
    }
    const Type* from = types_.Of(*node.operand);
    const auto to = TypeOfDataType(node.type);
    if (from == nullptr || !to || CanCast(*from, *to)) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   fmt::format("Cannot cast {} to {}", from->ToString(), to->ToString()));
  }
  void operator()(const sql::Extract& node) {
    const Type* type = types_.Of(*node.source);
    const Extractable& what = kExtractable[static_cast<int>(node.field)];
    if (type == nullptr || CanExtract(what, type->kind)) return;
    faults_.Report(node.source->location, StandardError::kTypeMismatch,
                   fmt::format("Cannot extract {} from {}", what.field, type->ToString()));
  }
  void operator()(const sql::Listagg& node) {
    const Type* type = types_.Of(*node.operand);
    if (type == nullptr || type->kind == TypeKind::kVarchar) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   fmt::format("Expected expression of varchar, but '{}' has {} type",
                               TrinoText(*node.operand), type->ToString()));
  }
  void operator()(const sql::FunctionCall& node) {
    if (node.filter) Boolean(**node.filter, "Filter expression");
  }
  void operator()(const sql::AtTimeZone& node) {
    const Type* type = types_.Of(*node.value);
    if (type == nullptr) return;
    static constexpr TypeKind kTimes[] = {TypeKind::kTime, TypeKind::kTimeWithTimeZone,
                                          TypeKind::kTimestamp, TypeKind::kTimestampWithTimeZone,
                                          TypeKind::kUnknown};
    if (std::find(std::begin(kTimes), std::end(kTimes), type->kind) != std::end(kTimes)) return;
    faults_.Report(node.value->location, StandardError::kTypeMismatch,
                   fmt::format("Type of value must be a time or timestamp with or without time "
                               "zone (actual {})",
                               type->ToString()));
  }

 private:
  // Like Trino, which names types in the order in which they are met, each once.
  void OfOneType(const Operands& operands, std::string_view what) {
    std::vector<std::pair<const Type*, const sql::Expression*>> met;
    for (const sql::Expression* operand : operands) {
      const Type* type = types_.Of(*operand);
      if (type == nullptr) return;
      const bool is_new = std::none_of(met.begin(), met.end(),
                                       [&](const auto& known) { return *known.first == *type; });
      if (is_new) met.emplace_back(type, operand);
    }
    Type super;
    for (const auto& [type, operand] : met) {
      auto common = CommonSuperType(super, *type);
      if (common) {
        super = std::move(*common);
        continue;
      }
      std::vector<std::string> all;
      for (const auto& known : met) all.push_back(known.first->ToString());
      faults_.Report(operand->location, StandardError::kTypeMismatch,
                     fmt::format("{} must be the same type or coercible to a common type. Cannot "
                                 "find common type between {} and {}, all types (without "
                                 "duplicates): [{}]",
                                 what, super.ToString(), type->ToString(), fmt::join(all, ", ")));
      return;
    }
  }
  // What Trino finds when it plans the comparison, behind its analysis and so without a place.
  void Equal(const sql::Expression& operand) {
    const Type* type = types_.Of(operand);
    if (type == nullptr || IsComparable(*type)) return;
    faults_.ReportWithoutPlace(
        StandardError::kOperatorNotFound,
        fmt::format("Cannot apply operator: {} = {}", type->ToString(), type->ToString()));
  }
  void OfOneType(const sql::Expression& first, const sql::Expression& second,
                 std::string_view what) {
    const Type* a = types_.Of(first);
    const Type* b = types_.Of(second);
    if (a == nullptr || b == nullptr || CommonSuperType(*a, *b)) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   fmt::format("{}: {} vs {}", what, a->ToString(), b->ToString()));
  }
  void Boolean(const sql::Expression& operand, std::string_view what) {
    const Type* type = types_.Of(operand);
    if (type == nullptr || Is(*type, TypeKind::kBoolean)) return;
    faults_.Report(
        operand.location, StandardError::kTypeMismatch,
        fmt::format("{} must evaluate to a boolean (actual: {})", what, type->ToString()));
  }
  void Varchar(const sql::Expression& operand, std::string_view what) {
    const Type* type = types_.Of(operand);
    if (type == nullptr || Is(*type, TypeKind::kVarchar) || type->kind == TypeKind::kChar) return;
    faults_.Report(
        operand.location, StandardError::kTypeMismatch,
        fmt::format("{} must evaluate to a varchar (actual: {})", what, type->ToString()));
  }
  void InRow(const Type& row, const sql::Expression& index) {
    const auto* place = index.As<sql::LongLiteral>();
    if (place == nullptr) {
      faults_.Report(index.location, StandardError::kExpressionNotConstant,
                     "Subscript expression on ROW requires a constant index");
    } else if (place->value < 1) {
      faults_.Report(
          index.location, StandardError::kInvalidFunctionArgument,
          fmt::format("Invalid subscript index: {}. ROW indices start at 1", place->value));
    } else if (static_cast<size_t>(place->value) > row.children.size()) {
      faults_.Report(index.location, StandardError::kInvalidFunctionArgument,
                     fmt::format("Subscript index out of bounds: {}, max value is {}", place->value,
                                 row.children.size()));
    }
  }

  const sql::Location& at_;
  const StatementTypes& types_;
  Faults& faults_;
};

}  // namespace

void CheckExpression(const sql::Expression& expression, const StatementTypes& types,
                     Faults& faults) {
  std::visit(Checks(expression, types, faults), expression.node);
  CheckJsonFunction(expression, types, faults);
}

void CheckCondition(const sql::Expression& condition, const char* what, const StatementTypes& types,
                    Faults& faults) {
  const Type* type = types.Of(condition);
  if (type == nullptr || Is(*type, TypeKind::kBoolean)) return;
  faults.Report(
      condition.location, StandardError::kTypeMismatch,
      fmt::format("{} must evaluate to a boolean: actual type {}", what, type->ToString()));
}

}  // namespace tarn::engine::embedded
