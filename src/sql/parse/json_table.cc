#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

JsonTable ParserImpl::JsonTableRule() {
  cursor_.Expect(kJsonTable);
  cursor_.Expect("(");
  JsonTable table{JsonPathInvocationRule(), {}, {}, {}};
  table.columns = JsonTableColumns();
  if (cursor_.Accept(kPlan)) {
    if (cursor_.Accept(kDefault)) {
      cursor_.Expect("(");
      table.plan = JsonTableDefaultPlanRule();
    } else {
      cursor_.Expect("(");
      table.plan = JsonTablePlanRule();
    }
    cursor_.Expect(")");
  }
  const bool error = cursor_.Is(kError);
  if (error || cursor_.Is(kEmpty)) {
    cursor_.Advance();
    cursor_.Expect(kOn);
    cursor_.Expect(kError);
    table.error_on_error = error;
  }
  cursor_.Expect(")");
  return table;
}

std::vector<JsonTableColumn> ParserImpl::JsonTableColumns() {
  std::vector<JsonTableColumn> columns;
  cursor_.Expect(kColumns);
  cursor_.Expect("(");
  do {
    columns.push_back(JsonTableColumnRule());
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return columns;
}

JsonTableColumn ParserImpl::JsonTableColumnRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  if (cursor_.Is(kNested) &&
      (cursor_.IsString(1) || (cursor_.Is(kPath, 1) && cursor_.IsString(2)))) {
    cursor_.Advance();
    cursor_.Accept(kPath);
    JsonNestedColumns nested;
    nested.path = String();
    if (cursor_.Accept(kAs)) nested.path_name = Name();
    nested.columns = JsonTableColumns();
    return JsonTableColumn(std::move(nested), Since(begin));
  }
  Identifier name = Name();
  if (cursor_.Accept(kFor)) {
    cursor_.Expect(kOrdinality);
    return JsonTableColumn(JsonOrdinalityColumn{std::move(name)}, Since(begin));
  }
  DataType type = Type();
  if (cursor_.Accept(kFormat)) {
    JsonQueryColumn column{
        std::move(name), std::move(type), JsonRepresentation(), {}, {}, {}, {}, {}};
    if (cursor_.Accept(kPath)) column.path = String();
    column.wrapper = OptionalJsonWrapper();
    column.quotes = OptionalJsonQuotes();
    JsonQueryBehaviors(column.on_empty, column.on_error);
    return JsonTableColumn(std::move(column), Since(begin));
  }
  JsonValueColumn column{std::move(name), std::move(type), {}, {}, {}};
  if (cursor_.Accept(kPath)) column.path = String();
  JsonValueBehaviors(column.on_empty, column.on_error);
  return JsonTableColumn(std::move(column), Since(begin));
}

JsonTablePlan ParserImpl::JsonPlanPrimary() {
  if (cursor_.Accept("(")) {
    JsonTablePlan plan = JsonTablePlanRule();
    cursor_.Expect(")");
    return plan;
  }
  return JsonTablePlan{JsonPlanLeaf{Name()}};
}

JsonTablePlan ParserImpl::JsonTablePlanRule() {
  const Nesting nesting(*this);
  const bool parenthesized = cursor_.Is("(");
  JsonTablePlan first = JsonPlanPrimary();
  auto* leaf = parenthesized ? nullptr : std::get_if<JsonPlanLeaf>(&first.node);
  if (leaf != nullptr && (cursor_.Is(kOuter) || cursor_.Is(kInner))) {
    const bool outer = cursor_.Is(kOuter);
    cursor_.Advance();
    Identifier parent = leaf->name;
    return JsonTablePlan{JsonPlanParentChild{outer, std::move(parent), JsonPlanPrimary()}};
  }
  const bool cross = cursor_.Is(kCross);
  if (!cross && !cursor_.Is(kUnion)) {
    if (parenthesized) cursor_.Expect(kUnion);
    return first;
  }
  JsonPlanSiblings siblings{cross, {}};
  siblings.plans.push_back(std::move(first));
  while (cursor_.Accept(cross ? kCross : kUnion)) siblings.plans.push_back(JsonPlanPrimary());
  return JsonTablePlan{std::move(siblings)};
}

JsonTableDefaultPlan ParserImpl::JsonTableDefaultPlanRule() {
  JsonTableDefaultPlan plan;
  bool parent_child = false;
  bool siblings = false;
  do {
    if (!parent_child && (cursor_.Accept(kOuter) || cursor_.Accept(kInner))) {
      plan.outer = cursor_.Previous().keyword == kOuter;
      parent_child = true;
    } else if (!siblings && (cursor_.Accept(kUnion) || cursor_.Accept(kCross))) {
      plan.cross = cursor_.Previous().keyword == kCross;
      siblings = true;
    } else {
      cursor_.FailExpecting();
    }
  } while (cursor_.Accept(","));
  return plan;
}

}  // namespace tarn::sql
