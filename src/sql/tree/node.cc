// The special members of the recursive types: compiled here, once.
#include "sql/tree/node.h"

#include "sql/tree/tree.h"

#define TARN_SQL_DEFINE_SUM_NODE(Type)                    \
  Type::Type(const Type& other) = default;                \
  Type::Type(Type&& other) noexcept = default;            \
  Type& Type::operator=(const Type& other) = default;     \
  Type& Type::operator=(Type&& other) noexcept = default; \
  Type::~Type() = default;                                \
  bool operator==(const Type& left, const Type& right) { return left.node == right.node; }

namespace tarn::sql {

TARN_SQL_DEFINE_SUM_NODE(DataType)
TARN_SQL_DEFINE_SUM_NODE(RowPattern)
TARN_SQL_DEFINE_SUM_NODE(Expression)
TARN_SQL_DEFINE_SUM_NODE(QueryBody)
TARN_SQL_DEFINE_SUM_NODE(Relation)
TARN_SQL_DEFINE_SUM_NODE(JsonTableColumn)
TARN_SQL_DEFINE_SUM_NODE(ControlStatement)
TARN_SQL_DEFINE_SUM_NODE(Statement)

Query::Query(QueryBody value, Location where) : body(std::move(value)), location(where) {}
Query::Query(const Query& other) = default;
Query::Query(Query&& other) noexcept = default;
Query& Query::operator=(const Query& other) = default;
Query& Query::operator=(Query&& other) noexcept = default;
Query::~Query() = default;

}  // namespace tarn::sql
