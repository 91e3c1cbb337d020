#include "engine/embedded/delete_filter.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/embedded/column_literals.h"

namespace tarn::engine::embedded {
namespace {

using iceberg::Expression;
using iceberg::Literal;
using MaybeFilter = std::optional<Expression>;

class Converter {
 public:
  explicit Converter(const iceberg::Schema& schema) : schema_(schema) {}

  MaybeFilter Convert(const sql::Expression& node, int depth = 0) const {
    if (depth > kMaxDepth) return std::nullopt;
    if (const auto* logical = node.As<sql::Logical>()) return Convert(*logical, depth);
    if (const auto* negation = node.As<sql::Not>()) {
      MaybeFilter operand = Convert(*negation->operand, depth + 1);
      return operand ? MaybeFilter(iceberg::Not(std::move(*operand))) : std::nullopt;
    }
    if (const auto* flag = node.As<sql::BooleanLiteral>()) {
      return flag->value ? iceberg::True() : iceberg::False();
    }
    if (const auto* comparison = node.As<sql::Comparison>()) return Convert(*comparison);
    if (const auto* between = node.As<sql::Between>()) return Convert(*between);
    if (const auto* in = node.As<sql::InList>()) return Convert(*in);
    if (const auto* is_null = node.As<sql::IsNull>()) {
      const auto* column = ColumnOf(*is_null->value);
      if (column == nullptr) return std::nullopt;
      return is_null->negated ? iceberg::NotNull(column->name) : iceberg::IsNull(column->name);
    }
    return std::nullopt;
  }

 private:
  static constexpr int kMaxDepth = 100;

  // A column of the top level whose values files are judged by.
  const iceberg::NestedField* ColumnOf(const sql::Expression& node) const {
    const auto* reference = node.As<sql::ColumnReference>();
    if (reference == nullptr) return nullptr;
    const auto index =
        schema_.ColumnIndex(reference->name.Canonical(), iceberg::CaseSensitivity::kSensitive);
    if (!index) return nullptr;
    const iceberg::NestedField& field = schema_.fields[*index];
    const bool usable =
        iceberg::IsPrimitive(field.type) && field.name.find('.') == std::string::npos;
    return usable ? &field : nullptr;
  }

  // The literal in the column's own type; nothing unless comparing there is the same.
  static std::optional<Literal> LiteralFor(const iceberg::NestedField& column,
                                           const sql::Expression& node) {
    return LiteralOf(node, iceberg::AsPrimitive(column.type));
  }

  MaybeFilter Convert(const sql::Logical& node, int depth) const {
    const bool all = node.op == sql::LogicalOperator::kAnd;
    Expression result = all ? iceberg::True() : iceberg::False();
    for (const sql::Expression& term : node.terms) {
      MaybeFilter part = Convert(term, depth + 1);
      if (!part) return std::nullopt;
      result = all ? iceberg::And(std::move(result), std::move(*part))
                   : iceberg::Or(std::move(result), std::move(*part));
    }
    return result;
  }

  static Expression Compare(sql::ComparisonOperator op, const std::string& column, Literal value) {
    switch (op) {
      case sql::ComparisonOperator::kEqual: return iceberg::Equal(column, std::move(value));
      case sql::ComparisonOperator::kNotEqual: return iceberg::NotEqual(column, std::move(value));
      case sql::ComparisonOperator::kLess: return iceberg::Less(column, std::move(value));
      case sql::ComparisonOperator::kLessOrEqual:
        return iceberg::LessOrEqual(column, std::move(value));
      case sql::ComparisonOperator::kGreater: return iceberg::Greater(column, std::move(value));
      case sql::ComparisonOperator::kGreaterOrEqual:
        return iceberg::GreaterOrEqual(column, std::move(value));
    }
    return iceberg::True();
  }

