#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

bool ParserImpl::AtOver(size_t ahead) const {
  return cursor_.Is(kOver, ahead) && (cursor_.Is("(", ahead + 1) || cursor_.IsName(ahead + 1));
}

// RUNNING or FINAL before a call.
bool ParserImpl::AtProcessingMode() const {
  if (!cursor_.IsName(1)) return false;
  size_t ahead = 2;
  while (cursor_.Is(".", ahead) && cursor_.IsName(ahead + 1)) ahead += 2;
  return cursor_.Is("(", ahead);
}

// ALL is no reserved word: SELECT all FROM t reads a column.
bool ParserImpl::AtSetQuantifierAll() const {
  return cursor_.Is(kAll) && (AtExpressionStart(1) || cursor_.Is("*", 1));
}

bool ParserImpl::OptionalSetQuantifier() {
  if (cursor_.Accept(kDistinct)) return true;
  cursor_.Expecting(kAll);
  if (AtSetQuantifierAll()) cursor_.Advance();
  return false;
}

OptionalExpression ParserImpl::OptionalFilter() {
  if (!cursor_.Is(kFilter) || !cursor_.Is("(", 1)) {
    cursor_.Expecting(kFilter);
    return std::nullopt;
  }
  cursor_.Advance();
  cursor_.Expect("(");
  cursor_.Expect(kWhere);
  Expression condition = ExpressionRule();
  cursor_.Expect(")");
  return condition;
}

// The arguments up to and with ')'.
void ParserImpl::FunctionArguments(FunctionCall& call) {
  if (cursor_.Is("*") && cursor_.Is(")", 1)) {
    cursor_.Advance();
    call.star = true;
  } else if (cursor_.IsName() && cursor_.Is(".", 1) && cursor_.Is("*", 2)) {
    call.star_label = Name();
    cursor_.Advance();
    cursor_.Advance();
    call.star = true;
  } else {
    if (!cursor_.Is(")") && !cursor_.Is(kOrder)) {
      call.distinct = OptionalSetQuantifier();
      call.arguments = ExpressionList();
    }
    call.order_by = OptionalOrderBy();
  }
  cursor_.Expect(")");
}

// FILTER, IGNORE or RESPECT NULLS, OVER.
void ParserImpl::FunctionSuffixes(FunctionCall& call) {
  call.filter = OptionalFilter();
  if (!call.star) {
    const bool ignore = cursor_.Is(kIgnore);
    if ((ignore || cursor_.Is(kRespect)) && cursor_.Is(kNulls, 1)) {
      call.null_treatment = ignore ? NullTreatment::kIgnore : NullTreatment::kRespect;
      cursor_.Advance();
      cursor_.Advance();
      if (!AtOver(0)) {
        cursor_.Expecting(kOver);
        cursor_.FailExpecting();
      }
    }
  }
  if (AtOver(0)) {
    call.over = Over();
  } else {
    cursor_.Expecting(kOver);
  }
}

Expression ParserImpl::FunctionCallRule(size_t begin) {
  FunctionCall call;
  if (AtProcessingMode() && (cursor_.Is(kRunning) || cursor_.Is(kFinal))) {
    call.processing_mode = cursor_.Is(kFinal) ? ProcessingMode::kFinal : ProcessingMode::kRunning;
    cursor_.Advance();
  }
  call.name = QualifiedNameRule();
  cursor_.Expect("(");
  FunctionArguments(call);
  FunctionSuffixes(call);
  return SpecialFunction(std::move(call), Since(begin));
}

// IF, NULLIF, COALESCE and TRY, which are calls to the grammar but nodes of their own; also checks
// FORMAT as Trino does.
Expression ParserImpl::SpecialFunction(FunctionCall call, const Location& where) {
  const std::string name = call.name.parts.size() == 1 ? call.name.Canonical() : "";
  const bool is_special =
      name == "if" || name == "nullif" || name == "coalesce" || name == "try" || name == "format";
  if (!is_special) return Expression(std::move(call), where);
  const auto check = [&](bool valid, const std::string& problem) {
    if (!valid) cursor_.FailAt(where, problem);
  };
  const size_t count = call.star ? 0 : call.arguments.size();
  if (name == "if") {
    check(count == 2 || count == 3, "Invalid number of arguments for 'if' function");
  } else if (name == "nullif") {
    check(count == 2, "Invalid number of arguments for 'nullif' function");
  } else if (name == "try") {
    check(count == 1, "The 'try' function must have exactly one argument");
  } else {
    check(count >= 2, fmt::format("The '{}' function must have at least two arguments", name));
  }
  check(!call.over, fmt::format("OVER clause not valid for '{}' function", name));
  check(!call.distinct, fmt::format("DISTINCT not valid for '{}' function", name));
  check(!call.null_treatment,
        fmt::format("Null treatment clause not valid for '{}' function", name));
  check(!call.processing_mode,
        fmt::format("Running or final semantics not valid for '{}' function", name));
  check(!call.filter, fmt::format("FILTER not valid for '{}' function", name));
  if (name == "format") return Expression(std::move(call), where);
  check(call.order_by.empty(), fmt::format("ORDER BY not valid for '{}' function", name));
  std::vector<Expression>& arguments = call.arguments;
  if (name == "coalesce") return Expression(Coalesce{std::move(arguments)}, where);
  if (name == "try") return Expression(Try{std::move(arguments[0])}, where);
  if (name == "nullif") {
    return Expression(NullIf{std::move(arguments[0]), std::move(arguments[1])}, where);
  }
  OptionalExpression otherwise;
  if (count == 3) otherwise = std::move(arguments[2]);
  return Expression(If{std::move(arguments[0]), std::move(arguments[1]), std::move(otherwise)},
                    where);
}

Expression ParserImpl::ListaggRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  const bool distinct = OptionalSetQuantifier();
  Listagg listagg{ExpressionRule(), false, {}, false, "...", false, {}, {}, {}};
  listagg.distinct = distinct;
  if (cursor_.Accept(",")) listagg.separator = String();
  if (cursor_.Accept(kOn)) {
    cursor_.Expect(kOverflow);
    if (!cursor_.Accept(kError)) {
      cursor_.Expect(kTruncate);
      listagg.truncate_on_overflow = true;
      if (cursor_.IsString()) listagg.truncation_filler = String();
      listagg.truncation_count = cursor_.Accept(kWith);
      if (!listagg.truncation_count) cursor_.Expect(kWithout);
      cursor_.Expect(kCount);
    }
  }
  cursor_.Expect(")");
  cursor_.Expect(kWithin);
  cursor_.Expect(kGroup);
  cursor_.Expect("(");
  cursor_.Expect(kOrder);
  cursor_.Expect(kBy);
  listagg.order_by = SortItems();
  cursor_.Expect(")");
  listagg.filter = OptionalFilter();
  if (AtOver(0)) listagg.over = Over();
  return MakeExpression(std::move(listagg), begin);
}

}  // namespace tarn::sql
