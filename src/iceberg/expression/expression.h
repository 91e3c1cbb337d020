#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "iceberg/boxed.h"
#include "iceberg/literal.h"
#include "iceberg/schema.h"

namespace tarn::iceberg {

enum class PredicateOp {
  kIsNull,
  kNotNull,
  kIsNan,
  kNotNan,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kEqual,
  kNotEqual,
  kIn,
  kNotIn,
  kStartsWith,
  kNotStartsWith,
};
PredicateOp Negate(PredicateOp op);

struct AlwaysTrue {
  friend bool operator==(const AlwaysTrue&, const AlwaysTrue&) = default;
};
struct AlwaysFalse {
  friend bool operator==(const AlwaysFalse&, const AlwaysFalse&) = default;
};

template <typename Leaf>
struct BasicExpression;
template <typename Leaf>
struct AndOf {
  std::vector<BasicExpression<Leaf>> operands;
  friend bool operator==(const AndOf& a, const AndOf& b) { return a.operands == b.operands; }
};
template <typename Leaf>
struct OrOf {
  std::vector<BasicExpression<Leaf>> operands;
  friend bool operator==(const OrOf& a, const OrOf& b) { return a.operands == b.operands; }
};
template <typename Leaf>
struct NotOf {
  Boxed<BasicExpression<Leaf>> operand;
  friend bool operator==(const NotOf& a, const NotOf& b) { return a.operand == b.operand; }
};

// A boolean expression over predicates of one kind. A value.
template <typename Leaf>
struct BasicExpression {
  std::variant<AlwaysTrue, AlwaysFalse, Leaf, AndOf<Leaf>, OrOf<Leaf>, NotOf<Leaf>> node;

  bool is_true() const { return node.index() == 0; }
  bool is_false() const { return node.index() == 1; }
  friend bool operator==(const BasicExpression& a, const BasicExpression& b) {
    return a.node == b.node;
  }
};

// A predicate on a column that is given by name, with literals of any fitting type.
struct Predicate {
  PredicateOp op = PredicateOp::kIsNull;
  std::string column;  // dotted
  std::vector<Literal> literals;
  friend bool operator==(const Predicate&, const Predicate&) = default;
};

// A predicate on a column of a schema; literals have its type, those of kIn are sorted and unique.
struct BoundPredicate {
  PredicateOp op = PredicateOp::kIsNull;
  FieldId field_id = 0;
  PrimitiveType type;
  bool required = false;  // never null (nor any of its parents)
  std::vector<Literal> literals;
  friend bool operator==(const BoundPredicate&, const BoundPredicate&) = default;
};

// What users build and what is evaluated.
using Expression = BasicExpression<Predicate>;
using BoundExpression = BasicExpression<BoundPredicate>;

// Builders; And, Or and Not simplify constants.
Expression True();
Expression False();
Expression And(Expression a, Expression b);
Expression Or(Expression a, Expression b);
Expression Not(Expression a);
BoundExpression And(BoundExpression a, BoundExpression b);
BoundExpression Or(BoundExpression a, BoundExpression b);
BoundExpression Not(BoundExpression a);
Expression IsNull(std::string column);
Expression NotNull(std::string column);
Expression IsNan(std::string column);
Expression NotNan(std::string column);
Expression Less(std::string column, Literal value);
Expression LessOrEqual(std::string column, Literal value);
Expression Greater(std::string column, Literal value);
Expression GreaterOrEqual(std::string column, Literal value);
Expression Equal(std::string column, Literal value);
Expression NotEqual(std::string column, Literal value);
Expression In(std::string column, std::vector<Literal> values);
Expression NotIn(std::string column, std::vector<Literal> values);
Expression StartsWith(std::string column, std::string prefix);
Expression NotStartsWith(std::string column, std::string prefix);

// For people: `(a > 3 and b is null)`.
std::string ToString(const Expression& expression);
std::string ToString(const BoundExpression& expression);

// Resolves columns against `schema`, converts literals, pushes negation down to the predicates.
// kNotFound for an unknown column, kInvalidArgument for a nested type or a literal that does not
// fit, or nesting deeper than 200.
//
// Null semantics are SQL's: of a null value no predicate but kIsNull is true.
BoundExpression Bind(const Expression& expression, const Schema& schema,
                     CaseSensitivity sensitivity = CaseSensitivity::kSensitive);

}  // namespace tarn::iceberg
