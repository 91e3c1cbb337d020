#include <algorithm>

#include "iceberg/expression/evaluator.h"

namespace tarn::iceberg {
namespace {

BoundExpression Always(bool value) {
  if (value) return {AlwaysTrue{}};
  return {AlwaysFalse{}};
}

bool IsTime(TransformKind kind) {
  return kind == TransformKind::kYear || kind == TransformKind::kMonth ||
         kind == TransformKind::kDay || kind == TransformKind::kHour;
}

// The next value up or down of a type whose values are whole steps; nothing at the end of the range
// and for other types.
std::optional<Literal> Step(const Literal& literal, int direction) {
  if (const auto* i = std::get_if<int32_t>(&literal.value())) {
    int32_t next;
    if (__builtin_add_overflow(*i, direction, &next)) return {};
    return Literal(literal.type(), next);
  }
  if (const auto* l = std::get_if<int64_t>(&literal.value())) {
    int64_t next;
    if (__builtin_add_overflow(*l, int64_t{direction}, &next)) return {};
    return Literal(literal.type(), next);
  }
  if (const auto* d = std::get_if<Int128>(&literal.value())) {
    return Literal(literal.type(), *d + direction);
  }
  return {};
}

size_t CodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// One predicate through one partition field.
class LeafProjector {
 public:
  LeafProjector(const BoundPredicate& leaf, const PartitionField& field)
      : leaf_(leaf), field_(field), kind_(field.transform.kind) {}

  // Nothing when the field says nothing of the predicate.
  std::optional<BoundExpression> Inclusive() const {
    if (!Usable()) return {};
    if (IsNullTest() || kind_ == TransformKind::kIdentity) return Same();
    if (kind_ == TransformKind::kBucket) {
      const bool equality = leaf_.op == PredicateOp::kEqual || leaf_.op == PredicateOp::kIn;
      return equality ? Mapped(leaf_.op) : std::nullopt;
    }
    switch (leaf_.op) {
      case PredicateOp::kLess: return AtMost(Step(value(), -1).value_or(value()));
      case PredicateOp::kLessOrEqual: return AtMost(value());
      case PredicateOp::kGreater: return AtLeast(Step(value(), 1).value_or(value()));
      case PredicateOp::kGreaterOrEqual: return AtLeast(value());
      case PredicateOp::kEqual:
      case PredicateOp::kIn: return Mapped(leaf_.op);
      case PredicateOp::kStartsWith: return Prefix(PredicateOp::kStartsWith, PredicateOp::kEqual);
      case PredicateOp::kNotStartsWith:
        if (CodePoints(value().get<std::string>()) > Width()) return {};
        return Prefix(PredicateOp::kNotStartsWith, PredicateOp::kNotEqual);
      default: return {};
    }
  }

  std::optional<BoundExpression> Strict() const {
    if (!Usable()) return {};
    if (IsNullTest() || kind_ == TransformKind::kIdentity) return Same();
    if (kind_ == TransformKind::kBucket) {
      const bool inequality = leaf_.op == PredicateOp::kNotEqual || leaf_.op == PredicateOp::kNotIn;
      return inequality ? Mapped(leaf_.op) : std::nullopt;
    }
    switch (leaf_.op) {
      case PredicateOp::kLess: return Bounded(PredicateOp::kLess, value());
      case PredicateOp::kLessOrEqual: return Bounded(PredicateOp::kLess, Step(value(), 1));
      case PredicateOp::kGreater: return Bounded(PredicateOp::kGreater, value());
      case PredicateOp::kGreaterOrEqual: return Bounded(PredicateOp::kGreater, Step(value(), -1));
      case PredicateOp::kNotEqual:
      case PredicateOp::kNotIn: return Mapped(leaf_.op);
      case PredicateOp::kStartsWith:
        if (CodePoints(value().get<std::string>()) > Width()) return {};
        return Prefix(PredicateOp::kStartsWith, PredicateOp::kEqual);
      case PredicateOp::kNotStartsWith:
        return Prefix(PredicateOp::kNotStartsWith, PredicateOp::kNotEqual);
      default: return {};
    }
  }

 private:
  const Literal& value() const { return leaf_.literals.front(); }
  size_t Width() const { return static_cast<size_t>(field_.transform.parameter); }
  bool IsNullTest() const {
    return leaf_.op == PredicateOp::kIsNull || leaf_.op == PredicateOp::kNotNull;
  }
  bool Usable() const {
    const bool known = kind_ != TransformKind::kVoid && kind_ != TransformKind::kUnknown;
    if (!known || !field_.transform.CanApplyTo(leaf_.type)) return false;
    const bool nan = leaf_.op == PredicateOp::kIsNan || leaf_.op == PredicateOp::kNotNan;
    const bool prefix =
        leaf_.op == PredicateOp::kStartsWith || leaf_.op == PredicateOp::kNotStartsWith;
    if (nan) return kind_ == TransformKind::kIdentity;
    if (prefix) return kind_ == TransformKind::kIdentity || kind_ == TransformKind::kTruncate;
    return true;
  }

