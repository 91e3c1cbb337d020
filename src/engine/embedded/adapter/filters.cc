#include "engine/embedded/adapter/filters.h"

#include "duckdb/planner/filter/struct_filter.hpp"
#include "engine/embedded/adapter/time_functions.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/civil_time.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::ExpressionType;
using iceberg::Expression;
using iceberg::Literal;
using iceberg::NestedField;
using iceberg::TypeKind;

// IN lists beyond this prune too little for what evaluating them costs.
constexpr size_t kMaxInList = 10'000;
constexpr int kMaxDepth = 100;

const IcebergFilter kAnything{iceberg::True(), false};

// A column, or a field of a struct, by which files can be judged.
struct Target {
  std::string name;  // dotted
  const NestedField* field = nullptr;

  explicit operator bool() const { return field != nullptr; }
  const iceberg::PrimitiveType* primitive() const {
    return field ? std::get_if<iceberg::PrimitiveType>(&field->type) : nullptr;
  }
};

// A name with a dot would be taken for that of a field of a struct.
Target TargetOf(const NestedField* field) {
  if (field == nullptr || field->name.find('.') != std::string::npos) return {};
  return {field->name, field};
}

Target ChildOf(const Target& parent, const std::string& name) {
  const auto* fields = parent ? std::get_if<iceberg::StructType>(&parent.field->type) : nullptr;
  if (fields == nullptr) return {};
  for (const NestedField& child : fields->fields) {
    if (!duckdb::StringUtil::CIEquals(child.name, name)) continue;
    Target target = TargetOf(&child);
    if (target) target.name = parent.name + "." + target.name;
    return target;
  }
  return {};
}

bool IsFloating(const iceberg::PrimitiveType& type) {
  return iceberg::KindOf(type) == TypeKind::kFloat || iceberg::KindOf(type) == TypeKind::kDouble;
}

// Zero with a sign: Iceberg tells -0 from +0, SQL does not.
Literal Zero(const iceberg::PrimitiveType& type, double sign) {
  if (iceberg::KindOf(type) == TypeKind::kFloat) {
    return Literal(type, static_cast<float>(sign * 0.0));
  }
  return Literal(type, sign * 0.0);
}
bool IsZero(const Literal& literal) {
  if (literal.kind() == TypeKind::kFloat) return literal.get<float>() == 0;
  return literal.kind() == TypeKind::kDouble && literal.get<double>() == 0;
}

Expression CompareExact(ExpressionType op, const std::string& column, const Literal& literal) {
  switch (op) {
    case ExpressionType::COMPARE_EQUAL: return iceberg::Equal(column, literal);
    case ExpressionType::COMPARE_NOTEQUAL: return iceberg::NotEqual(column, literal);
    case ExpressionType::COMPARE_LESSTHAN: return iceberg::Less(column, literal);
    case ExpressionType::COMPARE_LESSTHANOREQUALTO: return iceberg::LessOrEqual(column, literal);
    case ExpressionType::COMPARE_GREATERTHAN: return iceberg::Greater(column, literal);
    case ExpressionType::COMPARE_GREATERTHANOREQUALTO:
      return iceberg::GreaterOrEqual(column, literal);
    default: return iceberg::True();
  }
}

bool IsComparison(ExpressionType op) { return !CompareExact(op, "x", Literal::Int(0)).is_true(); }

// Iceberg's bounds leave NaN out, while DuckDB sorts it above everything else.
Expression CompareFloating(ExpressionType op, const std::string& column, const Literal& literal) {
  const bool zero = IsZero(literal);
  const Literal low = zero ? Zero(literal.type(), -1) : literal;
  const Literal high = zero ? Zero(literal.type(), 1) : literal;
  switch (op) {
    case ExpressionType::COMPARE_EQUAL:
      return zero ? iceberg::And(iceberg::GreaterOrEqual(column, low),
                                 iceberg::LessOrEqual(column, high))
                  : iceberg::Equal(column, literal);
    case ExpressionType::COMPARE_NOTEQUAL:
      return zero ? iceberg::True() : iceberg::NotEqual(column, literal);
    case ExpressionType::COMPARE_LESSTHAN: return iceberg::Less(column, high);
    case ExpressionType::COMPARE_LESSTHANOREQUALTO: return iceberg::LessOrEqual(column, high);
    case ExpressionType::COMPARE_GREATERTHAN:
      return iceberg::Or(iceberg::Greater(column, low), iceberg::IsNan(column));
    case ExpressionType::COMPARE_GREATERTHANOREQUALTO:
      return iceberg::Or(iceberg::GreaterOrEqual(column, low), iceberg::IsNan(column));
    default: return iceberg::True();
  }
}

