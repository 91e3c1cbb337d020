#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

// Joins associate to the left; a JOIN b JOIN c ON x ON y nests to the right, as in Trino.
Relation ParserImpl::RelationRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  Relation left = SampledRelationRule();
  while (true) {
    JoinType type = JoinType::kCross;
    std::optional<std::variant<JoinOn, JoinUsing, NaturalJoin>> criteria;
    std::optional<Relation> right;
    if (cursor_.Accept(kCross)) {
      cursor_.Expect(kJoin);
      right = SampledRelationRule();
    } else if (cursor_.Accept(kNatural)) {
      const std::optional<JoinType> natural = OptionalJoinType();
      if (!natural) cursor_.FailExpecting();
      type = *natural;
      criteria = NaturalJoin{};
      right = SampledRelationRule();
    } else if (const std::optional<JoinType> conditional = OptionalJoinType()) {
      type = *conditional;
      right = RelationRule();
      criteria = JoinCriteriaRule();
    } else {
      return left;
    }
    GrowHeight();
    left =
        Relation(Join{type, std::move(left), std::move(*right), std::move(criteria)}, Since(begin));
  }
}

std::variant<JoinOn, JoinUsing, NaturalJoin> ParserImpl::JoinCriteriaRule() {
  if (cursor_.Accept(kUsing)) return JoinUsing{NameList()};
  cursor_.Expect(kOn);
  return JoinOn{ExpressionRule()};
}

// Takes the words up to and with JOIN.
std::optional<JoinType> ParserImpl::OptionalJoinType() {
  std::optional<JoinType> type;
  if (cursor_.Accept(kJoin)) return JoinType::kInner;
  if (cursor_.Accept(kInner)) {
    type = JoinType::kInner;
  } else {
    if (cursor_.Accept(kLeft))
      type = JoinType::kLeft;
    else if (cursor_.Accept(kRight))
      type = JoinType::kRight;
    else if (cursor_.Accept(kFull))
      type = JoinType::kFull;
    else
      return std::nullopt;
    cursor_.Accept(kOuter);
  }
  cursor_.Expect(kJoin);
  return type;
}

Relation ParserImpl::SampledRelationRule() {
  const size_t begin = Mark();
  Relation relation = AliasedRelationRule();
  if (cursor_.Is(kMatchRecognize) && cursor_.Is("(", 1)) {
    relation = Relation(MatchRecognizeRule(std::move(relation)), Since(begin));
    relation = WithOptionalAlias(std::move(relation), begin);
  }
  if (!cursor_.Accept(kTablesample)) return relation;
  SampleMethod method = SampleMethod::kBernoulli;
  if (!cursor_.Accept(kBernoulli)) {
    cursor_.Expect(kSystem);
    method = SampleMethod::kSystem;
  }
  cursor_.Expect("(");
  Expression percentage = ExpressionRule();
  cursor_.Expect(")");
  return Relation(SampledRelation{std::move(relation), method, std::move(percentage)},
                  Since(begin));
}

Relation ParserImpl::AliasedRelationRule() {
  const size_t begin = Mark();
  return WithOptionalAlias(RelationPrimary(), begin);
}

