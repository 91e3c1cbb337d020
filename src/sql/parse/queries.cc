#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

namespace {

struct SetRule {
  Keyword keyword;
  SetOperator op;
  int precedence;
};
constexpr SetRule kSetRules[] = {
    {kUnion, SetOperator::kUnion, 1},
    {kExcept, SetOperator::kExcept, 1},
    {kIntersect, SetOperator::kIntersect, 2},
};

}  // namespace

// A query with what only the root of a statement may have: WITH SESSION and WITH FUNCTION.
Query ParserImpl::RootQuery() {
  const size_t begin = Mark();
  std::vector<SessionProperty> session;
  std::vector<FunctionSpecification> functions;
  if (cursor_.Is(kWith) && cursor_.Is(kSession, 1) && cursor_.IsName(2) && !cursor_.Is(kAs, 2)) {
    cursor_.Advance();
    cursor_.Advance();
    do {
      const size_t property_begin = Mark();
      QualifiedName name = QualifiedNameRule();
      cursor_.Expect("=");
      SessionProperty property{std::move(name), ExpressionRule(), {}};
      property.location = Since(property_begin);
      session.push_back(std::move(property));
    } while (cursor_.Accept(","));
  }
  if (cursor_.Is(kWith) && cursor_.Is(kFunction, 1) && cursor_.IsName(2)) {
    cursor_.Advance();
    do {
      functions.push_back(FunctionSpecificationRule());
    } while (cursor_.Accept(","));
  }
  Query query = QueryRule();
  query.session = std::move(session);
  query.functions = std::move(functions);
  query.location = Since(begin);
  return query;
}

Query ParserImpl::QueryRule() {
  const Nesting nesting(*this);
  cursor_.Expecting("<query>");
  const size_t begin = Mark();
  std::optional<With> with;
  if (cursor_.Is(kWith)) with = WithRule();
  Query query = QueryNoWith();
  query.with = std::move(with);
  query.location = Since(begin);
  return query;
}

With ParserImpl::WithRule() {
  cursor_.Expect(kWith);
  With with;
  with.recursive = cursor_.Accept(kRecursive);
  do {
    const size_t begin = Mark();
    Identifier name = Name();
    std::vector<Identifier> columns;
    if (cursor_.Is("(")) columns = NameList();
    cursor_.Expect(kAs);
    cursor_.Expect("(");
    NamedQuery named{std::move(name), std::move(columns), QueryRule(), {}};
    cursor_.Expect(")");
    named.location = Since(begin);
    with.queries.push_back(std::move(named));
  } while (cursor_.Accept(","));
  return with;
}

Query ParserImpl::QueryNoWith() {
  const size_t begin = Mark();
  Query query(QueryTerm(0));
  QueryTail(query);
  query.location = Since(begin);
  return query;
}

Query ParserImpl::QueryNoWithAfter(QueryBody first, size_t begin) {
  // An operand in parentheses may not have a WITH of its own.
  if (const auto* inner = first.As<ParenthesizedQuery>(); inner->query->with) {
    cursor_.FailExpecting();
  }
  Query query(SetOperations(std::move(first), begin, 0));
  QueryTail(query);
  query.location = Since(begin);
  return query;
}

// ORDER BY, OFFSET, LIMIT or FETCH.
void ParserImpl::QueryTail(Query& query) {
  query.order_by = OptionalOrderBy();
  if (cursor_.Accept(kOffset)) {
    query.offset = RowCountRule();
    if (!cursor_.Accept(kRow)) cursor_.Accept(kRows);
  }
  if (cursor_.Accept(kLimit)) {
    Limit limit;
    if (!cursor_.Accept(kAll)) limit.count = RowCountRule();
    query.limit = limit;
  } else if (cursor_.Accept(kFetch)) {
    FetchFirst fetch;
    if (!cursor_.Accept(kFirst)) cursor_.Expect(kNext);
    if (cursor_.Is(TokenKind::kInteger) || cursor_.Is("?")) fetch.count = RowCountRule();
    if (!cursor_.Accept(kRow)) cursor_.Expect(kRows);
    if (cursor_.Accept(kWith)) {
      cursor_.Expect(kTies);
      fetch.with_ties = true;
    } else {
      cursor_.Expect(kOnly);
    }
    query.limit = fetch;
  }
}

bool ParserImpl::AtQueryContinuation() const {
  switch (cursor_.Peek().keyword) {
    case kUnion:
    case kIntersect:
    case kExcept:
    case kOrder:
    case kOffset:
    case kLimit:
    case kFetch: return true;
    default: return false;
  }
}

RowCount ParserImpl::RowCountRule() {
  if (cursor_.Accept("?")) return Parameter{parameters_++};
  return Integer();
}

QueryBody ParserImpl::QueryTerm(int min_precedence) {
  const size_t begin = Mark();
  return SetOperations(QueryPrimary(), begin, min_precedence);
}

QueryBody ParserImpl::SetOperations(QueryBody left, size_t begin, int min_precedence) {
  while (true) {
    const SetRule* found = nullptr;
    for (const SetRule& rule : kSetRules) {
      if (cursor_.Is(rule.keyword)) {
        found = &rule;
      } else {
        cursor_.Expecting(rule.keyword);
      }
    }
    if (found == nullptr || found->precedence <= min_precedence) return left;
    const size_t at = Mark();
    cursor_.Advance();
    bool all = false;
    if (!cursor_.Accept(kDistinct)) all = cursor_.Accept(kAll);
    std::optional<Corresponding> corresponding = OptionalCorresponding();
    QueryBody right = QueryTerm(found->precedence);
    GrowHeight();
    left = QueryBody(
        SetOperation{found->op, all, std::move(corresponding), std::move(left), std::move(right)},
        SinceAt(begin, at));
  }
}

