#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/postgres/lexer.h"

namespace tarn::api::postgres {

// The name of a type in a statement: "timestamp(3) with time zone", "pg_catalog.int4[]".
struct TypeName {
  size_t end = 0;         // the token behind it
  std::string name;       // in lower case, words joined by a space, without pg_catalog
  std::string arguments;  // "(12, 2)", or nothing
  bool array = false;
};
// Nothing when there is none at token `at`.
std::optional<TypeName> TypeNameAt(const std::vector<Token>& tokens, size_t at);

// Where the operands of postfix and infix operators begin and end: names with their dots, calls,
// subscripts, parentheses, CASE … END, literals, and casts that were noted.
class Operands {
 public:
  explicit Operands(const std::vector<Token>& tokens, size_t first)
      : tokens_(tokens), first_(first) {}

  // The first token of the operand that ends before `at`.
  size_t StartBefore(size_t at) const;
  // The token behind the operand that begins at `at`.
  size_t EndFrom(size_t at) const;
  // A cast of the operand at `start`, the last token of whose type is `last`.
  void NoteCast(size_t last, size_t start) { casts_[last] = start; }
  // The token that closes the parenthesis or bracket at `open`; the end of the tokens without one.
  size_t CloseOf(size_t open) const;

 private:
  size_t OpenOf(size_t close) const;

  const std::vector<Token>& tokens_;
  const size_t first_;
  std::map<size_t, size_t> casts_;
};

// A part of the source that is written otherwise.
struct Edit {
  size_t begin = 0;  // in bytes; an insertion when it equals `end`
  size_t end = 0;
  std::string text;
  int parameter = 0;  // a '?' behind the text, for that parameter
  bool bare = false;
};

}  // namespace tarn::api::postgres
