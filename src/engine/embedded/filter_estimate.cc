#include "engine/embedded/filter_estimate.h"

#include <algorithm>
#include <map>

namespace tarn::engine::embedded {
namespace {

using iceberg::Expression;
using iceberg::Literal;
using iceberg::Predicate;
using iceberg::PredicateOp;

// Of Trino: what a filter keeps of which nothing is known, how independent columns are, and how
// much ranges without ends have in common.
constexpr double kUnknownFilter = 0.9;
constexpr double kIndependence = 0.75;
constexpr double kEndlessOverlap = 0.5;
constexpr double kPartOfEndless = 0.25;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Nothing for values that have no place on a line.
std::optional<double> NumberOf(const Literal& literal) {
  switch (literal.kind()) {
    case iceberg::TypeKind::kInt:
    case iceberg::TypeKind::kDate: return literal.get<int32_t>();
    case iceberg::TypeKind::kLong:
    case iceberg::TypeKind::kTimestamp:
    case iceberg::TypeKind::kTimestamptz:
    case iceberg::TypeKind::kTimestampNs:
    case iceberg::TypeKind::kTimestamptzNs: return static_cast<double>(literal.get<int64_t>());
    case iceberg::TypeKind::kFloat: return literal.get<float>();
    case iceberg::TypeKind::kDouble: return literal.get<double>();
    case iceberg::TypeKind::kDecimal: {
      constexpr double kBase = 10;
      const auto& type = std::get<iceberg::DecimalType>(literal.type());
      return static_cast<double>(literal.get<iceberg::Int128>()) / std::pow(kBase, type.scale);
    }
    default: return std::nullopt;
  }
}

double EndOf(const std::optional<Literal>& literal, double otherwise) {
  const auto number = literal ? NumberOf(*literal) : std::nullopt;
  return number.value_or(otherwise);
}

// What a predicate keeps: a range, and how many values are in it when that is known.
struct Range {
  std::optional<Literal> low;
  std::optional<Literal> high;
  double distinct = kNotKnown;
};

// The part of a column's values that are in a range (Trino: StatisticRange.overlapPercentWith);
// NaN when it is not known.
double Overlap(const ColumnEstimate& column, const Range& range) {
  const double low = EndOf(column.low, -kInfinity), high = EndOf(column.high, kInfinity);
  const double from = std::max(low, EndOf(range.low, -kInfinity));
  const double to = std::min(high, EndOf(range.high, kInfinity));
  const double common = to - from;
  if (std::isinf(common)) {
    if (std::isfinite(column.distinct) && std::isfinite(range.distinct)) {
      return std::min(range.distinct / column.distinct, 1.0);
    }
    return kEndlessOverlap;
  }
  if (common < 0) return 0;
  if (common == 0) return 1 / std::max(column.distinct, 1.0);
  if (std::isinf(high - low)) return kPartOfEndless;
  return common / (high - low);
}

ColumnEstimate* Find(RowsEstimate& estimate, const std::string& name) {
  for (ColumnEstimate& column : estimate.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

using MaybeRows = std::optional<RowsEstimate>;

MaybeRows Known(RowsEstimate estimate) {
  if (std::isnan(estimate.rows)) return std::nullopt;
  estimate.Normalize();
  return estimate;
}

MaybeRows InRange(RowsEstimate estimate, const std::string& name, Range range) {
  ColumnEstimate* column = Find(estimate, name);
  if (column == nullptr) return std::nullopt;
  const double part = Overlap(*column, range);
  estimate.rows *= (1 - column->nulls) * part;
  if (EndOf(range.low, -kInfinity) > EndOf(column->low, -kInfinity)) column->low = range.low;
  if (EndOf(range.high, kInfinity) < EndOf(column->high, kInfinity)) column->high = range.high;
  column->distinct = std::isfinite(range.distinct) ? std::min(range.distinct, column->distinct)
                                                   : column->distinct * part;
  column->nulls = 0;
  return Known(std::move(estimate));
}

MaybeRows WithNulls(RowsEstimate estimate, const std::string& name, bool nulls) {
  ColumnEstimate* column = Find(estimate, name);
  if (column == nullptr) return std::nullopt;
  estimate.rows *= nulls ? column->nulls : 1 - column->nulls;
  column->nulls = nulls ? 1 : 0;
  if (nulls) {
    column->distinct = 0;
    column->bytes = 0;
    column->low.reset();
    column->high.reset();
  }
  return Known(std::move(estimate));
}

// Whole numbers without a gap are a range, as Trino's domains have it.
bool AreNeighbours(const std::vector<Literal>& sorted) {
  for (size_t i = 0; i < sorted.size(); ++i) {
    const bool whole = sorted[i].kind() == iceberg::TypeKind::kInt ||
                       sorted[i].kind() == iceberg::TypeKind::kLong ||
                       sorted[i].kind() == iceberg::TypeKind::kDate;
    if (!whole) return false;
    if (i > 0 && NumberOf(sorted[i]) != *NumberOf(sorted[i - 1]) + 1) return false;
  }
  return sorted.size() > 1;
}

MaybeRows InList(const RowsEstimate& before, const Predicate& in) {
  std::vector<Literal> values = in.literals;
  std::ranges::sort(values, [](const Literal& a, const Literal& b) {
    return NumberOf(a).value_or(0) < NumberOf(b).value_or(0);
  });
  if (AreNeighbours(values)) return InRange(before, in.column, {values.front(), values.back()});
  double rows = 0, distinct = 0;
  for (const Literal& value : values) {
    const MaybeRows one = InRange(before, in.column, {value, value, 1});
    if (!one) return std::nullopt;
    rows += one->rows;
    distinct += one->rows > 0 ? 1 : 0;
  }
  Range range;
  if (!values.empty() && NumberOf(values.front())) range = {values.front(), values.back()};
  MaybeRows result = InRange(before, in.column, range);
  if (!result) return std::nullopt;
  result->rows = std::min(rows, before.rows);
  Find(*result, in.column)->distinct = distinct;
  result->Normalize();
  return result;
}

MaybeRows Without(const RowsEstimate& before, const Predicate& equal) {
  const MaybeRows kept = InRange(before, equal.column, {equal.literals[0], equal.literals[0], 1});
  MaybeRows result = WithNulls(before, equal.column, false);
  if (!kept || !result) return std::nullopt;
  result->rows -= kept->rows;
  ColumnEstimate& column = *Find(*result, equal.column);
  column.distinct = std::max(column.distinct - 1, 0.0);
  result->Normalize();
  return result;
}

MaybeRows Apply(const RowsEstimate& before, const Predicate& predicate) {
  const auto first = [&]() -> std::optional<Literal> {
    // Values without a place on a line bound nothing.
    return NumberOf(predicate.literals[0]) ? std::optional(predicate.literals[0]) : std::nullopt;
  };
  switch (predicate.op) {
    case PredicateOp::kIsNull: return WithNulls(before, predicate.column, true);
    case PredicateOp::kNotNull: return WithNulls(before, predicate.column, false);
    case PredicateOp::kLess:
    case PredicateOp::kLessOrEqual: return InRange(before, predicate.column, {{}, first()});
    case PredicateOp::kGreater:
    case PredicateOp::kGreaterOrEqual: return InRange(before, predicate.column, {first(), {}});
    case PredicateOp::kEqual: return InRange(before, predicate.column, {first(), first(), 1});
    case PredicateOp::kNotEqual: return Without(before, predicate);
    case PredicateOp::kIn: return InList(before, predicate);
    default: return std::nullopt;
  }
}

MaybeRows Apply(const RowsEstimate& before, const Expression& expression) {
  if (expression.is_true()) return before;
  if (expression.is_false()) {
    RowsEstimate none = before;
    none.rows = 0;
    return Known(std::move(none));
  }
  if (const auto* leaf = std::get_if<Predicate>(&expression.node)) return Apply(before, *leaf);
  if (const auto* all = std::get_if<iceberg::AndOf<Predicate>>(&expression.node)) {
    MaybeRows result = before;
    for (const Expression& operand : all->operands) {
      result = Apply(*result, operand);
      if (!result) return std::nullopt;
    }
    return result;
  }
  if (const auto* any = std::get_if<iceberg::OrOf<Predicate>>(&expression.node)) {
    // a = 1 OR a = 2 is a IN (1, 2).
    Predicate in{PredicateOp::kIn, {}, {}};
    for (const Expression& operand : any->operands) {
      const auto* leaf = std::get_if<Predicate>(&operand.node);
      const bool equal = leaf != nullptr &&
                         (leaf->op == PredicateOp::kEqual || leaf->op == PredicateOp::kIn) &&
                         (in.column.empty() || in.column == leaf->column);
      if (!equal) return std::nullopt;
      in.column = leaf->column;
      in.literals.insert(in.literals.end(), leaf->literals.begin(), leaf->literals.end());
    }
    return Apply(before, in);
  }
  if (const auto* no = std::get_if<iceberg::NotOf<Predicate>>(&expression.node)) {
    const auto* leaf = std::get_if<Predicate>(&no->operand->node);
    if (leaf == nullptr) return std::nullopt;
    Predicate negated = *leaf;
    negated.op = iceberg::Negate(leaf->op);
    return Apply(before, negated);
  }
  return std::nullopt;
}

// The columns of an expression, by which conjuncts belong together.
void CollectColumns(const Expression& expression, std::string& columns) {
  if (const auto* leaf = std::get_if<Predicate>(&expression.node)) columns = leaf->column;
  if (const auto* all = std::get_if<iceberg::AndOf<Predicate>>(&expression.node)) {
    for (const Expression& operand : all->operands) CollectColumns(operand, columns);
  }
  if (const auto* any = std::get_if<iceberg::OrOf<Predicate>>(&expression.node)) {
    for (const Expression& operand : any->operands) CollectColumns(operand, columns);
  }
  if (const auto* no = std::get_if<iceberg::NotOf<Predicate>>(&expression.node)) {
    CollectColumns(*no->operand, columns);
  }
}

void Flatten(const Expression& expression, std::vector<Expression>& terms) {
  if (const auto* all = std::get_if<iceberg::AndOf<Predicate>>(&expression.node)) {
    for (const Expression& operand : all->operands) Flatten(operand, terms);
  } else {
    terms.push_back(expression);
  }
}

}  // namespace

namespace {

// A range holds one value where its ends are the same, and no more whole numbers than there are.
double MostDistinct(const ColumnEstimate& column) {
  if (!column.low || !column.high) return kInfinity;
  const double length = EndOf(column.high, kInfinity) - EndOf(column.low, -kInfinity);
  if (length == 0) return 1;
  const iceberg::TypeKind kind = column.low->kind();
  const bool whole = kind == iceberg::TypeKind::kInt || kind == iceberg::TypeKind::kLong ||
                     kind == iceberg::TypeKind::kDate;
  return whole ? std::floor(length + 1) : kInfinity;
}

}  // namespace

void RowsEstimate::Normalize() {
  for (ColumnEstimate& column : columns) {
    if (rows == 0) {
      column = {column.name, {}, {}, 0, 1, 0};
      continue;
    }
    if (!std::isnan(column.distinct)) {
      column.distinct = std::min({column.distinct, rows, MostDistinct(column)});
    }
    const double values = rows * (1 - column.nulls);
    if (column.distinct > values) {
      // One of the two is wrong: the truth is taken to be between them.
      const double half = (column.distinct - values) / 2;
      column.distinct -= half;
      column.nulls = 1 - (values + half) / rows;
    }
    if (column.nulls == 1) {
      column.low.reset();
      column.high.reset();
    }
  }
}

RowsEstimate Filtered(const RowsEstimate& before,
                      const std::vector<std::optional<Expression>>& conjuncts) {
  bool unknown = false;
  std::map<std::string, std::vector<Expression>> by_column;
  for (const auto& conjunct : conjuncts) {
    std::vector<Expression> terms;
    if (conjunct) Flatten(*conjunct, terms);
    unknown = unknown || !conjunct;
    for (const Expression& term : terms) {
      std::string column;
      CollectColumns(term, column);
      by_column[column].push_back(term);
    }
  }
  RowsEstimate result = before;
  std::vector<double> parts;
  for (const auto& [column, terms] : by_column) {
    MaybeRows group = before;
    for (const Expression& term : terms) {
      if (group) group = Apply(*group, term);
    }
    if (!group) {
      unknown = true;
      continue;
    }
    parts.push_back(before.rows > 0 ? group->rows / before.rows : 0);
    if (const ColumnEstimate* kept = Find(*group, column)) *Find(result, column) = *kept;
  }
  std::ranges::sort(parts);
  double factor = 1, selectivity = 1;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) factor *= kIndependence;
    selectivity *= std::pow(parts[i], factor);
  }
  if (unknown && parts.empty()) {
    result.rows = kNotKnown;
    return result;
  }
  result.rows *= selectivity;
  if (unknown) result.rows *= kUnknownFilter;
  result.Normalize();
  return result;
}

RowsEstimate Limited(RowsEstimate before, double limit) {
  before.rows = std::min(before.rows, limit);
  before.Normalize();
  return before;
}

}  // namespace tarn::engine::embedded