IcebergFilter Compare(ExpressionType op, const Target& column, const duckdb::Value& value) {
  const iceberg::PrimitiveType* type = column.primitive();
  if (type == nullptr || value.IsNull() || !IsComparison(op)) return kAnything;
  const std::optional<Literal> literal = ToLiteral(value, *type);
  if (!literal || literal->is_nan()) return kAnything;
  if (IsFloating(*type)) return {CompareFloating(op, column.name, *literal), false};
  return {CompareExact(op, column.name, *literal), true};
}

IcebergFilter InList(const Target& column, const duckdb::vector<duckdb::Value>& values) {
  const iceberg::PrimitiveType* type = column.primitive();
  if (type == nullptr || values.size() > kMaxInList) return kAnything;
  std::vector<Literal> literals;
  bool exact = !IsFloating(*type);
  for (const duckdb::Value& value : values) {
    if (value.IsNull()) {  // matches nothing, but makes NOT IN unknown
      exact = false;
      continue;
    }
    std::optional<Literal> literal = ToLiteral(value, *type);
    if (!literal || literal->is_nan()) return kAnything;
    if (IsZero(*literal)) {
      literals.push_back(Zero(*type, -1));
      literal = Zero(*type, 1);
    }
    literals.push_back(std::move(*literal));
  }
  if (literals.empty()) return kAnything;
  return {iceberg::In(column.name, std::move(literals)), exact};
}

// Microseconds since 1970 as a literal of a date or time column; of dates the first that is not
// before.
std::optional<Literal> TimeLiteral(const iceberg::PrimitiveType& type, int64_t micros) {
  switch (iceberg::KindOf(type)) {
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz: return Literal(type, micros);
    case TypeKind::kDate:
      return Literal(type,
                     static_cast<int32_t>(-iceberg::FloorDiv(-micros, iceberg::kMicrosPerDay)));
    default: return {};
  }
}

class ExpressionConverter {
 public:
  explicit ExpressionConverter(const ColumnOf& column_of) : column_of_(column_of) {}

  IcebergFilter Convert(const duckdb::Expression& expression, int depth = 0) const {
    if (depth > kMaxDepth) return kAnything;
    switch (expression.GetExpressionClass()) {
      case duckdb::ExpressionClass::BOUND_COMPARISON: return Comparison(expression);
      case duckdb::ExpressionClass::BOUND_CONJUNCTION: return Conjunction(expression, depth);
      case duckdb::ExpressionClass::BOUND_OPERATOR: return Operator(expression, depth);
      case duckdb::ExpressionClass::BOUND_BETWEEN: return Between(expression);
      case duckdb::ExpressionClass::BOUND_FUNCTION: return Function(expression);
      case duckdb::ExpressionClass::BOUND_COLUMN_REF: return Flag(expression);
      default: return kAnything;
    }
  }

 private:
  Target Column(const duckdb::Expression& expression, int depth = 0) const {
    if (depth > kMaxDepth) return {};
    if (expression.GetExpressionClass() == duckdb::ExpressionClass::BOUND_COLUMN_REF) {
      return TargetOf(column_of_(expression.Cast<duckdb::BoundColumnRefExpression>()));
    }
    if (expression.GetExpressionClass() != duckdb::ExpressionClass::BOUND_FUNCTION) return {};
    const auto& call = expression.Cast<duckdb::BoundFunctionExpression>();
    if (call.children.size() != 2) return {};
    if (call.function.name != "struct_extract" && call.function.name != "array_extract") return {};
    const duckdb::Value* name = Constant(*call.children[1]);
    if (name == nullptr || name->IsNull() || name->type().id() != duckdb::LogicalTypeId::VARCHAR) {
      return {};
    }
    return ChildOf(Column(*call.children[0], depth + 1), duckdb::StringValue::Get(*name));
  }
  static const duckdb::Value* Constant(const duckdb::Expression& expression) {
    if (expression.GetExpressionClass() != duckdb::ExpressionClass::BOUND_CONSTANT) return nullptr;
    return &expression.Cast<duckdb::BoundConstantExpression>().value;
  }

  // A column of booleans by itself.
  IcebergFilter Flag(const duckdb::Expression& expression) const {
    const Target column = Column(expression);
    const iceberg::PrimitiveType* type = column.primitive();
    if (type == nullptr || iceberg::KindOf(*type) != TypeKind::kBoolean) return kAnything;
    return {iceberg::Equal(column.name, Literal::Boolean(true)), true};
  }

  IcebergFilter Comparison(const duckdb::Expression& expression) const {
    const auto& comparison = expression.Cast<duckdb::BoundComparisonExpression>();
    if (const duckdb::Value* value = Constant(*comparison.right)) {
      return CompareSides(comparison.type, *comparison.left, *value);
    }
    if (const duckdb::Value* value = Constant(*comparison.left)) {
      return CompareSides(duckdb::FlipComparisonExpression(comparison.type), *comparison.right,
                          *value);
    }
    return kAnything;
  }

