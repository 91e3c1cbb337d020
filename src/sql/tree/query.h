#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sql/tree/expression.h"
#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/property.h"
#include "sql/tree/relation.h"
#include "sql/tree/routine.h"
#include "sql/tree/window.h"

// Queries. Value types: copy, move and compare freely (deeply; locations do not count).
namespace tarn::sql {

// *, or base.* [AS (a, b)].
struct AllColumns {
  OptionalExpression base;
  std::vector<Identifier> aliases;
  Location location;
  TARN_SQL_NODE(AllColumns, base, aliases);
};

// expression [AS alias].
struct SingleColumn {
  Expression expression;
  std::optional<Identifier> alias;
  Location location;
  TARN_SQL_NODE(SingleColumn, expression, alias);
};

using SelectItem = std::variant<SingleColumn, AllColumns>;

// A set of grouping columns; `parenthesized` tells (a) from a, which mean the same.
struct GroupingSet {
  std::vector<Expression> columns;
  bool parenthesized = false;
  TARN_SQL_NODE(GroupingSet, columns, parenthesized);
};

enum class GroupingSetsKind { kExplicit, kRollup, kCube };

// ROLLUP (…), CUBE (…), GROUPING SETS (…).
struct GroupingSets {
  GroupingSetsKind kind = GroupingSetsKind::kExplicit;
  std::vector<GroupingSet> sets;
  TARN_SQL_NODE(GroupingSets, kind, sets);
};

// AUTO: all columns of the SELECT list that hold no aggregate.
struct AutoGroupBy {
  TARN_SQL_EMPTY_NODE(AutoGroupBy);
};

using GroupingElement = std::variant<GroupingSet, GroupingSets, AutoGroupBy>;

struct GroupBy {
  bool distinct = false;
  std::vector<GroupingElement> elements;
  TARN_SQL_NODE(GroupBy, distinct, elements);
};

// SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …. Several relations in FROM are in `from`,
// which is empty when there is no FROM.
struct Select {
  bool distinct = false;
  std::vector<SelectItem> items;
  std::vector<Relation> from;
  OptionalExpression where;
  std::optional<GroupBy> group_by;
  OptionalExpression having;
  std::vector<WindowDefinition> windows;
  TARN_SQL_NODE(Select, distinct, items, from, where, group_by, having, windows);
};

// VALUES a, (b, c): each row is an expression; a RowConstructor for several columns.
struct Values {
  std::vector<Expression> rows;
  TARN_SQL_NODE(Values, rows);
};

// TABLE name.
struct TableQuery {
  QualifiedName name;
  TARN_SQL_NODE(TableQuery, name);
};

// (query) as an operand of a set operation or as a whole query.
struct ParenthesizedQuery {
  QueryBox query;
  TARN_SQL_NODE(ParenthesizedQuery, query);
};

struct QueryBody;

// CORRESPONDING [BY (columns)].
struct Corresponding {
  std::vector<Identifier> columns;
  TARN_SQL_NODE(Corresponding, columns);
};

enum class SetOperator { kUnion, kIntersect, kExcept };

// left op [ALL|DISTINCT] right; binds to the left, INTERSECT first.
struct SetOperation {
  SetOperator op = SetOperator::kUnion;
  bool all = false;  // false: DISTINCT, the default
  std::optional<Corresponding> corresponding;
  Box<QueryBody> left;
  Box<QueryBody> right;
  TARN_SQL_NODE(SetOperation, op, all, corresponding, left, right);
};

using QueryBodyNode = std::variant<Select, SetOperation, Values, TableQuery, ParenthesizedQuery>;

struct QueryBody {
  QueryBodyNode node;
  Location location;

  TARN_SQL_SUM_NODE(QueryBody, QueryBodyNode);
};

// name [(columns)] AS (query).
struct NamedQuery {
  Identifier name;
  std::vector<Identifier> columns;
  QueryBox query;
  Location location;
  TARN_SQL_NODE(NamedQuery, name, columns, query);
};

struct With {
  bool recursive = false;
  std::vector<NamedQuery> queries;
  TARN_SQL_NODE(With, recursive, queries);
};

// A number of rows, or a parameter.
using RowCount = std::variant<int64_t, Parameter>;

// LIMIT n|ALL.
struct Limit {
  std::optional<RowCount> count;  // empty: ALL
  TARN_SQL_NODE(Limit, count);
};

// FETCH FIRST [n] ROWS ONLY|WITH TIES.
struct FetchFirst {
  std::optional<RowCount> count;  // empty: one row
  bool with_ties = false;
  TARN_SQL_NODE(FetchFirst, count, with_ties);
};

// [WITH SESSION …] [WITH FUNCTION …] [WITH …] body [ORDER BY …] [OFFSET …] [LIMIT …|FETCH …].
// `session` and `functions` occur at the root of a statement only.
struct Query {
  std::vector<SessionProperty> session;
  std::vector<FunctionSpecification> functions;
  std::optional<With> with;
  QueryBody body;
  std::vector<SortItem> order_by;
  std::optional<RowCount> offset;
  std::optional<std::variant<Limit, FetchFirst>> limit;
  Location location;

  explicit Query(QueryBody body_, Location location_ = {});
  Query(const Query& other);
  Query(Query&& other) noexcept;
  Query& operator=(const Query& other);
  Query& operator=(Query&& other) noexcept;
  ~Query();

  TARN_SQL_NODE(Query, session, functions, with, body, order_by, offset, limit);
};

}  // namespace tarn::sql
