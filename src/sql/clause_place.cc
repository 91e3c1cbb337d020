#include "sql/clause_place.h"

#include <algorithm>

namespace tarn::sql {

std::vector<Token> TokensWithin(std::string_view source, const Location& where) {
  std::vector<Token> tokens = Tokenize(source);
  std::erase_if(tokens, [&](const Token& token) {
    return token.kind == TokenKind::kEnd || token.location.begin < where.begin ||
           token.location.end > where.end;
  });
  return tokens;
}

std::optional<size_t> FindKeyword(const std::vector<Token>& tokens,
                                  std::initializer_list<Keyword> keywords, bool first) {
  std::optional<size_t> found;
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::kSymbol) {
      depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
    }
    const bool is_one =
        token.kind == TokenKind::kKeyword && depth == 0 &&
        std::find(keywords.begin(), keywords.end(), token.keyword) != keywords.end();
    if (!is_one) continue;
    found = i;
    if (first) break;
  }
  return found;
}

}  // namespace tarn::sql