  IcebergFilter CompareSides(ExpressionType op, const duckdb::Expression& side,
                             const duckdb::Value& value) const {
    if (const Target column = Column(side)) return Compare(op, column, value);
    return CompareTime(op, ToTimeFunction(side), value);
  }

  // f(x) >= c is x >= low, f(x) > c is x >= high.
  IcebergFilter CompareTime(ExpressionType op, const TimeFunction& function,
                            const duckdb::Value& value) const {
    if (function.steps.empty()) return kAnything;
    const Target column = Column(*function.argument);
    const auto number = TimeNumber(value);
    if (column.primitive() == nullptr || !number) return kAnything;
    const auto low = function.Threshold(*number);
    const auto high = function.Threshold(*number + 1);
    if (!low || !high) return kAnything;
    // In another time zone the thresholds lie up to a day to either side.
    const int64_t slack = function.zoned ? iceberg::kMicrosPerDay : 0;
    const auto at = [&](int64_t micros) { return TimeLiteral(*column.primitive(), micros); };
    if (!at(0)) return kAnything;
    const std::string& name = column.name;
    const bool exact = !function.zoned;
    switch (op) {
      case ExpressionType::COMPARE_GREATERTHAN:
        return {iceberg::GreaterOrEqual(name, *at(*high - slack)), exact};
      case ExpressionType::COMPARE_GREATERTHANOREQUALTO:
        return {iceberg::GreaterOrEqual(name, *at(*low - slack)), exact};
      case ExpressionType::COMPARE_LESSTHAN: return {iceberg::Less(name, *at(*low + slack)), exact};
      case ExpressionType::COMPARE_LESSTHANOREQUALTO:
        return {iceberg::Less(name, *at(*high + slack)), exact};
      case ExpressionType::COMPARE_EQUAL:
        return {iceberg::And(iceberg::GreaterOrEqual(name, *at(*low - slack)),
                             iceberg::Less(name, *at(*high + slack))),
                exact};
      case ExpressionType::COMPARE_NOTEQUAL:
        if (function.zoned) return kAnything;
        return {
            iceberg::Or(iceberg::Less(name, *at(*low)), iceberg::GreaterOrEqual(name, *at(*high))),
            true};
      default: return kAnything;
    }
  }

  IcebergFilter Conjunction(const duckdb::Expression& expression, int depth) const {
    const auto& conjunction = expression.Cast<duckdb::BoundConjunctionExpression>();
    const bool all = conjunction.type == ExpressionType::CONJUNCTION_AND;
    IcebergFilter result{all ? iceberg::True() : iceberg::False(), true};
    for (const auto& child : conjunction.children) {
      IcebergFilter part = Convert(*child, depth + 1);
      result.exact = result.exact && part.exact;
      result.expression =
          all ? iceberg::And(std::move(result.expression), std::move(part.expression))
              : iceberg::Or(std::move(result.expression), std::move(part.expression));
    }
    return result;
  }

  IcebergFilter Operator(const duckdb::Expression& expression, int depth) const {
    const auto& op = expression.Cast<duckdb::BoundOperatorExpression>();
    if (op.children.empty()) return kAnything;
    if (op.type == ExpressionType::OPERATOR_NOT) {
      IcebergFilter inner = Convert(*op.children[0], depth + 1);
      if (!inner.exact) return kAnything;
      return {iceberg::Not(std::move(inner.expression)), true};
    }
    const Target column = Column(*op.children[0]);
    if (column.primitive() == nullptr) return kAnything;
    switch (op.type) {
      case ExpressionType::OPERATOR_IS_NULL: return {iceberg::IsNull(column.name), true};
      case ExpressionType::OPERATOR_IS_NOT_NULL: return {iceberg::NotNull(column.name), true};
      case ExpressionType::COMPARE_IN:
      case ExpressionType::COMPARE_NOT_IN: {
        duckdb::vector<duckdb::Value> values;
        for (size_t i = 1; i < op.children.size(); ++i) {
          const duckdb::Value* value = Constant(*op.children[i]);
          if (value == nullptr) return kAnything;
          values.push_back(*value);
        }
        IcebergFilter in = InList(column, values);
        if (op.type == ExpressionType::COMPARE_IN) return in;
        return in.exact ? IcebergFilter{iceberg::Not(std::move(in.expression)), true} : kAnything;
      }
      default: return kAnything;
    }
  }

