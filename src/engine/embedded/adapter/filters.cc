#include "engine/embedded/adapter/filters.h"

#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::ExpressionType;
using iceberg::Expression;
using iceberg::Literal;
using iceberg::NestedField;

// IN lists beyond this prune too little for what evaluating them costs.
constexpr size_t kMaxInList = 1000;

// The column's type when files can be judged by it. A name with a dot would be taken for that of a
// nested field.
const iceberg::PrimitiveType* PrimitiveOf(const NestedField& column) {
  if (column.name.find('.') != std::string::npos) return nullptr;
  return std::get_if<iceberg::PrimitiveType>(&column.type);
}

Expression Compare(ExpressionType op, const NestedField& column, const duckdb::Value& value) {
  const iceberg::PrimitiveType* type = PrimitiveOf(column);
  if (type == nullptr || value.IsNull()) return iceberg::True();
  const std::optional<Literal> literal = ToLiteral(value, *type);
  // Iceberg's bounds leave NaN out while DuckDB sorts it above everything else.
  const bool floating = literal && (literal->kind() == iceberg::TypeKind::kFloat ||
                                    literal->kind() == iceberg::TypeKind::kDouble);
  if (!literal || literal->is_nan()) return iceberg::True();
  const auto or_nan = [&](Expression e) {
    return floating ? iceberg::Or(std::move(e), iceberg::IsNan(column.name)) : e;
  };
  switch (op) {
    case ExpressionType::COMPARE_EQUAL: return iceberg::Equal(column.name, *literal);
    case ExpressionType::COMPARE_NOTEQUAL: return iceberg::NotEqual(column.name, *literal);
    case ExpressionType::COMPARE_LESSTHAN: return iceberg::Less(column.name, *literal);
    case ExpressionType::COMPARE_LESSTHANOREQUALTO:
      return iceberg::LessOrEqual(column.name, *literal);
    case ExpressionType::COMPARE_GREATERTHAN:
      return or_nan(iceberg::Greater(column.name, *literal));
    case ExpressionType::COMPARE_GREATERTHANOREQUALTO:
      return or_nan(iceberg::GreaterOrEqual(column.name, *literal));
    default: return iceberg::True();
  }
}

Expression InList(const NestedField& column, const duckdb::vector<duckdb::Value>& values) {
  const iceberg::PrimitiveType* type = PrimitiveOf(column);
  if (type == nullptr || values.size() > kMaxInList) return iceberg::True();
  std::vector<Literal> literals;
  for (const duckdb::Value& value : values) {
    if (value.IsNull()) continue;  // matches nothing
    std::optional<Literal> literal = ToLiteral(value, *type);
    if (!literal || literal->is_nan()) return iceberg::True();
    literals.push_back(std::move(*literal));
  }
  if (literals.empty()) return iceberg::True();
  return iceberg::In(column.name, std::move(literals));
}

class ExpressionConverter {
 public:
  explicit ExpressionConverter(const ColumnOf& column_of) : column_of_(column_of) {}

  Expression Convert(const duckdb::Expression& expression, int depth = 0) const {
    if (depth > kMaxDepth) return iceberg::True();
    switch (expression.GetExpressionClass()) {
      case duckdb::ExpressionClass::BOUND_COMPARISON: return Comparison(expression);
      case duckdb::ExpressionClass::BOUND_CONJUNCTION: return Conjunction(expression, depth);
      case duckdb::ExpressionClass::BOUND_OPERATOR: return Operator(expression);
      case duckdb::ExpressionClass::BOUND_BETWEEN: return Between(expression);
      case duckdb::ExpressionClass::BOUND_FUNCTION: return Function(expression);
      default: return iceberg::True();
    }
  }

 private:
  static constexpr int kMaxDepth = 100;

  const NestedField* Column(const duckdb::Expression& expression) const {
    if (expression.GetExpressionClass() != duckdb::ExpressionClass::BOUND_COLUMN_REF) {
      return nullptr;
    }
    return column_of_(expression.Cast<duckdb::BoundColumnRefExpression>());
  }
  static const duckdb::Value* Constant(const duckdb::Expression& expression) {
    if (expression.GetExpressionClass() != duckdb::ExpressionClass::BOUND_CONSTANT) return nullptr;
    return &expression.Cast<duckdb::BoundConstantExpression>().value;
  }

  Expression Comparison(const duckdb::Expression& expression) const {
    const auto& comparison = expression.Cast<duckdb::BoundComparisonExpression>();
    ExpressionType op = comparison.type;
    const NestedField* column = Column(*comparison.left);
    const duckdb::Value* value = Constant(*comparison.right);
    if (column == nullptr) {
      column = Column(*comparison.right);
      value = Constant(*comparison.left);
      op = duckdb::FlipComparisonExpression(op);
    }
    return column && value ? Compare(op, *column, *value) : iceberg::True();
  }

