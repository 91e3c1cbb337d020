#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

Window ParserImpl::Over() {
  cursor_.Expect(kOver);
  if (!cursor_.Accept("(")) return Name();
  WindowSpecification window = WindowSpecificationRule();
  cursor_.Expect(")");
  return window;
}

// Whether the frame's first words stand here; they are not reserved, so that a window may be called
// "rows" as well.
bool ParserImpl::AtWindowFrame() const {
  switch (cursor_.Peek().keyword) {
    case kMeasures: return AtExpressionStart(1);
    case kRange:
    case kRows:
    case kGroups: return AtExpressionStart(1) || cursor_.Is(kBetween, 1);
    default: return false;
  }
}

bool ParserImpl::AtExistingWindowName() {
  if (cursor_.Is(kPartition) && cursor_.Is(kBy, 1)) return false;
  if (AtWindowFrame()) {
    // A name, when a whole frame follows it: (rows ROWS CURRENT ROW).
    const Keyword next = cursor_.Peek(1).keyword;
    const bool frame_follows = (next == kRange || next == kRows || next == kGroups) &&
                               (AtExpressionStart(2) || cursor_.Is(kBetween, 2));
    return frame_follows || (next == kPartition && cursor_.Is(kBy, 2));
  }
  return AtName();
}

WindowSpecification ParserImpl::WindowSpecificationRule() {
  WindowSpecification window;
  if (AtExistingWindowName()) window.existing = Name();
  window.partition_by = OptionalPartitionBy();
  window.order_by = OptionalOrderBy();
  if (AtWindowFrame()) {
    window.frame = WindowFrameRule();
  } else {
    for (Keyword keyword : {kRange, kRows, kGroups, kMeasures}) cursor_.Expecting(keyword);
  }
  return window;
}

WindowDefinition ParserImpl::WindowDefinitionRule() {
  const size_t begin = Mark();
  Identifier name = Name();
  cursor_.Expect(kAs);
  cursor_.Expect("(");
  WindowDefinition definition{std::move(name), WindowSpecificationRule(), {}};
  cursor_.Expect(")");
  definition.location = Since(begin);
  return definition;
}

WindowFrame ParserImpl::WindowFrameRule() {
  WindowFrame frame;
  frame.measures = OptionalMeasures();
  if (cursor_.Accept(kRange)) {
    frame.unit = FrameUnit::kRange;
  } else if (cursor_.Accept(kRows)) {
    frame.unit = FrameUnit::kRows;
  } else {
    cursor_.Expect(kGroups);
    frame.unit = FrameUnit::kGroups;
  }
  if (cursor_.Accept(kBetween)) {
    frame.start = FrameBoundRule();
    cursor_.Expect(kAnd);
    frame.end = FrameBoundRule();
  } else {
    frame.start = FrameBoundRule();
  }
  frame.after_match_skip = OptionalAfterMatch();
  frame.search_mode = OptionalSearchMode();
  if (cursor_.Accept(kPattern)) {
    cursor_.Expect("(");
    frame.pattern = RowPatternRule();
    cursor_.Expect(")");
  }
  frame.subsets = OptionalSubsets();
  if (cursor_.Accept(kDefine)) frame.definitions = VariableDefinitions();
  return frame;
}

FrameBound ParserImpl::FrameBoundRule() {
  FrameBound bound;
  if (cursor_.Is(kUnbounded) && (cursor_.Is(kPreceding, 1) || cursor_.Is(kFollowing, 1))) {
    bound.kind = cursor_.Is(kPreceding, 1) ? FrameBoundKind::kUnboundedPreceding
                                           : FrameBoundKind::kUnboundedFollowing;
    cursor_.Advance();
    cursor_.Advance();
    return bound;
  }
  if (cursor_.Accept(kCurrent, kRow)) return bound;
  cursor_.Expecting(kUnbounded);
  bound.offset = ExpressionRule();
  if (cursor_.Accept(kPreceding)) {
    bound.kind = FrameBoundKind::kPreceding;
  } else {
    cursor_.Expect(kFollowing);
    bound.kind = FrameBoundKind::kFollowing;
  }
  return bound;
}

std::vector<Expression> ParserImpl::OptionalPartitionBy() {
  if (!cursor_.Accept(kPartition)) return {};
  cursor_.Expect(kBy);
  return ExpressionList();
}

std::vector<SortItem> ParserImpl::OptionalOrderBy() {
  if (!cursor_.Accept(kOrder)) return {};
  cursor_.Expect(kBy);
  return SortItems();
}

std::vector<SortItem> ParserImpl::SortItems() {
  std::vector<SortItem> items;
  do {
    items.push_back(SortItemRule());
  } while (cursor_.Accept(","));
  return items;
}

SortItem ParserImpl::SortItemRule() {
  const size_t begin = Mark();
  SortItem item{ExpressionRule(), false, NullOrder::kDefault, {}};
  if (cursor_.Accept(kDesc)) {
    item.descending = true;
  } else {
    cursor_.Accept(kAsc);
  }
  if (cursor_.Accept(kNulls)) {
    item.nulls = NullOrder::kFirst;
    if (!cursor_.Accept(kFirst)) {
      cursor_.Expect(kLast);
      item.nulls = NullOrder::kLast;
    }
  }
  item.location = Since(begin);
  return item;
}

}  // namespace tarn::sql
