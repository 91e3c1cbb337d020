#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "jinja/ast.h"
#include "jinja/token.h"

namespace tarn::jinja {

// Recursive descent over the tokens of one template, rule by rule as jinja2/parser.py, so that
// precedence and messages agree. Recursion is bounded.
class Parser {
 public:
  Parser(TemplateAst* ast, std::vector<Token> tokens, const Options& options);
  void Run();

 private:
  using Words = std::initializer_list<std::string_view>;
  class Nesting;

  // Tokens.
  const Token& current() const { return tokens_[position_]; }
  const Token& Look();
  const Token& Advance();  // gives the token that was current
  bool SkipIf(TokenType type);
  bool SkipIfName(std::string_view name);
  const Token& Expect(TokenType type);
  const Token& ExpectName(std::string_view name);
  [[noreturn]] void Fail(std::string_view message, Location location, std::string hint = {}) const;
  [[noreturn]] void FailUnexpected(std::string_view wanted) const;
  [[noreturn]] void FailOpenTags(const Token* unknown) const;
  void RaiseLexerError() const;
  template <typename T>
  ExprPtr Make(Location location, T node, uint32_t child_depth = 0);
  static uint32_t DepthOf(const ExprPtr& expr) { return expr ? expr->depth : 0; }
  static uint32_t DepthOf(const std::vector<ExprPtr>& exprs);
  static uint32_t DepthOf(const Arguments& arguments);

  // Statements (parser_statement.cc).
  Body ParseBody(Words end_tags);
  Body ParseStatements(Words end_tags, bool drop_end);
  void ParseStatement(Body* body);
  Stmt ParseTag(const std::string& tag, Location location);
  Stmt ParseFor(Location location);
  Stmt ParseIf(Location location);
  Stmt ParseSet(Location location);
  Stmt ParseWith(Location location);
  Stmt ParseBlock(Location location);
  Stmt ParseImport(Location location);
  Stmt ParseFromImport(Location location);
  Stmt ParseInclude(Location location);
  Stmt ParseMacro(Location location);
  Stmt ParseCallBlock(Location location);
  bool ParseImportContext(bool default_value);
  void ParsePrint(Body* body, Location location);
  void ParseSignature(MacroDef* macro);
  std::string ParseTypeName();
  // dbt's tags (parser_dbt.cc).
  static bool IsDbtTag(std::string_view tag);
  Stmt ParseDbtTag(const std::string& tag, Location location);
  void ParseMaterializationOptions(MacroDef* macro);
  Stmt FinishMacro(std::shared_ptr<MacroDef> macro, std::string_view end_tag);
  size_t BehindTag() const;

  // Expressions (parser_expression.cc).
  enum class Ends : uint8_t { kNone, kIn, kRecursive };
  ExprPtr ParseExpression(bool with_conditional = true);
  ExprPtr ParseConditional();
  ExprPtr ParseOr();
  ExprPtr ParseAnd();
  ExprPtr ParseNot();
  ExprPtr ParseCompare();
  ExprPtr ParseAdditive();
  ExprPtr ParseConcat();
  ExprPtr ParseMultiplicative();
  ExprPtr ParsePower();
  ExprPtr ParseUnary(bool with_filter = true);
  ExprPtr ParsePrimary(bool with_namespace = false);
  ExprPtr ParseNameOrConstant(bool with_namespace);
  ExprPtr ParseTuple(bool simplified = false, bool with_conditional = true, Ends ends = Ends::kNone,
                     bool in_parentheses = false, bool with_namespace = false);
  ExprPtr ParseList();
  ExprPtr ParseDict();
  ExprPtr ParsePostfix(ExprPtr node);
  ExprPtr ParseFilterOrTest(ExprPtr node);
  ExprPtr ParseSubscript(ExprPtr node);
  ExprPtr ParseSubscribed();
  ExprPtr ParseCall(ExprPtr node);
  ExprPtr ParseFilter(ExprPtr node, bool start_inline = false);
  ExprPtr ParseTest(ExprPtr node);
  std::string ParseDottedName();
  Arguments ParseArguments();
  ExprPtr ParseTarget(Ends ends = Ends::kNone, bool with_namespace = false);
  const Identifier* ParseNameTarget();
  void CheckTarget(const Expr& target) const;

  TemplateAst* ast_;
  std::vector<Token> tokens_;
  const Options& options_;
  size_t position_ = 0;
  size_t nesting_ = 0;
  size_t tag_begin_ = 0;      // of the {% of the statement that starts
  size_t end_tag_begin_ = 0;  // of the {% of the last end tag
  std::vector<std::string> tag_stack_;
  std::vector<std::vector<std::string>> end_stack_;
};

}  // namespace tarn::jinja
