#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/json.h"
#include "sql/tree/literal.h"
#include "sql/tree/type.h"
#include "sql/tree/window.h"

// Expressions. Value types: copy, move and compare freely (deeply; locations do not count).
namespace tarn::sql {

// ?, numbered from 0 in the order of the text.
struct Parameter {
  int position = 0;
  TARN_SQL_NODE(Parameter, position);
};

// A bare name: column, lambda argument or routine variable.
struct ColumnReference {
  Identifier name;
  TARN_SQL_NODE(ColumnReference, name);
};

// base.field: a.b.c is Dereference(Dereference(a, b), c); see ToQualifiedName().
struct Dereference {
  ExpressionBox base;
  Identifier field;
  TARN_SQL_NODE(Dereference, base, field);
};

// base[index].
struct Subscript {
  ExpressionBox base;
  ExpressionBox index;
  TARN_SQL_NODE(Subscript, base, index);
};

// ARRAY[a, b].
struct ArrayConstructor {
  std::vector<Expression> elements;
  TARN_SQL_NODE(ArrayConstructor, elements);
};

// ROW(a, b), and (a, b) with two or more.
struct RowConstructor {
  std::vector<Expression> fields;
  TARN_SQL_NODE(RowConstructor, fields);
};

// (a, b) -> body.
struct Lambda {
  std::vector<Identifier> parameters;
  ExpressionBox body;
  TARN_SQL_NODE(Lambda, parameters, body);
};

// -x, +x; a minus before a number belongs to the literal.
struct Unary {
  bool minus = true;
  ExpressionBox operand;
  TARN_SQL_NODE(Unary, minus, operand);
};

enum class BinaryOperator { kAdd, kSubtract, kMultiply, kDivide, kModulus, kConcat };

struct Binary {
  BinaryOperator op = BinaryOperator::kAdd;
  ExpressionBox left;
  ExpressionBox right;
  TARN_SQL_NODE(Binary, op, left, right);
};

enum class ComparisonOperator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

struct Comparison {
  ComparisonOperator op = ComparisonOperator::kEqual;
  ExpressionBox left;
  ExpressionBox right;
  TARN_SQL_NODE(Comparison, op, left, right);
};

// left IS [NOT] DISTINCT FROM right.
struct IsDistinctFrom {
  ExpressionBox left;
  ExpressionBox right;
  bool negated = false;
  TARN_SQL_NODE(IsDistinctFrom, left, right, negated);
};

enum class LogicalOperator { kAnd, kOr };

// Two or more terms; a AND b AND c is one node, a AND (b AND c) is two.
struct Logical {
  LogicalOperator op = LogicalOperator::kAnd;
  std::vector<Expression> terms;
  TARN_SQL_NODE(Logical, op, terms);
};

struct Not {
  ExpressionBox operand;
  TARN_SQL_NODE(Not, operand);
};

struct Between {
  ExpressionBox value;
  ExpressionBox low;
  ExpressionBox high;
  bool negated = false;
  TARN_SQL_NODE(Between, value, low, high, negated);
};

struct InList {
  ExpressionBox value;
  std::vector<Expression> list;
  bool negated = false;
  TARN_SQL_NODE(InList, value, list, negated);
};

struct InSubquery {
  ExpressionBox value;
  QueryBox query;
  bool negated = false;
  TARN_SQL_NODE(InSubquery, value, query, negated);
};

struct Like {
  ExpressionBox value;
  ExpressionBox pattern;
  OptionalExpression escape;
  bool negated = false;
  TARN_SQL_NODE(Like, value, pattern, escape, negated);
};

struct IsNull {
  ExpressionBox value;
  bool negated = false;
  TARN_SQL_NODE(IsNull, value, negated);
};

enum class Quantifier { kAll, kAny };  // SOME is ANY

// left op ALL|ANY|SOME (query).
struct QuantifiedComparison {
  ComparisonOperator op = ComparisonOperator::kEqual;
  Quantifier quantifier = Quantifier::kAny;
  ExpressionBox left;
  QueryBox query;
  TARN_SQL_NODE(QuantifiedComparison, op, quantifier, left, query);
};

struct Exists {
  QueryBox query;
  TARN_SQL_NODE(Exists, query);
};

// (query) as a value.
struct ScalarSubquery {
  QueryBox query;
  TARN_SQL_NODE(ScalarSubquery, query);
};

// value AT TIME ZONE zone; zone is a string or an interval literal.
struct AtTimeZone {
  ExpressionBox value;
  ExpressionBox zone;
  TARN_SQL_NODE(AtTimeZone, value, zone);
};

// CAST and TRY_CAST.
struct Cast {
  ExpressionBox operand;
  DataType type;
  bool safe = false;  // TRY_CAST
  TARN_SQL_NODE(Cast, operand, type, safe);
};

struct WhenClause {
  ExpressionBox condition;  // the value to compare with, when the CASE has an operand
  ExpressionBox result;
  TARN_SQL_NODE(WhenClause, condition, result);
};

struct Case {
  OptionalExpression operand;
  std::vector<WhenClause> whens;
  OptionalExpression otherwise;
  TARN_SQL_NODE(Case, operand, whens, otherwise);
};

// if(condition, then [, otherwise]).
struct If {
  ExpressionBox condition;
  ExpressionBox then;
  OptionalExpression otherwise;
  TARN_SQL_NODE(If, condition, then, otherwise);
};

struct Coalesce {
  std::vector<Expression> operands;
  TARN_SQL_NODE(Coalesce, operands);
};

struct NullIf {
  ExpressionBox first;
  ExpressionBox second;
  TARN_SQL_NODE(NullIf, first, second);
};

// try(operand).
struct Try {
  ExpressionBox operand;
  TARN_SQL_NODE(Try, operand);
};

enum class NullTreatment { kRespect, kIgnore };
enum class ProcessingMode { kRunning, kFinal };

// Any other call, scalar, aggregate or window. These special spellings arrive as plain calls:
// SUBSTRING(s FROM a FOR b) as substring(s, a, b), POSITION(a IN s) as strpos(s, a),
// NORMALIZE(s, NFC) as normalize(s, 'NFC').
struct FunctionCall {
  QualifiedName name;
  std::vector<Expression> arguments;
  bool star = false;                     // f(*)
  std::optional<Identifier> star_label;  // f(label.*), in row patterns
  bool distinct = false;
  std::vector<SortItem> order_by;
  OptionalExpression filter;
  std::optional<NullTreatment> null_treatment;
  std::optional<Box<Window>> over;
  std::optional<ProcessingMode> processing_mode;

