#include "sql/format/formatter_impl.h"

namespace tarn::sql {

void FormatterImpl::Emit(const SortItem& item) {
  Emit(*item.key);
  out_ += item.descending ? " DESC" : " ASC";
  if (item.nulls == NullOrder::kFirst) out_ += " NULLS FIRST";
  if (item.nulls == NullOrder::kLast) out_ += " NULLS LAST";
}

void FormatterImpl::Emit(const Window& window) {
  if (const auto* name = std::get_if<Identifier>(&window)) {
    Emit(*name);
  } else {
    Emit(std::get<WindowSpecification>(window));
  }
}

void FormatterImpl::Emit(const WindowDefinition& definition) {
  Emit(definition.name);
  out_ += " AS ";
  Emit(definition.window);
}

void FormatterImpl::Emit(const WindowSpecification& window) {
  out_ += '(';
  const size_t begin = out_.size();
  const auto separate = [&] {
    if (out_.size() != begin) out_ += ' ';
  };
  if (window.existing) Emit(*window.existing);
  if (!window.partition_by.empty()) {
    separate();
    OptionalList("PARTITION BY ", window.partition_by);
  }
  if (!window.order_by.empty()) {
    separate();
    OptionalList("ORDER BY ", window.order_by);
  }
  if (window.frame) {
    separate();
    Emit(**window.frame);
  }
  out_ += ')';
}

void FormatterImpl::Emit(const WindowFrame& frame) {
  OptionalList("MEASURES ", frame.measures);
  if (!frame.measures.empty()) out_ += ' ';
  out_ += frame.unit == FrameUnit::kRange  ? "RANGE "
          : frame.unit == FrameUnit::kRows ? "ROWS "
                                           : "GROUPS ";
  if (frame.end) out_ += "BETWEEN ";
  Emit(frame.start);
  Optional(" AND ", frame.end);
  Optional(" ", frame.after_match_skip);
  if (frame.search_mode) {
    out_ += *frame.search_mode == PatternSearchMode::kInitial ? " INITIAL" : " SEEK";
  }
  Optional(" PATTERN(", frame.pattern);
  if (frame.pattern) out_ += ')';
  OptionalList(" SUBSET ", frame.subsets);
  OptionalList(" DEFINE ", frame.definitions);
}

void FormatterImpl::Emit(const FrameBound& bound) {
  switch (bound.kind) {
    case FrameBoundKind::kUnboundedPreceding: out_ += "UNBOUNDED PRECEDING"; return;
    case FrameBoundKind::kUnboundedFollowing: out_ += "UNBOUNDED FOLLOWING"; return;
    case FrameBoundKind::kCurrentRow: out_ += "CURRENT ROW"; return;
    default: break;
  }
  Optional("", bound.offset);
  out_ += bound.kind == FrameBoundKind::kPreceding ? " PRECEDING" : " FOLLOWING";
}

void FormatterImpl::Emit(const MeasureDefinition& measure) {
  Emit(*measure.expression);
  out_ += " AS ";
  Emit(measure.name);
}

void FormatterImpl::Emit(const SubsetDefinition& subset) {
  Emit(subset.name);
  out_ += " = ";
  Parenthesized(subset.members);
}

void FormatterImpl::Emit(const VariableDefinition& definition) {
  Emit(definition.name);
  out_ += " AS ";
  Emit(*definition.condition);
}

void FormatterImpl::Emit(const SkipTo& skip) {
  out_ += "AFTER MATCH SKIP ";
  switch (skip.position) {
    case SkipToPosition::kPastLast: out_ += "PAST LAST ROW"; break;
    case SkipToPosition::kNext: out_ += "TO NEXT ROW"; break;
    case SkipToPosition::kFirst: Optional("TO FIRST ", skip.variable); break;
    case SkipToPosition::kLast: Optional("TO LAST ", skip.variable); break;
  }
}

namespace {

std::string QuantifierText(const QuantifiedPattern& quantified) {
  std::string text;
  switch (quantified.kind) {
    case QuantifierKind::kZeroOrMore: text = "*"; break;
    case QuantifierKind::kOneOrMore: text = "+"; break;
    case QuantifierKind::kZeroOrOne: text = "?"; break;
    case QuantifierKind::kRange:
      text = "{";
      if (quantified.at_least) text += std::to_string(*quantified.at_least);
      text += ',';
      if (quantified.at_most) text += std::to_string(*quantified.at_most);
      text += '}';
      break;
  }
  return quantified.reluctant ? text + "?" : text;
}

}  // namespace

void FormatterImpl::Emit(const RowPattern& pattern) {
  // Trino's tree has two parts in each: a b c is ((a b) c).
  const auto pairs = [this](const std::vector<RowPattern>& parts, std::string_view between) {
    out_.append(parts.size() - 1, '(');
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out_ += between;
      Emit(parts[i]);
      if (i > 0) out_ += ')';
    }
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
    out_ += "{-";
    Emit(*excluded->pattern);
    out_ += "-}";
  } else if (const auto* sequence = pattern.As<PatternConcatenation>()) {
    pairs(sequence->patterns, " ");
  } else if (const auto* alternation = pattern.As<PatternAlternation>()) {
    pairs(alternation->patterns, " | ");
  } else {
    const auto& quantified = std::get<QuantifiedPattern>(pattern.node);
    out_ += '(';
    Emit(*quantified.pattern);
    out_ += QuantifierText(quantified) + ")";
  }
}

}  // namespace tarn::sql
