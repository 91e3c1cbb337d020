#include "sql/parser.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "sql/parse/parser_impl.h"
#include "sql/split.h"

namespace tarn::sql {

namespace {

std::vector<Token> TokensOf(std::string_view text, const ParseOptions& options) {
  if (text.size() > options.max_bytes) {
    throw ParseError(base::ErrorKind::kResourceExhausted, Location{},
                     fmt::format("SQL text is too long: {} bytes, the limit is {}", text.size(),
                                 options.max_bytes),
                     text.substr(0, 200));
  }
  return Tokenize(text);
}

}  // namespace

Statement ParseStatement(std::string_view text, const ParseOptions& options) {
  return ParserImpl(text, TokensOf(text, options), options).SingleStatement();
}

Expression ParseExpression(std::string_view text, const ParseOptions& options) {
  return ParserImpl(text, TokensOf(text, options), options).StandaloneExpression();
}

DataType ParseType(std::string_view text, const ParseOptions& options) {
  return ParserImpl(text, TokensOf(text, options), options).StandaloneType();
}

std::vector<ParsedStatement> ParseStatements(std::string_view text, const ParseOptions& options) {
  const std::vector<Token> tokens = TokensOf(text, options);
  std::vector<ParsedStatement> statements;
  for (const TokenRange& range : SplitTokens(tokens)) {
    std::vector<Token> part(tokens.begin() + static_cast<std::ptrdiff_t>(range.begin),
                            tokens.begin() + static_cast<std::ptrdiff_t>(range.end));
    // What ends the statement, for messages: where its ';' or the end of the text is.
    Token end;
    end.location = tokens[range.end].location;
    part.push_back(end);
    Location location = part.front().location;
    location.end = part[part.size() - 2].location.end;
    statements.push_back(
        ParsedStatement{ParserImpl(text, std::move(part), options).SingleStatement(), location});
  }
  return statements;
}

}  // namespace tarn::sql
