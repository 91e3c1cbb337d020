#include "iceberg/expression/facts.h"

#include <algorithm>

#include "iceberg/expression/uuid_bounds.h"

namespace tarn::iceberg {
namespace {

bool IsFloating(const PrimitiveType& type) {
  return KindOf(type) == TypeKind::kFloat || KindOf(type) == TypeKind::kDouble;
}

// The bound as a value of the predicate's type; bounds may be from before a promotion.
std::optional<Literal> BoundAs(const std::optional<Literal>& bound, const PrimitiveType& type) {
  if (!bound || bound->is_nan() || !IsOrdered(type)) return {};
  if (bound->type() == type) return bound;
  // Some writers leave out that a day is a date.
  if (bound->kind() == TypeKind::kInt && KindOf(type) == TypeKind::kDate) {
    return Literal(type, bound->get<int32_t>());
  }
  return ConvertTo(*bound, type).literal;
}

class LeafEvaluator {
 public:
  LeafEvaluator(const BoundPredicate& predicate, const ColumnFacts& facts)
      : predicate_(predicate),
        facts_(facts),
        may_have_nan_(facts.may_have_nan && IsFloating(predicate.type)),
        lower_(BoundAs(facts.lower, predicate.type)),
        upper_(BoundAs(facts.upper, predicate.type)) {
    if (KindOf(predicate.type) == TypeKind::kUuid) WidenUuidBounds(lower_, upper_);
  }

  Truth Run() const {
    switch (predicate_.op) {
      case PredicateOp::kIsNull:
        return facts_.all_null ? Truth::kTrue : Maybe(facts_.may_have_null);
      case PredicateOp::kNotNull:
        if (facts_.all_null) return Truth::kFalse;
        return facts_.may_have_null ? Truth::kUnknown : Truth::kTrue;
      case PredicateOp::kIsNan:
        if (facts_.all_null || !may_have_nan_) return Truth::kFalse;
        return facts_.all_nan && !facts_.may_have_null ? Truth::kTrue : Truth::kUnknown;
      case PredicateOp::kNotNan:
        if (facts_.all_null || facts_.all_nan) return Truth::kFalse;
        return may_have_nan_ || facts_.may_have_null ? Truth::kUnknown : Truth::kTrue;
      default: return facts_.all_null ? Truth::kFalse : Compared();
    }
  }

 private:
  static Truth Maybe(bool possible) { return possible ? Truth::kUnknown : Truth::kFalse; }

  // What is certain of every value is of every row only without nulls and NaNs.
  Truth EveryRow() const {
    return facts_.may_have_null || may_have_nan_ ? Truth::kUnknown : Truth::kTrue;
  }
  // Whether `none` is certain when it holds of all values but NaNs.
  Truth NoRow(bool nan_may_match) const {
    return nan_may_match && may_have_nan_ ? Truth::kUnknown : Truth::kFalse;
  }

  const Literal& value() const { return predicate_.literals.front(); }
  bool LowerIs(auto compare) const { return lower_ && compare(Compare(*lower_, value())); }
  bool UpperIs(auto compare) const { return upper_ && compare(Compare(*upper_, value())); }
  bool single() const { return lower_ && upper_ && *lower_ == *upper_; }

  Truth Compared() const {
    const auto less = [](std::strong_ordering o) { return o < 0; };
    const auto less_equal = [](std::strong_ordering o) { return o <= 0; };
    const auto greater = [](std::strong_ordering o) { return o > 0; };
    const auto greater_equal = [](std::strong_ordering o) { return o >= 0; };
    // Some engines sort NaN above all numbers.
    switch (predicate_.op) {
      case PredicateOp::kLess:
        if (LowerIs(greater_equal)) return NoRow(false);
        return UpperIs(less) ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kLessOrEqual:
        if (LowerIs(greater)) return NoRow(false);
        return UpperIs(less_equal) ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kGreater:
        if (UpperIs(less_equal)) return NoRow(true);
        return LowerIs(greater) ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kGreaterOrEqual:
        if (UpperIs(less)) return NoRow(true);
        return LowerIs(greater_equal) ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kEqual:
        if (LowerIs(greater) || UpperIs(less)) return NoRow(false);
        return single() && *lower_ == value() ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kNotEqual:
        if (single() && *lower_ == value()) return NoRow(true);
        return LowerIs(greater) || UpperIs(less) ? EveryRow() : Truth::kUnknown;
      case PredicateOp::kIn: return InSet();
      case PredicateOp::kNotIn: return NotInSet();
      case PredicateOp::kStartsWith: return Prefixed();
      case PredicateOp::kNotStartsWith: return NotPrefixed();
      default: return Truth::kUnknown;
    }
  }

  // Whether some literal of the (sorted) set lies within the bounds.
  bool SomeWithinBounds() const {
    auto first = predicate_.literals.begin();
    if (lower_) {
      first = std::lower_bound(
          first, predicate_.literals.end(), *lower_,
          [](const Literal& literal, const Literal& low) { return Compare(literal, low) < 0; });
    }
    return first != predicate_.literals.end() && (!upper_ || Compare(*first, *upper_) <= 0);
  }

  Truth InSet() const {
    if (!SomeWithinBounds()) return NoRow(false);
    return single() ? EveryRow() : Truth::kUnknown;
  }

  Truth NotInSet() const {
    if (!SomeWithinBounds()) return EveryRow();
    return single() ? NoRow(true) : Truth::kUnknown;
  }

  // Every value lies between the bounds, so that a prefix of both is one of all.
  bool bounds_have_prefix() const {
    const auto& prefix = value().get<std::string>();
    return lower_ && upper_ && lower_->get<std::string>().starts_with(prefix) &&
           upper_->get<std::string>().starts_with(prefix);
  }
  bool bounds_exclude_prefix() const {
    const auto& prefix = value().get<std::string>();
    const auto cut = [&](const Literal& bound) {
      return bound.get<std::string>().substr(0, prefix.size());
    };
    return (lower_ && cut(*lower_) > prefix) || (upper_ && cut(*upper_) < prefix);
  }

  Truth Prefixed() const {
    if (bounds_exclude_prefix()) return Truth::kFalse;
    return bounds_have_prefix() ? EveryRow() : Truth::kUnknown;
  }

  Truth NotPrefixed() const {
    if (bounds_have_prefix()) return Truth::kFalse;
    return bounds_exclude_prefix() ? EveryRow() : Truth::kUnknown;
  }

  const BoundPredicate& predicate_;
  const ColumnFacts& facts_;
  const bool may_have_nan_;
  std::optional<Literal> lower_;
  std::optional<Literal> upper_;
};

}  // namespace

ColumnFacts ColumnFacts::OfValue(const std::optional<Literal>& value) {
  ColumnFacts facts;
  facts.may_have_null = facts.all_null = !value;
  facts.may_have_nan = facts.all_nan = value && value->is_nan();
  if (value && !facts.all_nan) facts.lower = facts.upper = value;
  return facts;
}

Truth Evaluate(const BoundPredicate& predicate, const ColumnFacts& facts) {
  return LeafEvaluator(predicate, facts).Run();
}

}  // namespace tarn::iceberg