std::optional<Corresponding> ParserImpl::OptionalCorresponding() {
  if (!cursor_.Accept(kCorresponding)) return std::nullopt;
  Corresponding corresponding;
  if (cursor_.Accept(kBy)) corresponding.columns = NameList();
  return corresponding;
}

QueryBody ParserImpl::QueryPrimary() {
  const size_t begin = Mark();
  if (cursor_.Accept(kSelect)) return QueryBody(SelectRule(), Since(begin));
  if (cursor_.Accept(kTable)) return QueryBody(TableQuery{QualifiedNameRule()}, Since(begin));
  if (cursor_.Accept(kValues)) return QueryBody(Values{ExpressionList()}, Since(begin));
  cursor_.Expect("(");
  const Nesting nesting(*this);
  Query query = QueryNoWith();
  cursor_.Expect(")");
  return QueryBody(ParenthesizedQuery{std::move(query)}, Since(begin));
}

Select ParserImpl::SelectRule() {
  Select select;
  select.distinct = OptionalSetQuantifier();
  do {
    select.items.push_back(SelectItemRule());
  } while (cursor_.Accept(","));
  if (cursor_.Accept(kFrom)) {
    do {
      select.from.push_back(RelationRule());
    } while (cursor_.Accept(","));
  }
  if (cursor_.Accept(kWhere)) select.where = ExpressionRule();
  if (cursor_.Accept(kGroup)) {
    cursor_.Expect(kBy);
    select.group_by = GroupByRule();
  }
  if (cursor_.Accept(kHaving)) select.having = ExpressionRule();
  if (cursor_.Accept(kWindow)) {
    do {
      select.windows.push_back(WindowDefinitionRule());
    } while (cursor_.Accept(","));
  }
  return select;
}

SelectItem ParserImpl::SelectItemRule() {
  const size_t begin = Mark();
  AllColumns all;
  if (cursor_.Accept("*")) {
    all.location = Since(begin);
    return all;
  }
  Expression expression = ExpressionRule();
  const bool primary = primary_begin_ == begin && primary_end_ == Mark();
  if (primary && cursor_.Is(".") && cursor_.Is("*", 1)) {
    cursor_.Advance();
    cursor_.Advance();
    all.base = std::move(expression);
    if (cursor_.Accept(kAs)) all.aliases = NameList();
    all.location = Since(begin);
    return all;
  }
  SingleColumn column{std::move(expression), OptionalAlias(), {}};
  column.location = Since(begin);
  return column;
}

GroupBy ParserImpl::GroupByRule() {
  GroupBy group_by;
  group_by.distinct = OptionalSetQuantifier();
  do {
    group_by.elements.push_back(GroupingElementRule());
  } while (cursor_.Accept(","));
  return group_by;
}

GroupingElement ParserImpl::GroupingElementRule() {
  if (cursor_.Accept(kAuto)) return AutoGroupBy{};
  if (cursor_.Accept(kRollup)) return GroupingSets{GroupingSetsKind::kRollup, GroupingSetList()};
  if (cursor_.Accept(kCube)) return GroupingSets{GroupingSetsKind::kCube, GroupingSetList()};
  if (cursor_.Accept(kGrouping, kSets)) {
    return GroupingSets{GroupingSetsKind::kExplicit, GroupingSetList()};
  }
  return GroupingSetRule();
}

std::vector<GroupingSet> ParserImpl::GroupingSetList() {
  std::vector<GroupingSet> sets;
  cursor_.Expect("(");
  do {
    sets.push_back(GroupingSetRule());
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return sets;
}

GroupingSet ParserImpl::GroupingSetRule() {
  GroupingSet set;
  set.parenthesized = AtParenthesizedGroupingSet();
  if (!set.parenthesized) {
    set.columns.push_back(ExpressionRule());
    return set;
  }
  cursor_.Advance();
  if (!cursor_.Is(")")) set.columns = ExpressionList();
  cursor_.Expect(")");
  return set;
}

// Whether '(' opens a grouping set, not an expression such as (a + b) * 2: told by what stands
// behind its ')'.
bool ParserImpl::AtParenthesizedGroupingSet() const {
  if (!cursor_.Is("(") || (AtQueryStart(0) && !cursor_.Is("(", 1))) return false;
  size_t ahead = 1;
  for (int open = 1; open > 0; ++ahead) {
    if (cursor_.Is(TokenKind::kEnd, ahead)) return true;
    if (cursor_.Is("(", ahead)) ++open;
    if (cursor_.Is(")", ahead)) --open;
  }
  const Token& after = cursor_.Peek(ahead);
  switch (after.kind) {
    case TokenKind::kSymbol: return after.text == "," || after.text == ")" || after.text == ";";
    case TokenKind::kKeyword:
      switch (after.keyword) {
        case kAnd:
        case kOr:
        case kIs:
        case kIn:
        case kNot:
        case kBetween:
        case kLike: return false;
        case kAt: return !cursor_.Is(kTime, ahead + 1);
        default: return true;
      }
    default: return true;
  }
}

}  // namespace tarn::sql
