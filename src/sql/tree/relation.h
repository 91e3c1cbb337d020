#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/expression.h"
#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/json.h"
#include "sql/tree/row_pattern.h"
#include "sql/tree/window.h"

// What stands in FROM.
namespace tarn::sql {

enum class PeriodKind { kTimestamp, kVersion };

// FOR TIMESTAMP|VERSION AS OF end; SYSTEM_TIME and SYSTEM_VERSION are accepted spellings.
struct QueryPeriod {
  PeriodKind kind = PeriodKind::kTimestamp;
  ExpressionBox end;
  Location location;
  TARN_SQL_NODE(QueryPeriod, kind, end);
};

// name [@ branch] [FOR … AS OF …].
struct Table {
  QualifiedName name;
  std::optional<Identifier> branch;
  std::optional<QueryPeriod> period;
  TARN_SQL_NODE(Table, name, branch, period);
};

// (query) as a relation.
struct TableSubquery {
  QueryBox query;
  TARN_SQL_NODE(TableSubquery, query);
};

struct Lateral {
  QueryBox query;
  TARN_SQL_NODE(Lateral, query);
};

struct Unnest {
  std::vector<Expression> expressions;
  bool with_ordinality = false;
  TARN_SQL_NODE(Unnest, expressions, with_ordinality);
};

// relation [AS] alias [(columns)].
struct AliasedRelation {
  Box<Relation> relation;
  Identifier alias;
  std::vector<Identifier> columns;
  TARN_SQL_NODE(AliasedRelation, relation, alias, columns);
};

enum class SampleMethod { kBernoulli, kSystem };

// relation TABLESAMPLE method (percentage).
struct SampledRelation {
  Box<Relation> relation;
  SampleMethod method = SampleMethod::kBernoulli;
  ExpressionBox percentage;
  TARN_SQL_NODE(SampledRelation, relation, method, percentage);
};

enum class JoinType { kCross, kInner, kLeft, kRight, kFull };

struct JoinOn {
  ExpressionBox condition;
  TARN_SQL_NODE(JoinOn, condition);
};
struct JoinUsing {
  std::vector<Identifier> columns;
  TARN_SQL_NODE(JoinUsing, columns);
};
struct NaturalJoin {
  TARN_SQL_EMPTY_NODE(NaturalJoin);
};

// `criteria` is empty for CROSS JOIN only.
struct Join {
  JoinType type = JoinType::kInner;
  Box<Relation> left;
  Box<Relation> right;
  std::optional<std::variant<JoinOn, JoinUsing, NaturalJoin>> criteria;
  TARN_SQL_NODE(Join, type, left, right, criteria);
};

// TABLE(name) or TABLE(query), with its alias, as an argument of a table function.
struct TableArgument {
  Box<Relation> relation;
  std::optional<std::vector<Expression>> partition_by;  // engaged and empty: PARTITION BY ()
  std::vector<SortItem> order_by;
  std::optional<bool> keep_when_empty;  // PRUNE or KEEP WHEN EMPTY
  TARN_SQL_NODE(TableArgument, relation, partition_by, order_by, keep_when_empty);
};

struct DescriptorField {
  Identifier name;
  std::optional<DataType> type;
  TARN_SQL_NODE(DescriptorField, name, type);
};

// DESCRIPTOR(a, b bigint); without fields: CAST(NULL AS DESCRIPTOR).
struct DescriptorArgument {
  std::optional<std::vector<DescriptorField>> fields;
  TARN_SQL_NODE(DescriptorArgument, fields);
};

struct TableFunctionArgument {
  std::optional<Identifier> name;
  std::variant<ExpressionBox, TableArgument, DescriptorArgument> value;
  Location location;
  TARN_SQL_NODE(TableFunctionArgument, name, value);
};

// TABLE(f(arguments COPARTITION (a, b), …)).
struct TableFunctionCall {
  QualifiedName name;
  std::vector<TableFunctionArgument> arguments;
  std::vector<std::vector<QualifiedName>> copartitioning;
  TARN_SQL_NODE(TableFunctionCall, name, arguments, copartitioning);
};

enum class RowsPerMatch { kOne, kAllShowEmpty, kAllOmitEmpty, kAllWithUnmatched };

// relation MATCH_RECOGNIZE (…). ALL ROWS PER MATCH alone is kAllShowEmpty.
struct MatchRecognize {
  Box<Relation> relation;
  std::vector<Expression> partition_by;
  std::vector<SortItem> order_by;
  std::vector<MeasureDefinition> measures;
  std::optional<RowsPerMatch> rows_per_match;
  std::optional<SkipTo> after_match_skip;
  std::optional<PatternSearchMode> search_mode;
  RowPattern pattern;
  std::vector<SubsetDefinition> subsets;
  std::vector<VariableDefinition> definitions;
  TARN_SQL_NODE(MatchRecognize, relation, partition_by, order_by, measures, rows_per_match,
                after_match_skip, search_mode, pattern, subsets, definitions);
};

// name FOR ORDINALITY.
struct JsonOrdinalityColumn {
  Identifier name;
  TARN_SQL_NODE(JsonOrdinalityColumn, name);
};

struct JsonValueColumn {
  Identifier name;
  DataType type;
  std::optional<std::string> path;
  std::optional<JsonValueBehavior> on_empty;
  std::optional<JsonValueBehavior> on_error;
  TARN_SQL_NODE(JsonValueColumn, name, type, path, on_empty, on_error);
};

struct JsonQueryColumn {
  Identifier name;
  DataType type;
  JsonFormat format = JsonFormat::kJson;
  std::optional<std::string> path;
  JsonWrapper wrapper = JsonWrapper::kWithout;
  std::optional<JsonQuotes> quotes;
  std::optional<JsonQueryBehavior> on_empty;
  std::optional<JsonQueryBehavior> on_error;
  TARN_SQL_NODE(JsonQueryColumn, name, type, format, path, wrapper, quotes, on_empty, on_error);
};

struct JsonTableColumn;

// NESTED [PATH] 'path' [AS name] COLUMNS (…).
struct JsonNestedColumns {
  std::string path;
  std::optional<Identifier> path_name;
  std::vector<JsonTableColumn> columns;
  TARN_SQL_NODE(JsonNestedColumns, path, path_name, columns);
};

using JsonTableColumnNode =
    std::variant<JsonOrdinalityColumn, JsonValueColumn, JsonQueryColumn, JsonNestedColumns>;

struct JsonTableColumn {
  JsonTableColumnNode node;
  Location location;