  TARN_SQL_NODE(FunctionCall, name, arguments, star, star_label, distinct, order_by, filter,
                null_treatment, over, processing_mode);
};

// listagg([DISTINCT] operand [, separator] [ON OVERFLOW …]) WITHIN GROUP (ORDER BY …).
struct Listagg {
  ExpressionBox operand;
  bool distinct = false;
  std::string separator;
  bool truncate_on_overflow = false;      // false: ON OVERFLOW ERROR
  std::string truncation_filler = "...";  // with TRUNCATE only
  bool truncation_count = false;          // with TRUNCATE only: WITH COUNT
  std::vector<SortItem> order_by;
  OptionalExpression filter;
  std::optional<Box<Window>> over;

  TARN_SQL_NODE(Listagg, operand, distinct, separator, truncate_on_overflow, truncation_filler,
                truncation_count, order_by, filter, over);
};

// name OVER window: a row pattern measure of a window.
struct WindowMeasure {
  Identifier name;
  Box<Window> over;
  TARN_SQL_NODE(WindowMeasure, name, over);
};

enum class ExtractField {
  kYear,
  kQuarter,
  kMonth,
  kWeek,
  kDay,
  kDayOfMonth,
  kDayOfWeek,
  kDayOfYear,
  kYearOfWeek,
  kHour,
  kMinute,
  kSecond,
  kTimezoneMinute,
  kTimezoneHour
};

// EXTRACT(field FROM source).
struct Extract {
  ExtractField field = ExtractField::kYear;
  ExpressionBox source;
  TARN_SQL_NODE(Extract, field, source);
};

enum class TrimSide { kBoth, kLeading, kTrailing };

struct Trim {
  TrimSide side = TrimSide::kBoth;
  ExpressionBox source;
  OptionalExpression characters;
  TARN_SQL_NODE(Trim, side, source, characters);
};

enum class CurrentValueKind {
  kDate,
  kTime,
  kTimestamp,
  kLocalTime,
  kLocalTimestamp,
  kUser,
  kCatalog,
  kSchema,
  kPath
};

// CURRENT_DATE, CURRENT_TIMESTAMP(6), LOCALTIME, CURRENT_USER …
struct CurrentValue {
  CurrentValueKind kind = CurrentValueKind::kDate;
  std::optional<int64_t> precision;
  TARN_SQL_NODE(CurrentValue, kind, precision);
};

// GROUPING(a, b.c).
struct Grouping {
  std::vector<QualifiedName> columns;
  TARN_SQL_NODE(Grouping, columns);
};

using ExpressionNode =
    std::variant<NullLiteral, BooleanLiteral, LongLiteral, DecimalLiteral, DoubleLiteral,
                 StringLiteral, BinaryLiteral, GenericLiteral, IntervalLiteral, Parameter,
                 ColumnReference, Dereference, Subscript, ArrayConstructor, RowConstructor, Lambda,
                 Unary, Binary, Comparison, IsDistinctFrom, Logical, Not, Between, InList,
                 InSubquery, Like, IsNull, QuantifiedComparison, Exists, ScalarSubquery, AtTimeZone,
                 Cast, Case, If, Coalesce, NullIf, Try, FunctionCall, Listagg, WindowMeasure,
                 Extract, Trim, CurrentValue, Grouping, JsonExists, JsonValue, JsonQuery,
                 JsonObject, JsonArray>;

struct Expression {
  ExpressionNode node;
  Location location;

  TARN_SQL_SUM_NODE(Expression, ExpressionNode);
};

// a.b.c as a name when the expression is nothing but dereferences of a column, else empty.
std::optional<QualifiedName> ToQualifiedName(const Expression& expression);

}  // namespace tarn::sql

#include "sql/tree/query.h"  // completes Query
