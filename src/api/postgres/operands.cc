#include "api/postgres/operands.h"

#include <array>

namespace tarn::api::postgres {
namespace {

// Words before a parenthesis that no function has as its name.
bool IsReservedBeforeParenthesis(const Token& token) {
  constexpr std::array kWords = {
      "in",    "and",    "or",    "not",    "select", "where",    "on",     "case",  "when",
      "then",  "else",   "from",  "by",     "having", "as",       "like",   "ilike", "between",
      "union", "values", "limit", "all",    "any",    "some",     "exists", "is",    "join",
      "using", "end",    "over",  "filter", "offset", "distinct", "return", "with"};
  if (token.kind != TokenKind::kName) return false;
  for (const char* word : kWords) {
    if (token.text == word) return true;
  }
  return false;
}

}  // namespace

std::optional<TypeName> TypeNameAt(const std::vector<Token>& tokens, size_t at) {
  TypeName type;
  const auto is = [&](size_t i, std::string_view word) {
    return i < tokens.size() && tokens[i].Is(word);
  };
  if (is(at, "pg_catalog") && is(at + 1, ".")) at += 2;
  if (at >= tokens.size() || !tokens[at].name()) return std::nullopt;
  type.name = tokens[at++].text;
  if (type.name == "double" && is(at, "precision")) {
    type.name = "double precision";
    ++at;
  } else if ((type.name == "character" || type.name == "char") && is(at, "varying")) {
    type.name = "varchar";
    ++at;
  }
  if (is(at, "(")) {
    const size_t open = at;
    while (at < tokens.size() && !tokens[at].Is(")")) ++at;
    for (size_t i = open; i <= at && i < tokens.size(); ++i) type.arguments += tokens[i].text;
    if (at < tokens.size()) ++at;
  }
  if ((type.name == "timestamp" || type.name == "time") && is(at + 1, "time") &&
      is(at + 2, "zone")) {
    if (is(at, "with")) type.name += " with time zone";
    if (is(at, "with") || is(at, "without")) at += 3;
  }
  while (is(at, "[")) {
    type.array = true;
    while (at < tokens.size() && !tokens[at].Is("]")) ++at;
    if (at < tokens.size()) ++at;
  }
  type.end = at;
  return type;
}

size_t Operands::OpenOf(size_t close) const {
  const char* closing = tokens_[close].Is(")") ? ")" : "]";
  const char* opening = tokens_[close].Is(")") ? "(" : "[";
  int depth = 0;
  for (size_t i = close + 1; i-- > first_;) {
    if (tokens_[i].Is(closing)) ++depth;
    if (tokens_[i].Is(opening) && --depth == 0) return i;
  }
  return first_;
}

size_t Operands::CloseOf(size_t open) const {
  const char* opening = tokens_[open].Is("(") ? "(" : "[";
  const char* closing = tokens_[open].Is("(") ? ")" : "]";
  int depth = 0;
  for (size_t i = open; i < tokens_.size(); ++i) {
    if (tokens_[i].Is(opening)) ++depth;
    if (tokens_[i].Is(closing) && --depth == 0) return i;
  }
  return tokens_.size() - 1;
}

size_t Operands::StartBefore(size_t at) const {
  if (at <= first_) return at;
  size_t i = at - 1;
  if (const auto cast = casts_.find(i); cast != casts_.end()) return cast->second;
  while (i > first_ && tokens_[i].Is("]")) {
    const size_t open = OpenOf(i);
    if (open <= first_) return open;
    i = open - 1;
    if (tokens_[i].Is("array")) return i;
  }
  if (tokens_[i].Is(")")) {
    i = OpenOf(i);
    const bool call =
        i > first_ && tokens_[i - 1].name() && !IsReservedBeforeParenthesis(tokens_[i - 1]);
    if (!call) return i;
    --i;
  } else if (tokens_[i].Is("end")) {
    int depth = 0;
    for (size_t k = i + 1; k-- > first_;) {
      if (tokens_[k].Is("end")) ++depth;
      if (tokens_[k].Is("case") && --depth == 0) return k;
    }
    return i;
  }
  while (i >= first_ + 2 && tokens_[i].name() && tokens_[i - 1].Is(".") && tokens_[i - 2].name()) {
    i -= 2;
  }
  return i;
}

size_t Operands::EndFrom(size_t at) const {
  const size_t last = tokens_.size() - 1;
  if (at >= last) return last;
  size_t i = at;
  if (tokens_[i].Is("(")) {
    i = CloseOf(i) + 1;
  } else if (tokens_[i].Is("-")) {
    i = EndFrom(i + 1);
  } else {
    ++i;
    while (i + 1 < last && tokens_[i].Is(".") && tokens_[i + 1].name()) i += 2;
    if (i < last && tokens_[i - 1].name() && tokens_[i].Is("(")) i = CloseOf(i) + 1;
  }
  while (i < last && tokens_[i].Is("[")) i = CloseOf(i) + 1;
  while (i < last && tokens_[i].Is("::")) {
    const auto type = TypeNameAt(tokens_, i + 1);
    if (!type) break;
    i = type->end;
  }
  return std::min(i, last);
}

}  // namespace tarn::api::postgres
