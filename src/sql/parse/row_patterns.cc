#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

std::vector<MeasureDefinition> ParserImpl::OptionalMeasures() {
  std::vector<MeasureDefinition> measures;
  if (!cursor_.Accept(kMeasures)) return measures;
  do {
    Expression expression = ExpressionRule();
    cursor_.Expect(kAs);
    measures.push_back(MeasureDefinition{std::move(expression), Name()});
  } while (cursor_.Accept(","));
  return measures;
}

std::optional<SkipTo> ParserImpl::OptionalAfterMatch() {
  if (!cursor_.Accept(kAfter)) return std::nullopt;
  cursor_.Expect(kMatch);
  cursor_.Expect(kSkip);
  if (cursor_.Accept(kPast)) {
    cursor_.Expect(kLast);
    cursor_.Expect(kRow);
    return SkipTo{SkipToPosition::kPastLast, std::nullopt};
  }
  cursor_.Expect(kTo);
  if (cursor_.Accept(kNext, kRow)) return SkipTo{SkipToPosition::kNext, std::nullopt};
  if (cursor_.Is(kFirst) && cursor_.IsName(1)) {
    cursor_.Advance();
    return SkipTo{SkipToPosition::kFirst, Name()};
  }
  // LAST is a name when none follows it. The words behind a skip are no reserved words, so that
  // "TO last PATTERN (" is read as Trino does: LAST, then the clause would lack its keyword.
  const bool last =
      cursor_.Is(kLast) && cursor_.IsName(1) && !(cursor_.Is(kPattern, 1) && cursor_.Is("(", 2));
  if (last) cursor_.Advance();
  return SkipTo{SkipToPosition::kLast, Name()};
}

std::optional<PatternSearchMode> ParserImpl::OptionalSearchMode() {
  if (cursor_.Accept(kInitial)) return PatternSearchMode::kInitial;
  if (cursor_.Accept(kSeek)) return PatternSearchMode::kSeek;
  return std::nullopt;
}

std::vector<SubsetDefinition> ParserImpl::OptionalSubsets() {
  std::vector<SubsetDefinition> subsets;
  if (!cursor_.Accept(kSubset)) return subsets;
  do {
    Identifier name = Name();
    cursor_.Expect("=");
    subsets.push_back(SubsetDefinition{std::move(name), NameList()});
  } while (cursor_.Accept(","));
  return subsets;
}

std::vector<VariableDefinition> ParserImpl::VariableDefinitions() {
  std::vector<VariableDefinition> definitions;
  do {
    Identifier name = Name();
    cursor_.Expect(kAs);
    definitions.push_back(VariableDefinition{std::move(name), ExpressionRule()});
  } while (cursor_.Accept(","));
  return definitions;
}

RowPattern ParserImpl::RowPatternRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  RowPattern first = PatternSequence();
  if (!cursor_.Accept("|")) return first;
  PatternAlternation alternation;
  alternation.patterns.push_back(std::move(first));
  do {
    alternation.patterns.push_back(PatternSequence());
  } while (cursor_.Accept("|"));
  return RowPattern(std::move(alternation), Since(begin));
}

bool ParserImpl::AtPatternPrimary() const {
  return cursor_.IsName() || cursor_.Is("(") || cursor_.Is("^") || cursor_.Is("$") ||
         cursor_.Is("{-");
}

RowPattern ParserImpl::PatternSequence() {
  const size_t begin = Mark();
  RowPattern first = QuantifiedPatternRule();
  if (!AtPatternPrimary()) return first;
  PatternConcatenation concatenation;
  concatenation.patterns.push_back(std::move(first));
  while (AtPatternPrimary()) concatenation.patterns.push_back(QuantifiedPatternRule());
  return RowPattern(std::move(concatenation), Since(begin));
}