  Expression Conjunction(const duckdb::Expression& expression, int depth) const {
    const auto& conjunction = expression.Cast<duckdb::BoundConjunctionExpression>();
    const bool all = conjunction.type == ExpressionType::CONJUNCTION_AND;
    Expression result = all ? iceberg::True() : iceberg::False();
    for (const auto& child : conjunction.children) {
      Expression part = Convert(*child, depth + 1);
      result = all ? iceberg::And(std::move(result), std::move(part))
                   : iceberg::Or(std::move(result), std::move(part));
    }
    return result;
  }

  Expression Operator(const duckdb::Expression& expression) const {
    const auto& op = expression.Cast<duckdb::BoundOperatorExpression>();
    const NestedField* column = op.children.empty() ? nullptr : Column(*op.children[0]);
    if (column == nullptr || PrimitiveOf(*column) == nullptr) return iceberg::True();
    switch (op.type) {
      case ExpressionType::OPERATOR_IS_NULL: return iceberg::IsNull(column->name);
      case ExpressionType::OPERATOR_IS_NOT_NULL: return iceberg::NotNull(column->name);
      case ExpressionType::COMPARE_IN: {
        duckdb::vector<duckdb::Value> values;
        for (size_t i = 1; i < op.children.size(); ++i) {
          const duckdb::Value* value = Constant(*op.children[i]);
          if (value == nullptr) return iceberg::True();
          values.push_back(*value);
        }
        return InList(*column, values);
      }
      default: return iceberg::True();
    }
  }

  Expression Between(const duckdb::Expression& expression) const {
    const auto& between = expression.Cast<duckdb::BoundBetweenExpression>();
    const NestedField* column = Column(*between.input);
    const duckdb::Value* lower = Constant(*between.lower);
    const duckdb::Value* upper = Constant(*between.upper);
    Expression result = iceberg::True();
    if (column && lower) {
      result = Compare(between.LowerComparisonType(), *column, *lower);
    }
    if (column && upper) {
      result =
          iceberg::And(std::move(result), Compare(between.UpperComparisonType(), *column, *upper));
    }
    return result;
  }

  Expression Function(const duckdb::Expression& expression) const {
    const auto& function = expression.Cast<duckdb::BoundFunctionExpression>();
    if (function.children.size() != 2) return iceberg::True();
    const std::string& name = function.function.name;
    if (name != "prefix" && name != "starts_with" && name != "^@") return iceberg::True();
    const NestedField* column = Column(*function.children[0]);
    const duckdb::Value* value = Constant(*function.children[1]);
    if (!column || !value || value->IsNull() ||
        iceberg::KindOf(column->type) != iceberg::TypeKind::kString) {
      return iceberg::True();
    }
    return iceberg::StartsWith(column->name, duckdb::StringValue::Get(*value));
  }

  const ColumnOf& column_of_;
};

}  // namespace

Expression ToIcebergFilter(const duckdb::Expression& filter, const ColumnOf& column_of) {
  return ExpressionConverter(column_of).Convert(filter);
}

Expression ToIcebergFilter(const duckdb::TableFilter& filter, const NestedField& column) {
  if (PrimitiveOf(column) == nullptr) return iceberg::True();
  switch (filter.filter_type) {
    case duckdb::TableFilterType::CONSTANT_COMPARISON: {
      const auto& comparison = filter.Cast<duckdb::ConstantFilter>();
      return Compare(comparison.comparison_type, column, comparison.constant);
    }
    case duckdb::TableFilterType::IS_NULL: return iceberg::IsNull(column.name);
    case duckdb::TableFilterType::IS_NOT_NULL: return iceberg::NotNull(column.name);
    case duckdb::TableFilterType::IN_FILTER:
      return InList(column, filter.Cast<duckdb::InFilter>().values);
    case duckdb::TableFilterType::OPTIONAL_FILTER: {
      const auto& optional = filter.Cast<duckdb::OptionalFilter>();
      return optional.child_filter ? ToIcebergFilter(*optional.child_filter, column)
                                   : iceberg::True();
    }
    case duckdb::TableFilterType::DYNAMIC_FILTER: {
      const auto& dynamic = filter.Cast<duckdb::DynamicFilter>();
      if (!dynamic.filter_data) return iceberg::True();
      duckdb::lock_guard<duckdb::mutex> lock(dynamic.filter_data->lock);
      if (!dynamic.filter_data->initialized) return iceberg::True();
      return ToIcebergFilter(*dynamic.filter_data->filter, column);
    }
    case duckdb::TableFilterType::CONJUNCTION_AND: {
      Expression result = iceberg::True();
      for (const auto& child : filter.Cast<duckdb::ConjunctionAndFilter>().child_filters) {
        result = iceberg::And(std::move(result), ToIcebergFilter(*child, column));
      }
      return result;
    }
    case duckdb::TableFilterType::CONJUNCTION_OR: {
      Expression result = iceberg::False();
      for (const auto& child : filter.Cast<duckdb::ConjunctionOrFilter>().child_filters) {
        result = iceberg::Or(std::move(result), ToIcebergFilter(*child, column));
      }
      return result;
    }
    default: return iceberg::True();
  }
}

}  // namespace tarn::engine::embedded
