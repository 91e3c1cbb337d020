#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "iceberg/expression/expression.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int kMaxDepth = 200;

// Whether a value of the field is there in every row: required itself and in all its parents.
// Nothing when the field is not reached by structs alone: then a row has many values of it.
std::optional<bool> AlwaysThere(const std::vector<NestedField>& fields, FieldId id) {
  for (const NestedField& field : fields) {
    if (field.id == id) return field.required;
    if (const auto* nested = std::get_if<StructType>(&field.type)) {
      if (auto inside = AlwaysThere(nested->fields, id)) return *inside && field.required;
    }
  }
  return {};
}

class Binder {
 public:
  Binder(const Schema& schema, CaseSensitivity sensitivity)
      : schema_(schema), sensitivity_(sensitivity) {}

  BoundExpression Run(const Expression& expression, bool negate, int depth) {
    if (depth > kMaxDepth) {
      base::Throw(ErrorKind::kInvalidArgument, "a filter nested deeper than {}", kMaxDepth);
    }
    if (expression.is_true() || expression.is_false()) {
      return expression.is_true() != negate ? Always(true) : Always(false);
    }
    if (const auto* leaf = std::get_if<Predicate>(&expression.node)) return BindLeaf(*leaf, negate);
    if (const auto* inner = std::get_if<NotOf<Predicate>>(&expression.node)) {
      return Run(*inner->operand, !negate, depth + 1);
    }
    const auto* all = std::get_if<AndOf<Predicate>>(&expression.node);
    const auto& operands =
        all ? all->operands : std::get<OrOf<Predicate>>(expression.node).operands;
    const bool conjunction = (all != nullptr) != negate;  // De Morgan
    BoundExpression result = Always(conjunction);
    for (const Expression& operand : operands) {
      BoundExpression bound = Run(operand, negate, depth + 1);
      result = conjunction ? And(std::move(result), std::move(bound))
                           : Or(std::move(result), std::move(bound));
    }
    return result;
  }

 private:
  static BoundExpression Always(bool value) {
    if (value) return {AlwaysTrue{}};
    return {AlwaysFalse{}};
  }

  const NestedField& Resolve(const std::string& column) const {
    const NestedField* field = schema_.FindField(column, sensitivity_);
    if (field) return *field;
    std::vector<std::string> names;
    for (const NestedField& known : schema_.fields) names.push_back(known.name);
    base::Throw(ErrorKind::kNotFound, "the table has no column '{}'{}", column,
                base::DidYouMean(column, names));
  }

  BoundExpression BindLeaf(const Predicate& predicate, bool negate) const {
    const NestedField& field = Resolve(predicate.column);
    const auto there = AlwaysThere(schema_.fields, field.id);
    if (!IsPrimitive(field.type) || !there) {
      base::Throw(ErrorKind::kInvalidArgument, "filters take no values of type {}: '{}'",
                  ToString(field.type), predicate.column);
    }
    BoundPredicate bound{negate ? Negate(predicate.op) : predicate.op,
                         field.id,
                         AsPrimitive(field.type),
                         *there,
                         {}};
    switch (bound.op) {
      case PredicateOp::kIsNull: return bound.required ? Always(false) : BoundExpression{bound};
      case PredicateOp::kNotNull: return bound.required ? Always(true) : BoundExpression{bound};
      case PredicateOp::kIsNan:
      case PredicateOp::kNotNan: return BindNan(std::move(bound));
      case PredicateOp::kIn:
      case PredicateOp::kNotIn: return BindSet(std::move(bound), predicate);
      default: return BindComparison(std::move(bound), predicate);
    }
  }

  static BoundExpression NotNullOf(BoundPredicate bound) {
    if (bound.required) return Always(true);
    bound.op = PredicateOp::kNotNull;
    bound.literals.clear();
    return {std::move(bound)};
  }

  static BoundExpression BindNan(BoundPredicate bound) {
    const TypeKind kind = KindOf(bound.type);
    if (kind == TypeKind::kFloat || kind == TypeKind::kDouble) return {std::move(bound)};
    return bound.op == PredicateOp::kIsNan ? Always(false) : NotNullOf(std::move(bound));
  }

  static Conversion Converted(const Literal& literal, const BoundPredicate& bound,
                              const Predicate& predicate) {
    Conversion conversion = ConvertTo(literal, bound.type);
    const bool nothing = !conversion.literal && conversion.out_of_range == 0;
    if (nothing || literal.is_nan()) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the column '{}' of type {} cannot be compared with the {} {}", predicate.column,
                  ToString(bound.type), ToString(literal.type()), ToHumanString(literal));
    }
    return conversion;
  }

  static BoundExpression BindComparison(BoundPredicate bound, const Predicate& predicate) {
    if (predicate.literals.size() != 1) {
      base::Throw(ErrorKind::kInvalidArgument, "a comparison of '{}' needs one literal, not {}",
                  predicate.column, predicate.literals.size());
    }
    const bool prefix =
        bound.op == PredicateOp::kStartsWith || bound.op == PredicateOp::kNotStartsWith;
    if (prefix && KindOf(bound.type) != TypeKind::kString) {
      base::Throw(ErrorKind::kInvalidArgument, "only strings have prefixes, '{}' is of type {}",
                  predicate.column, ToString(bound.type));
    }
    Conversion conversion = Converted(predicate.literals.front(), bound, predicate);
    if (conversion.literal) {
      bound.literals = {std::move(*conversion.literal)};
      return {std::move(bound)};
    }
    const bool above = conversion.out_of_range > 0;  // the literal, than any value
    switch (bound.op) {
      case PredicateOp::kLess:
      case PredicateOp::kLessOrEqual: return above ? NotNullOf(std::move(bound)) : Always(false);
      case PredicateOp::kGreater:
      case PredicateOp::kGreaterOrEqual: return above ? Always(false) : NotNullOf(std::move(bound));
      case PredicateOp::kNotEqual: return NotNullOf(std::move(bound));
      default: return Always(false);
    }
  }

  static BoundExpression BindSet(BoundPredicate bound, const Predicate& predicate) {
    for (const Literal& literal : predicate.literals) {
      Conversion conversion = Converted(literal, bound, predicate);
      if (conversion.literal) bound.literals.push_back(std::move(*conversion.literal));
    }
    std::sort(bound.literals.begin(), bound.literals.end(),
              [](const Literal& a, const Literal& b) { return Compare(a, b) < 0; });
    bound.literals.erase(std::unique(bound.literals.begin(), bound.literals.end()),
                         bound.literals.end());
    const bool in = bound.op == PredicateOp::kIn;
    if (bound.literals.empty()) return in ? Always(false) : NotNullOf(std::move(bound));
    if (bound.literals.size() == 1) bound.op = in ? PredicateOp::kEqual : PredicateOp::kNotEqual;
    return {std::move(bound)};
  }

  const Schema& schema_;
  const CaseSensitivity sensitivity_;
};

}  // namespace

BoundExpression Bind(const Expression& expression, const Schema& schema,
                     CaseSensitivity sensitivity) {
  return Binder(schema, sensitivity).Run(expression, false, 1);
}

}  // namespace tarn::iceberg