  IcebergFilter Between(const duckdb::Expression& expression) const {
    const auto& between = expression.Cast<duckdb::BoundBetweenExpression>();
    IcebergFilter result{iceberg::True(), true};
    const auto add = [&](ExpressionType op, const duckdb::Expression& bound) {
      const duckdb::Value* value = Constant(bound);
      IcebergFilter part = value ? CompareSides(op, *between.input, *value) : kAnything;
      result.exact = result.exact && part.exact;
      result.expression = iceberg::And(std::move(result.expression), std::move(part.expression));
    };
    add(between.LowerComparisonType(), *between.lower);
    add(between.UpperComparisonType(), *between.upper);
    return result;
  }

  // DuckDB has made a prefix of LIKE 'x%' before.
  IcebergFilter Function(const duckdb::Expression& expression) const {
    const auto& function = expression.Cast<duckdb::BoundFunctionExpression>();
    if (const Target flag = Column(expression)) {
      const iceberg::PrimitiveType* type = flag.primitive();
      if (type == nullptr || iceberg::KindOf(*type) != TypeKind::kBoolean) return kAnything;
      return {iceberg::Equal(flag.name, Literal::Boolean(true)), true};
    }
    if (function.children.size() != 2) return kAnything;
    const std::string& name = function.function.name;
    if (name != "prefix" && name != "starts_with" && name != "^@") return kAnything;
    const Target column = Column(*function.children[0]);
    const duckdb::Value* value = Constant(*function.children[1]);
    const iceberg::PrimitiveType* type = column.primitive();
    if (type == nullptr || value == nullptr || value->IsNull() ||
        iceberg::KindOf(*type) != TypeKind::kString) {
      return kAnything;
    }
    return {iceberg::StartsWith(column.name, duckdb::StringValue::Get(*value)), true};
  }

  const ColumnOf& column_of_;
};

Expression FromTableFilter(const duckdb::TableFilter& filter, const Target& column) {
  if (!column) return iceberg::True();
  switch (filter.filter_type) {
    case duckdb::TableFilterType::CONSTANT_COMPARISON: {
      const auto& comparison = filter.Cast<duckdb::ConstantFilter>();
      return Compare(comparison.comparison_type, column, comparison.constant).expression;
    }
    case duckdb::TableFilterType::IS_NULL:
      return column.primitive() ? iceberg::IsNull(column.name) : iceberg::True();
    case duckdb::TableFilterType::IS_NOT_NULL:
      return column.primitive() ? iceberg::NotNull(column.name) : iceberg::True();
    case duckdb::TableFilterType::IN_FILTER:
      return InList(column, filter.Cast<duckdb::InFilter>().values).expression;
    case duckdb::TableFilterType::STRUCT_EXTRACT: {
      const auto& nested = filter.Cast<duckdb::StructFilter>();
      return FromTableFilter(*nested.child_filter, ChildOf(column, nested.child_name));
    }
    case duckdb::TableFilterType::OPTIONAL_FILTER: {
      const auto& optional = filter.Cast<duckdb::OptionalFilter>();
      return optional.child_filter ? FromTableFilter(*optional.child_filter, column)
                                   : iceberg::True();
    }
    case duckdb::TableFilterType::DYNAMIC_FILTER: {
      const auto& dynamic = filter.Cast<duckdb::DynamicFilter>();
      if (!dynamic.filter_data) return iceberg::True();
      duckdb::lock_guard<duckdb::mutex> lock(dynamic.filter_data->lock);
      if (!dynamic.filter_data->initialized) return iceberg::True();
      return FromTableFilter(*dynamic.filter_data->filter, column);
    }
    case duckdb::TableFilterType::CONJUNCTION_AND: {
      Expression result = iceberg::True();
      for (const auto& child : filter.Cast<duckdb::ConjunctionAndFilter>().child_filters) {
        result = iceberg::And(std::move(result), FromTableFilter(*child, column));
      }
      return result;
    }
    case duckdb::TableFilterType::CONJUNCTION_OR: {
      Expression result = iceberg::False();
      for (const auto& child : filter.Cast<duckdb::ConjunctionOrFilter>().child_filters) {
        result = iceberg::Or(std::move(result), FromTableFilter(*child, column));
      }
      return result;
    }
    default: return iceberg::True();
  }
}

}  // namespace

IcebergFilter ConvertFilter(const duckdb::Expression& filter, const ColumnOf& column_of) {
  return ExpressionConverter(column_of).Convert(filter);
}

Expression ToIcebergFilter(const duckdb::Expression& filter, const ColumnOf& column_of) {
  return ConvertFilter(filter, column_of).expression;
}

Expression ToIcebergFilter(const duckdb::TableFilter& filter, const NestedField& column) {
  return FromTableFilter(filter, TargetOf(&column));
}

}  // namespace tarn::engine::embedded