  BoundExpression Leaf(PredicateOp op, std::vector<Literal> literals) const {
    return {BoundPredicate{op, field_.field_id, field_.transform.ResultType(leaf_.type), false,
                           std::move(literals)}};
  }
  BoundExpression Same() const { return Leaf(leaf_.op, leaf_.literals); }
  Literal Result(const Literal& literal) const { return *field_.transform.Apply(literal); }

  // Early writers rounded times before 1970 up, not down: a value may lie one partition higher.
  bool MayBeRoundedUp(const Literal& result) const {
    return IsTime(kind_) && result.get<int32_t>() < 0 && KindOf(leaf_.type) != TypeKind::kDate;
  }

  BoundExpression AtMost(const Literal& literal) const {
    Literal result = Result(literal);
    if (MayBeRoundedUp(result)) result = *Step(result, 1);
    return Leaf(PredicateOp::kLessOrEqual, {std::move(result)});
  }
  BoundExpression AtLeast(const Literal& literal) const {
    return Leaf(PredicateOp::kGreaterOrEqual, {Result(literal)});
  }

  std::optional<BoundExpression> Bounded(PredicateOp op,
                                         const std::optional<Literal>& literal) const {
    if (!literal) return {};
    Literal result = Result(*literal);
    // What holds of all rows of a partition may not of rows that were put one too high.
    if (IsTime(kind_) && result.get<int32_t>() <= 0 && KindOf(leaf_.type) != TypeKind::kDate) {
      return {};
    }
    return Leaf(op, {std::move(result)});
  }

  // Equality and its negation: of results, as a set.
  std::optional<BoundExpression> Mapped(PredicateOp op) const {
    const bool positive = op == PredicateOp::kEqual || op == PredicateOp::kIn;
    std::vector<Literal> results;
    for (const Literal& literal : leaf_.literals) {
      Literal result = Result(literal);
      if (MayBeRoundedUp(result)) results.push_back(*Step(result, 1));
      results.push_back(std::move(result));
    }
    std::sort(results.begin(), results.end(),
              [](const Literal& a, const Literal& b) { return Compare(a, b) < 0; });
    results.erase(std::unique(results.begin(), results.end()), results.end());
    const bool one = results.size() == 1;
    if (positive) return Leaf(one ? PredicateOp::kEqual : PredicateOp::kIn, std::move(results));
    return Leaf(one ? PredicateOp::kNotEqual : PredicateOp::kNotIn, std::move(results));
  }

  // A prefix that is shorter than the width is one of the result; else its start is the result.
  BoundExpression Prefix(PredicateOp shorter, PredicateOp whole) const {
    const bool fits = CodePoints(value().get<std::string>()) < Width();
    return Leaf(fits ? shorter : whole, {fits ? value() : Result(value())});
  }

  const BoundPredicate& leaf_;
  const PartitionField& field_;
  const TransformKind kind_;
};

BoundExpression Project(const BoundExpression& filter, const PartitionSpec& spec, bool strict) {
  if (const auto* leaf = std::get_if<BoundPredicate>(&filter.node)) {
    BoundExpression result = Always(!strict);
    for (const PartitionField& field : spec.fields) {
      if (field.source_id != leaf->field_id) continue;
      const LeafProjector projector(*leaf, field);
      auto projected = strict ? projector.Strict() : projector.Inclusive();
      if (!projected) continue;
      // Each field alone must allow the row; each field alone may prove it.
      result = strict ? Or(std::move(result), std::move(*projected))
                      : And(std::move(result), std::move(*projected));
    }
    return result;
  }
  if (const auto* all = std::get_if<AndOf<BoundPredicate>>(&filter.node)) {
    BoundExpression result = Always(true);
    for (const BoundExpression& operand : all->operands) {
      result = And(std::move(result), Project(operand, spec, strict));
    }
    return result;
  }
  if (const auto* any = std::get_if<OrOf<BoundPredicate>>(&filter.node)) {
    BoundExpression result = Always(false);
    for (const BoundExpression& operand : any->operands) {
      result = Or(std::move(result), Project(operand, spec, strict));
    }
    return result;
  }
  if (filter.is_true() || filter.is_false()) return filter;
  return Always(!strict);
}

}  // namespace

BoundExpression ProjectInclusive(const BoundExpression& filter, const PartitionSpec& spec) {
  return Project(filter, spec, false);
}

BoundExpression ProjectStrict(const BoundExpression& filter, const PartitionSpec& spec) {
  return Project(filter, spec, true);
}

}  // namespace tarn::iceberg