  static sql::ComparisonOperator Flip(sql::ComparisonOperator op) {
    switch (op) {
      case sql::ComparisonOperator::kLess: return sql::ComparisonOperator::kGreater;
      case sql::ComparisonOperator::kLessOrEqual: return sql::ComparisonOperator::kGreaterOrEqual;
      case sql::ComparisonOperator::kGreater: return sql::ComparisonOperator::kLess;
      case sql::ComparisonOperator::kGreaterOrEqual: return sql::ComparisonOperator::kLessOrEqual;
      default: return op;
    }
  }

  MaybeFilter Convert(const sql::Comparison& node) const {
    const iceberg::NestedField* column = ColumnOf(*node.left);
    const sql::Expression* value = &*node.right;
    sql::ComparisonOperator op = node.op;
    if (column == nullptr) {
      column = ColumnOf(*node.right);
      value = &*node.left;
      op = Flip(op);
    }
    if (column == nullptr) return std::nullopt;
    auto literal = LiteralFor(*column, *value);
    if (!literal) return std::nullopt;
    return Compare(op, column->name, std::move(*literal));
  }

  MaybeFilter Convert(const sql::Between& node) const {
    const iceberg::NestedField* column = ColumnOf(*node.value);
    if (column == nullptr) return std::nullopt;
    auto low = LiteralFor(*column, *node.low);
    auto high = LiteralFor(*column, *node.high);
    if (!low || !high) return std::nullopt;
    Expression range = iceberg::And(iceberg::GreaterOrEqual(column->name, std::move(*low)),
                                    iceberg::LessOrEqual(column->name, std::move(*high)));
    return node.negated ? iceberg::Not(std::move(range)) : range;
  }

  MaybeFilter Convert(const sql::InList& node) const {
    const iceberg::NestedField* column = ColumnOf(*node.value);
    if (column == nullptr) return std::nullopt;
    std::vector<Literal> literals;
    for (const sql::Expression& item : node.list) {
      auto literal = LiteralFor(*column, item);
      if (!literal) return std::nullopt;  // NULL among them changes what NOT IN means
      literals.push_back(std::move(*literal));
    }
    return node.negated ? iceberg::NotIn(column->name, std::move(literals))
                        : iceberg::In(column->name, std::move(literals));
  }

  const iceberg::Schema& schema_;
};

}  // namespace

std::optional<Expression> ExactFilter(const sql::Expression& condition,
                                      const iceberg::Schema& schema) {
  return Converter(schema).Convert(condition);
}

namespace {

void CollectColumns(const Expression& filter, std::set<std::string>& columns) {
  const auto collect_all = [&](const auto& node) {
    for (const Expression& operand : node.operands) CollectColumns(operand, columns);
  };
  if (const auto* leaf = std::get_if<iceberg::Predicate>(&filter.node)) {
    columns.insert(leaf->column);
  } else if (const auto* all = std::get_if<iceberg::AndOf<iceberg::Predicate>>(&filter.node)) {
    collect_all(*all);
  } else if (const auto* any = std::get_if<iceberg::OrOf<iceberg::Predicate>>(&filter.node)) {
    collect_all(*any);
  } else if (const auto* no = std::get_if<iceberg::NotOf<iceberg::Predicate>>(&filter.node)) {
    CollectColumns(*no->operand, columns);
  }
}

}  // namespace

bool IsOfPartitions(const sql::Expression& condition, const iceberg::TableMetadata& metadata) {
  const auto filter = ExactFilter(condition, metadata.current_schema());
  if (!filter || filter->is_true() || filter->is_false()) return false;
  std::set<std::string> columns;
  CollectColumns(*filter, columns);
  const auto by_value = [&](const std::string& column) {
    const auto is_of = [&](const iceberg::PartitionField& field) {
      return field.transform.kind == iceberg::TransformKind::kIdentity &&
             metadata.current_schema().FullName(field.source_id) == column;
    };
    return std::ranges::all_of(metadata.partition_specs, [&](const iceberg::PartitionSpec& spec) {
      return std::ranges::any_of(spec.fields, is_of);
    });
  };
  return std::ranges::all_of(columns, by_value);
}

}  // namespace tarn::engine::embedded
