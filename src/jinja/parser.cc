#include "jinja/parser.h"

#include <algorithm>

#include "jinja/diagnostics.h"
#include "jinja/lexer.h"
#include "jinja/parser_nesting.h"

namespace tarn::jinja {

Parser::Parser(TemplateAst* ast, std::vector<Token> tokens, const Options& options)
    : ast_(ast), tokens_(std::move(tokens)), options_(options) {}

void Parser::Run() {
  RaiseLexerError();
  ast_->body = ParseBody({});
}

void Parser::RaiseLexerError() const {
  if (current().Is(TokenType::kError)) Fail(current().text, current().location);
}

const Token& Parser::Look() {
  const size_t next = std::min(position_ + 1, tokens_.size() - 1);
  if (tokens_[next].Is(TokenType::kError)) Fail(tokens_[next].text, tokens_[next].location);
  return tokens_[next];
}

const Token& Parser::Advance() {
  const Token& token = tokens_[position_];
  if (position_ + 1 < tokens_.size()) ++position_;
  RaiseLexerError();
  return token;
}

bool Parser::SkipIf(TokenType type) {
  if (!current().Is(type)) return false;
  Advance();
  return true;
}

bool Parser::SkipIfName(std::string_view name) {
  if (!current().IsName(name)) return false;
  Advance();
  return true;
}

const Token& Parser::Expect(TokenType type) {
  if (!current().Is(type)) FailUnexpected(DescribeType(type));
  return Advance();
}

const Token& Parser::ExpectName(std::string_view name) {
  if (!current().IsName(name)) FailUnexpected(name);
  return Advance();
}

void Parser::FailUnexpected(std::string_view wanted) const {
  if (current().Is(TokenType::kEof))
    Fail(fmt::format("unexpected end of template, expected '{}'.", wanted), current().location);
  Fail(fmt::format("expected token '{}', got {}", wanted, ReprString(Describe(current()))),
       current().location);
}

void Parser::Fail(std::string_view message, Location location, std::string hint) const {
  ThrowSyntaxError(*ast_, location, message, std::move(hint));
}

void Parser::FailOpenTags(const Token* unknown) const {
  std::string message = unknown
                            ? fmt::format("Encountered unknown tag {}.", ReprString(unknown->text))
                            : "Unexpected end of template.";
  if (!end_stack_.empty()) {
    std::string looking;
    for (const std::string& tag : end_stack_.back())
      looking += (looking.empty() ? "" : " or ") + ReprString(tag);
    bool expected_outside = false;
    for (const auto& tags : end_stack_)
      expected_outside |=
          unknown && std::find(tags.begin(), tags.end(), unknown->text) != tags.end();
    message += expected_outside
                   ? fmt::format(
                         " You probably made a nesting mistake. Jinja is expecting this tag, but "
                         "currently "
                         "looking for {}.",
                         looking)
                   : fmt::format(" Jinja was looking for the following tags: {}.", looking);
  }
  if (!tag_stack_.empty())
    message += fmt::format(" The innermost block that needs to be closed is {}.",
                           ReprString(tag_stack_.back()));
  Fail(message, unknown ? unknown->location : current().location);
}

uint32_t Parser::DepthOf(const std::vector<ExprPtr>& exprs) {
  uint32_t depth = 0;
  for (const ExprPtr& expr : exprs) depth = std::max(depth, DepthOf(expr));
  return depth;
}

uint32_t Parser::DepthOf(const Arguments& arguments) {
  uint32_t depth = std::max(DepthOf(arguments.positional),
                            std::max(DepthOf(arguments.star), DepthOf(arguments.star_star)));
  for (const auto& [name, value] : arguments.named) depth = std::max(depth, DepthOf(value));
  return depth;
}

std::unique_ptr<TemplateAst> Parse(std::string source, std::string name, const Options& options) {
  auto ast = std::make_unique<TemplateAst>();
  ast->name = std::move(name);
  ast->source = std::move(source);
  Parser(ast.get(), Tokenize(ast->source, options), options).Run();
  return ast;
}

}  // namespace tarn::jinja