RowPattern ParserImpl::QuantifiedPatternRule() {
  const size_t begin = Mark();
  RowPattern primary = PatternPrimary();
  QuantifiedPattern quantified{primary, QuantifierKind::kZeroOrMore, {}, {}, false};
  if (cursor_.Accept("*")) {
    quantified.kind = QuantifierKind::kZeroOrMore;
  } else if (cursor_.Accept("+")) {
    quantified.kind = QuantifierKind::kOneOrMore;
  } else if (cursor_.Accept("?")) {
    quantified.kind = QuantifierKind::kZeroOrOne;
  } else if (cursor_.Accept("{")) {
    quantified.kind = QuantifierKind::kRange;
    if (cursor_.Is(TokenKind::kInteger)) quantified.at_least = Integer();
    if (cursor_.Accept(",")) {
      if (cursor_.Is(TokenKind::kInteger)) quantified.at_most = Integer();
    } else {
      if (!quantified.at_least) cursor_.FailExpecting();
      quantified.at_most = quantified.at_least;
    }
    cursor_.Expect("}");
  } else {
    return primary;
  }
  quantified.reluctant = cursor_.Accept("?");
  return RowPattern(std::move(quantified), Since(begin));
}

RowPattern ParserImpl::PatternPrimary() {
  const size_t begin = Mark();
  if (cursor_.Accept("^")) return RowPattern(AnchorPattern{false}, Since(begin));
  if (cursor_.Accept("$")) return RowPattern(AnchorPattern{true}, Since(begin));
  if (cursor_.Accept("{-")) {
    RowPattern inner = RowPatternRule();
    cursor_.Expect("-}");
    return RowPattern(ExcludedPattern{std::move(inner)}, Since(begin));
  }
  if (cursor_.Accept("(")) {
    if (cursor_.Accept(")")) return RowPattern(EmptyPattern{}, Since(begin));
    RowPattern inner = RowPatternRule();
    cursor_.Expect(")");
    return inner;
  }
  if (cursor_.Is(kPermute) && cursor_.Is("(", 1)) {
    cursor_.Advance();
    cursor_.Advance();
    PatternPermutation permutation;
    do {
      permutation.patterns.push_back(RowPatternRule());
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
    return RowPattern(std::move(permutation), Since(begin));
  }
  return RowPattern(PatternVariable{Name()}, Since(begin));
}

MatchRecognize ParserImpl::MatchRecognizeRule(Relation relation) {
  cursor_.Expect(kMatchRecognize);
  cursor_.Expect("(");
  MatchRecognize match{std::move(relation), {}, {}, {}, {}, {}, {}, EmptyPattern{}, {}, {}};
  match.partition_by = OptionalPartitionBy();
  match.order_by = OptionalOrderBy();
  match.measures = OptionalMeasures();
  if (cursor_.Accept(kOne)) {
    cursor_.Expect(kRow);
    match.rows_per_match = RowsPerMatch::kOne;
  } else if (cursor_.Accept(kAll)) {
    cursor_.Expect(kRows);
    match.rows_per_match = RowsPerMatch::kAllShowEmpty;
  }
  if (match.rows_per_match) {
    cursor_.Expect(kPer);
    cursor_.Expect(kMatch);
  }
  if (match.rows_per_match == RowsPerMatch::kAllShowEmpty) {
    if (cursor_.Accept(kOmit)) {
      cursor_.Expect(kEmpty);
      cursor_.Expect(kMatches);
      match.rows_per_match = RowsPerMatch::kAllOmitEmpty;
    } else if (cursor_.Accept(kWith)) {
      cursor_.Expect(kUnmatched);
      cursor_.Expect(kRows);
      match.rows_per_match = RowsPerMatch::kAllWithUnmatched;
    } else if (cursor_.Accept(kShow)) {
      cursor_.Expect(kEmpty);
      cursor_.Expect(kMatches);
    }
  }
  match.after_match_skip = OptionalAfterMatch();
  match.search_mode = OptionalSearchMode();
  cursor_.Expect(kPattern);
  cursor_.Expect("(");
  match.pattern = RowPatternRule();
  cursor_.Expect(")");
  match.subsets = OptionalSubsets();
  cursor_.Expect(kDefine);
  match.definitions = VariableDefinitions();
  cursor_.Expect(")");
  return match;
}

}  // namespace tarn::sql
