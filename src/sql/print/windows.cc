#include "sql/keyword.h"
#include "sql/print/printer_impl.h"

namespace tarn::sql {

void PrinterImpl::Emit(const SortItem& item) {
  Emit(*item.key);
  if (item.descending) out_ += " DESC";
  if (item.nulls == NullOrder::kFirst) out_ += " NULLS FIRST";
  if (item.nulls == NullOrder::kLast) out_ += " NULLS LAST";
}

void PrinterImpl::Emit(const Window& window) {
  if (const auto* name = std::get_if<Identifier>(&window)) {
    Emit(*name);
  } else {
    out_ += '(';
    Emit(std::get<WindowSpecification>(window));
    out_ += ')';
  }
}

void PrinterImpl::Emit(const WindowDefinition& definition) {
  Emit(definition.name);
  out_ += " AS (";
  Emit(definition.window);
  out_ += ')';
}

void PrinterImpl::Emit(const WindowSpecification& window) {
  const size_t begin = out_.size();
  const auto separator = [&] { return out_.size() == begin ? "" : " "; };
  if (window.existing) Emit(*window.existing);
  if (!window.partition_by.empty()) {
    out_ += separator();
    OptionalList("PARTITION BY ", window.partition_by);
  }
  if (!window.order_by.empty()) {
    out_ += separator();
    OptionalList("ORDER BY ", window.order_by);
  }
  if (window.frame) {
    out_ += separator();
    Emit(**window.frame);
  }
}

void PrinterImpl::Emit(const WindowFrame& frame) {
  if (!frame.measures.empty()) {
    OptionalList("MEASURES ", frame.measures);
    out_ += ' ';
  }
  out_ += frame.unit == FrameUnit::kRange  ? "RANGE "
          : frame.unit == FrameUnit::kRows ? "ROWS "
                                           : "GROUPS ";
  if (frame.end) out_ += "BETWEEN ";
  Emit(frame.start);
  Optional(" AND ", frame.end);
  Optional(" AFTER MATCH ", frame.after_match_skip);
  if (frame.search_mode) {
    out_ += *frame.search_mode == PatternSearchMode::kInitial ? " INITIAL" : " SEEK";
  }
  if (frame.pattern) {
    out_ += " PATTERN (";
    Emit(**frame.pattern);
    out_ += ')';
  }
  OptionalList(" SUBSET ", frame.subsets);
  OptionalList(" DEFINE ", frame.definitions);
}

void PrinterImpl::Emit(const FrameBound& bound) {
  switch (bound.kind) {
    case FrameBoundKind::kUnboundedPreceding: out_ += "UNBOUNDED PRECEDING"; return;
    case FrameBoundKind::kUnboundedFollowing: out_ += "UNBOUNDED FOLLOWING"; return;
    case FrameBoundKind::kCurrentRow: out_ += "CURRENT ROW"; return;
    default: break;
  }
  if (bound.offset) {
    // A column called unbounded is not UNBOUNDED.
    const auto* column = (*bound.offset)->As<ColumnReference>();
    const bool ambiguous = column != nullptr && !column->name.quoted &&
                           FindKeyword(column->name.value) == Keyword::kUnbounded;
    if (ambiguous) out_ += '(';
    Emit(**bound.offset);
    if (ambiguous) out_ += ')';
  }
  out_ += bound.kind == FrameBoundKind::kPreceding ? " PRECEDING" : " FOLLOWING";
}

void PrinterImpl::Emit(const MeasureDefinition& measure) {
  Emit(*measure.expression);
  out_ += " AS ";
  Emit(measure.name);
}

void PrinterImpl::Emit(const SubsetDefinition& subset) {
  Emit(subset.name);
  out_ += " = ";
  Parenthesized(subset.members);
}

void PrinterImpl::Emit(const VariableDefinition& definition) {
  Emit(definition.name);
  out_ += " AS ";
  Emit(*definition.condition);
}

void PrinterImpl::Emit(const SkipTo& skip) {
  switch (skip.position) {
    case SkipToPosition::kPastLast: out_ += "SKIP PAST LAST ROW"; break;
    case SkipToPosition::kNext: out_ += "SKIP TO NEXT ROW"; break;
    case SkipToPosition::kFirst: Optional("SKIP TO FIRST ", skip.variable); break;
    case SkipToPosition::kLast: Optional("SKIP TO LAST ", skip.variable); break;
  }
}

namespace {

enum PatternLevel { kAlternation, kSequence, kQuantified, kAtom };

PatternLevel LevelOf(const RowPattern& pattern) {
  if (pattern.Is<PatternAlternation>()) return kAlternation;
  if (pattern.Is<PatternConcatenation>()) return kSequence;
  if (pattern.Is<QuantifiedPattern>()) return kQuantified;
  return kAtom;
}

std::string QuantifierText(const QuantifiedPattern& quantified) {
  std::string text;
  switch (quantified.kind) {
    case QuantifierKind::kZeroOrMore: text = "*"; break;
    case QuantifierKind::kOneOrMore: text = "+"; break;
    case QuantifierKind::kZeroOrOne: text = "?"; break;
    case QuantifierKind::kRange:
      text = "{";
      if (quantified.at_least) text += std::to_string(*quantified.at_least);
      if (!quantified.at_least || quantified.at_least != quantified.at_most) {
        text += ',';
        if (quantified.at_most) text += std::to_string(*quantified.at_most);
      }
      text += '}';
      break;
  }
  return quantified.reluctant ? text + "?" : text;
}

}  // namespace

void PrinterImpl::Emit(const RowPattern& pattern) {
  const auto at_least = [this](const RowPattern& inner, PatternLevel level) {
    const bool parentheses = LevelOf(inner) < level;
    if (parentheses) out_ += '(';
    Emit(inner);
    if (parentheses) out_ += ')';
  };
  if (const auto* variable = pattern.As<PatternVariable>()) {
    Emit(variable->name);
  } else if (pattern.Is<EmptyPattern>()) {
    out_ += "()";
  } else if (const auto* anchor = pattern.As<AnchorPattern>()) {
    out_ += anchor->end ? "$" : "^";
  } else if (const auto* permutation = pattern.As<PatternPermutation>()) {
    out_ += "PERMUTE";
    Parenthesized(permutation->patterns);
  } else if (const auto* excluded = pattern.As<ExcludedPattern>()) {
    out_ += "{- ";
    Emit(*excluded->pattern);
    out_ += " -}";
  } else if (const auto* sequence = pattern.As<PatternConcatenation>()) {
    for (size_t i = 0; i < sequence->patterns.size(); ++i) {
      if (i > 0) out_ += ' ';
      at_least(sequence->patterns[i], kQuantified);
    }
  } else if (const auto* alternation = pattern.As<PatternAlternation>()) {
    for (size_t i = 0; i < alternation->patterns.size(); ++i) {
      if (i > 0) out_ += " | ";
      at_least(alternation->patterns[i], kSequence);
    }
  } else {
    const auto& quantified = std::get<QuantifiedPattern>(pattern.node);
    at_least(*quantified.pattern, kAtom);
    out_ += QuantifierText(quantified);
  }
}

}  // namespace tarn::sql
