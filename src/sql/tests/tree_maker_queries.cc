#include <utility>

#include "sql/tests/tree_maker.h"

namespace tarn::sql {

// As an operand of a set operation: itself a query only in parentheses.
QueryBody TreeMaker::Operand(int depth) {
  switch (Below(5)) {
    case 0: return TableQuery{Names()};
    case 1: return Values{Several(1, 2, [&] { return AnyExpression(depth - 1); })};
    case 2:
      if (depth > 0) {
        Query inner = AnyQuery(depth - 1);
        inner.with.reset();
        return ParenthesizedQuery{std::move(inner)};
      }
      [[fallthrough]];
    default: return AnySelect(depth);
  }
}

QueryBody TreeMaker::Body(int depth) {
  if (depth <= 0 || Below(4) > 0) return AnySelect(depth);
  SetOperation operation{
      static_cast<SetOperator>(Below(3)), Maybe(), {}, Operand(depth - 1), Operand(depth - 1)};
  if (Below(4) == 0) operation.corresponding = Corresponding{{Name()}};
  return operation;
}

Query TreeMaker::AnyQuery(int depth) {
  Query query(Body(depth));
  if (depth > 0 && Below(4) == 0) {
    With with;
    with.recursive = Maybe();
    with.queries = Several(1, 2, [&] {
      return NamedQuery{Name(), Several(0, 2, [this] { return Name(); }), AnyQuery(depth - 1), {}};
    });
    query.with = std::move(with);
  }
  if (Below(3) == 0) query.order_by = OrderBy(depth - 1);
  if (Below(5) == 0) query.offset = RowCount(int64_t{3});
  if (Below(5) == 0) query.limit = Limit{RowCount(int64_t{10})};
  if (Below(8) == 0) query.limit = FetchFirst{std::nullopt, Maybe()};
  return query;
}

SelectItem TreeMaker::Item(int depth) {
  if (Below(6) == 0) return AllColumns{};
  if (Below(8) == 0) {
    return AllColumns{AnyExpression(depth), Several(0, 2, [this] { return Name(); }), {}};
  }
  SingleColumn column{AnyExpression(depth), {}, {}};
  if (Maybe()) column.alias = Name();
  return column;
}

GroupBy TreeMaker::Groups(int depth) {
  const auto set = [&] {
    GroupingSet columns;
    columns.parenthesized = Maybe();
    columns.columns = Several(columns.parenthesized ? 0 : 1, columns.parenthesized ? 2 : 1,
                              [&] { return AnyExpression(depth); });
    return columns;
  };
  GroupBy group_by;
  group_by.distinct = Below(4) == 0;
  group_by.elements = Several(1, 2, [&]() -> GroupingElement {
    if (Below(8) == 0) return AutoGroupBy{};
    if (Below(4) == 0) {
      return GroupingSets{static_cast<GroupingSetsKind>(Below(3)), Several(1, 2, set)};
    }
    return set();
  });
  return group_by;
}

Select TreeMaker::AnySelect(int depth) {
  const int below = depth - 1;
  Select select;
  select.distinct = Below(4) == 0;
  select.items = Several(1, 3, [&] { return Item(below); });
  if (Maybe()) select.from = Several(1, 2, [&] { return AnyRelation(depth); });
  if (Below(3) == 0) select.where = AnyExpression(below);
  if (Below(4) == 0) select.group_by = Groups(below);
  if (Below(5) == 0) select.having = AnyExpression(below);
  if (Below(6) == 0) {
    select.windows = Several(1, 2, [&] {
      Window window = AnyWindow(below);
      auto* specification = std::get_if<WindowSpecification>(&window);
      return WindowDefinition{
          {"w", false, {}}, specification ? *specification : WindowSpecification{}, {}};
    });
  }
  return select;
}

Relation TreeMaker::PlainRelation(int depth) {
  if (depth > 0) {
    switch (Below(6)) {
      case 0: {
        Query query = AnyQuery(depth - 1);
        return TableSubquery{std::move(query)};
      }
      case 1: return Lateral{AnyQuery(depth - 1)};
      case 2: return Unnest{Several(1, 2, [&] { return AnyExpression(depth - 1); }), Maybe()};
      default: break;
    }
  }
  Table table{Names(), {}, {}};
  if (Below(5) == 0) table.branch = Name();
  if (Below(5) == 0) {
    table.period = QueryPeriod{
        Maybe() ? PeriodKind::kTimestamp : PeriodKind::kVersion, AnyExpression(depth - 1), {}};
  }
  return table;
}

Relation TreeMaker::AnyRelation(int depth) {
  switch (Below(depth > 0 ? 6 : 2)) {
    case 0: return PlainRelation(depth);
    case 1:
      return AliasedRelation{PlainRelation(depth), Name(),
                             Several(0, 2, [this] { return Name(); })};
    case 2:
      return SampledRelation{AnyRelation(depth - 1),
                             Maybe() ? SampleMethod::kBernoulli : SampleMethod::kSystem,
                             AnyExpression(depth - 1)};
    default: {
      const auto type = static_cast<JoinType>(Below(5));
      Join join{type, AnyRelation(depth - 1), AnyRelation(depth - 1), {}};
      if (type == JoinType::kCross) return join;
      switch (Below(3)) {
        case 0: join.criteria = JoinOn{AnyExpression(depth - 1)}; break;
        case 1: join.criteria = JoinUsing{{Name()}}; break;
        default: join.criteria = NaturalJoin{}; break;
      }
      return join;
    }
  }
}

std::vector<Property> TreeMaker::Properties(int depth) {
  return Several(0, 2, [&] { return Property{Name(), MaybeExpression(depth), {}}; });
}

ColumnDefinition TreeMaker::Column(int depth) {
  ColumnDefinition column{Names(), AnyType(depth), {}, Maybe(), {}, Properties(0), {}};
  if (Maybe()) column.comment = Text();
  return column;
}

Statement TreeMaker::AnyStatement() {
  const int depth = Below(4);
  switch (Below(10)) {
    case 0: {
      CreateTable table{Names(), Maybe(), false, {}, {}, Properties(1)};
      table.elements = Several(1, 3, [&]() -> TableElement {
        if (Below(4) == 0) return LikeClause{Names(), Maybe()};
        return Column(depth);
      });
      return table;
    }
    case 1:
      return CreateTableAsSelect{
          Names(), Maybe(),       false,           Several(0, 2, [this] { return Name(); }),
          Text(),  Properties(1), AnyQuery(depth), Maybe()};
    case 2: {
      Query query = AnyQuery(depth);
      return Insert{Names(), {}, Several(1, 2, [this] { return Name(); }), std::move(query)};
    }
    case 3: return Delete{Names(), {}, MaybeExpression(depth)};
    case 4:
      return Update{Names(),
                    {},
                    Several(1, 2, [&] { return Assignment{Name(), AnyExpression(depth)}; }),
                    MaybeExpression(depth)};
    case 5: {
      Merge merge{Names(), {}, Name(), AnyRelation(depth), AnyExpression(depth), {}};
      merge.cases = Several(1, 3, [&] {
        MergeCase merge_case{MaybeExpression(depth), MergeDelete{}, {}};
        if (Maybe()) {
          merge_case.action = MergeUpdate{{Assignment{Name(), AnyExpression(depth)}}};
        } else if (Maybe()) {
          merge_case.action = MergeInsert{Several(0, 2, [this] { return Name(); }),
                                          Several(1, 2, [&] { return AnyExpression(depth); })};
        }
        return merge_case;
      });
      return merge;
    }
    case 6:
      return CreateView{Names(), Maybe(), Text(), ViewSecurity::kInvoker, {}, AnyQuery(depth)};
    default: return QueryStatement{AnyQuery(depth)};
  }
}

}  // namespace tarn::sql