  TARN_SQL_SUM_NODE(JsonTableColumn, JsonTableColumnNode);
};

struct JsonTablePlan;

struct JsonPlanLeaf {
  Identifier name;
  TARN_SQL_NODE(JsonPlanLeaf, name);
};
// parent OUTER|INNER child.
struct JsonPlanParentChild {
  bool outer = true;
  Identifier parent;
  Box<JsonTablePlan> child;
  TARN_SQL_NODE(JsonPlanParentChild, outer, parent, child);
};
// a UNION|CROSS b ….
struct JsonPlanSiblings {
  bool cross = false;
  std::vector<JsonTablePlan> plans;
  TARN_SQL_NODE(JsonPlanSiblings, cross, plans);
};

struct JsonTablePlan {
  std::variant<JsonPlanLeaf, JsonPlanParentChild, JsonPlanSiblings> node;
  TARN_SQL_NODE(JsonTablePlan, node);
};

// PLAN DEFAULT (OUTER|INNER, UNION|CROSS).
struct JsonTableDefaultPlan {
  bool outer = true;
  bool cross = false;
  TARN_SQL_NODE(JsonTableDefaultPlan, outer, cross);
};

struct JsonTable {
  JsonPathInvocation path;
  std::vector<JsonTableColumn> columns;
  std::optional<std::variant<JsonTablePlan, JsonTableDefaultPlan>> plan;
  std::optional<bool> error_on_error;  // ERROR (true) or EMPTY (false) ON ERROR
  TARN_SQL_NODE(JsonTable, path, columns, plan, error_on_error);
};

using RelationNode =
    std::variant<Table, TableSubquery, Lateral, Unnest, AliasedRelation, SampledRelation, Join,
                 TableFunctionCall, MatchRecognize, JsonTable>;

struct Relation {
  RelationNode node;
  Location location;

  TARN_SQL_SUM_NODE(Relation, RelationNode);
};

}  // namespace tarn::sql