Relation ParserImpl::WithOptionalAlias(Relation relation, size_t begin) {
  std::optional<Identifier> alias = OptionalAlias();
  if (!alias) return relation;
  std::vector<Identifier> columns;
  if (cursor_.Accept("(")) {
    do {
      columns.push_back(Name());
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
  }
  return Relation(AliasedRelation{std::move(relation), std::move(*alias), std::move(columns)},
                  Since(begin));
}

Relation ParserImpl::RelationPrimary() {
  const size_t begin = Mark();
  if (cursor_.Is("(")) return ParenthesizedRelation();
  if (cursor_.Accept(kUnnest)) {
    cursor_.Expect("(");
    Unnest unnest;
    unnest.expressions = ExpressionList();
    cursor_.Expect(")");
    // WITH NO DATA belongs to the CREATE TABLE around.
    if (!cursor_.Is(kNo, 1) && !cursor_.Is(kData, 1) && cursor_.Accept(kWith)) {
      cursor_.Expect(kOrdinality);
      unnest.with_ordinality = true;
    }
    return Relation(std::move(unnest), Since(begin));
  }
  if (cursor_.Is(kLateral) && cursor_.Is("(", 1)) {
    cursor_.Advance();
    cursor_.Advance();
    Query query = QueryRule();
    cursor_.Expect(")");
    return Relation(Lateral{std::move(query)}, Since(begin));
  }
  if (cursor_.Is(kTable)) return TableFunctionRule();
  if (cursor_.Is(kJsonTable)) return Relation(JsonTableRule(), Since(begin));
  cursor_.Expecting("(");
  for (Keyword keyword : {kUnnest, kLateral, kTable, kJsonTable}) cursor_.Expecting(keyword);
  return TableRule();
}

// A query, or a relation that keeps no trace of its parentheses.
Relation ParserImpl::ParenthesizedRelation() {
  const size_t begin = Mark();
  cursor_.Advance();
  const bool table_function = cursor_.Is(kTable) && cursor_.Is("(", 1);
  if (AtQueryStart(0) && !cursor_.Is("(") && !table_function) {
    Query query = QueryRule();
    cursor_.Expect(")");
    return Relation(TableSubquery{std::move(query)}, Since(begin));
  }
  const size_t inner_begin = Mark();
  Relation inner = RelationRule();
  if (auto* subquery = inner.As<TableSubquery>(); subquery != nullptr && AtQueryContinuation()) {
    // ((SELECT …) UNION …): it was the first operand of a query.
    Query query = QueryNoWithAfter(
        QueryBody(ParenthesizedQuery{std::move(subquery->query)}, Since(inner_begin)), inner_begin);
    cursor_.Expect(")");
    return Relation(TableSubquery{std::move(query)}, Since(begin));
  }
  cursor_.Expect(")");
  return inner;
}

Relation ParserImpl::TableRule() {
  const size_t begin = Mark();
  Table table{QualifiedNameRule(), {}, {}};
  table.branch = OptionalBranch();
  table.period = OptionalQueryPeriod();
  return Relation(std::move(table), Since(begin));
}

std::optional<QueryPeriod> ParserImpl::OptionalQueryPeriod() {
  const size_t begin = Mark();
  if (!cursor_.Accept(kFor)) return std::nullopt;
  PeriodKind kind = PeriodKind::kTimestamp;
  if (Extensions() && cursor_.IsWord("SYSTEM_TIME")) {
    cursor_.Advance();
  } else if (Extensions() && cursor_.IsWord("SYSTEM_VERSION")) {
    cursor_.Advance();
    kind = PeriodKind::kVersion;
  } else if (!cursor_.Accept(kTimestamp)) {
    cursor_.Expect(kVersion);
    kind = PeriodKind::kVersion;
  }
  cursor_.Expect(kAs);
  cursor_.Expect(kOf);
  const Nesting nesting(*this);
  QueryPeriod period{kind, ValueExpression(), {}};
  period.location = Since(begin);
  return period;
}

Relation ParserImpl::TableFunctionRule() {
  const size_t begin = Mark();
  cursor_.Expect(kTable);
  cursor_.Expect("(");
  TableFunctionCall call;
  call.name = QualifiedNameRule();
  cursor_.Expect("(");
  if (!cursor_.Is(")") && !(cursor_.Is(kCopartition) && cursor_.Is("(", 1))) {
    do {
      call.arguments.push_back(TableFunctionArgumentRule());
    } while (cursor_.Accept(","));
  }
  if (cursor_.Accept(kCopartition)) {
    do {
      std::vector<QualifiedName> tables;
      cursor_.Expect("(");
      tables.push_back(QualifiedNameRule());
      cursor_.Expect(",");
      do {
        tables.push_back(QualifiedNameRule());
      } while (cursor_.Accept(","));
      cursor_.Expect(")");
      call.copartitioning.push_back(std::move(tables));
    } while (cursor_.Accept(","));
  }
  cursor_.Expect(")");
  cursor_.Expect(")");
  return Relation(std::move(call), Since(begin));
}

bool ParserImpl::AtDescriptor() const {
  if (cursor_.Is(kDescriptor) && cursor_.Is("(", 1)) return true;
  return cursor_.Is(kCast) && cursor_.Is("(", 1) && cursor_.Is(kNull, 2) && cursor_.Is(kAs, 3) &&
         cursor_.Is(kDescriptor, 4) && cursor_.Is(")", 5);
}

DescriptorArgument ParserImpl::DescriptorRule() {
  DescriptorArgument descriptor;
  if (cursor_.Is(kCast)) {
    for (int i = 0; i < 6; ++i) cursor_.Advance();
    return descriptor;
  }
  cursor_.Advance();
  cursor_.Expect("(");
  descriptor.fields.emplace();
  do {
    DescriptorField field;
    field.name = Name();
    if (!cursor_.Is(",") && !cursor_.Is(")")) field.type = Type();
    descriptor.fields->push_back(std::move(field));
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return descriptor;
}

TableFunctionArgument ParserImpl::TableFunctionArgumentRule() {
  const size_t begin = Mark();
  std::optional<Identifier> name;
  if (cursor_.IsName() && cursor_.Is("=>", 1)) {
    name = Name();
    cursor_.Advance();
  }
  const auto make = [&](auto value) {
    return TableFunctionArgument{std::move(name), std::move(value), Since(begin)};
  };
  if (cursor_.Is(kTable)) return make(TableArgumentRule());
  if (AtDescriptor()) return make(DescriptorRule());
  return make(ExpressionBox(ExpressionRule()));
}

TableArgument ParserImpl::TableArgumentRule() {
  const size_t begin = Mark();
  cursor_.Expect(kTable);
  cursor_.Expect("(");
  Relation relation = AtQueryStart(0) ? Relation(TableSubquery{QueryRule()}, Since(begin))
                                      : Relation(Table{QualifiedNameRule(), {}, {}}, Since(begin));
  cursor_.Expect(")");
  relation.location = Since(begin);
  TableArgument argument{WithOptionalAlias(std::move(relation), begin), {}, {}, {}};
  if (cursor_.Accept(kPartition)) {
    cursor_.Expect(kBy);
    argument.partition_by.emplace();
    if (AtParenthesizedGroupingSet()) {
      cursor_.Advance();
      if (!cursor_.Is(")")) argument.partition_by = ExpressionList();
      cursor_.Expect(")");
    } else {
      argument.partition_by->push_back(ExpressionRule());
    }
  }
  const bool keep = cursor_.Is(kKeep);
  if (keep || cursor_.Is(kPrune)) {
    cursor_.Advance();
    cursor_.Expect(kWhen);
    cursor_.Expect(kEmpty);
    argument.keep_when_empty = keep;
  }
  if (cursor_.Accept(kOrder)) {
    cursor_.Expect(kBy);
    if (AtParenthesizedSortItems()) {
      cursor_.Advance();
      argument.order_by = SortItems();
      cursor_.Expect(")");
    } else {
      argument.order_by.push_back(SortItemRule());
    }
  }
  return argument;
}

// ORDER BY (a, b DESC), not ORDER BY (a + b) * 2 DESC.
bool ParserImpl::AtParenthesizedSortItems() const {
  return AtParenthesizedGroupingSet() && [this] {
    size_t ahead = 1;
    for (int open = 1; open > 0 && !cursor_.Is(TokenKind::kEnd, ahead); ++ahead) {
      if (cursor_.Is("(", ahead)) ++open;
      if (cursor_.Is(")", ahead)) --open;
    }
    const Keyword after = cursor_.Peek(ahead).keyword;
    return after != kAsc && after != kDesc && after != kNulls;
  }();
}

}  // namespace tarn::sql
