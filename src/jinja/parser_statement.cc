#include <algorithm>

#include "jinja/diagnostics.h"
#include "jinja/literal.h"
#include "jinja/parser.h"
#include "jinja/parser_nesting.h"

namespace tarn::jinja {

Body Parser::ParseBody(Words end_tags) {
  const Nesting nesting(this);
  Body body;
  if (end_tags.size() > 0) end_stack_.emplace_back(end_tags.begin(), end_tags.end());
  while (!current().Is(TokenType::kEof)) {
    const Token& token = current();
    if (token.Is(TokenType::kData)) {
      if (!token.text.empty())
        body.push_back({token.location, TextStmt{token.text, Value(token.text)}});
      Advance();
    } else if (token.Is(TokenType::kVariableBegin)) {
      Advance();
      body.push_back({token.location, PrintStmt{ParseTuple()}});
      Expect(TokenType::kVariableEnd);
    } else {
      Advance();
      if (std::any_of(end_tags.begin(), end_tags.end(),
                      [&](auto tag) { return current().IsName(tag); })) {
        end_tag_begin_ = token.begin;
        break;
      }
      tag_begin_ = token.begin;
      ParseStatement(&body);
      Expect(TokenType::kBlockEnd);
    }
  }
  if (end_tags.size() > 0) end_stack_.pop_back();
  return body;
}

Body Parser::ParseStatements(Words end_tags, bool drop_end) {
  SkipIf(TokenType::kColon);
  Expect(TokenType::kBlockEnd);
  Body body = ParseBody(end_tags);
  if (current().Is(TokenType::kEof)) {
    end_stack_.emplace_back(end_tags.begin(), end_tags.end());
    FailOpenTags(nullptr);
  }
  if (drop_end) Advance();
  return body;
}

void Parser::ParseStatement(Body* body) {
  const Token& token = current();
  if (!token.Is(TokenType::kName)) Fail("tag name expected", token.location);
  tag_stack_.push_back(token.text);
  if (token.text == "print") {
    Advance();
    ParsePrint(body, token.location);
  } else {
    body->push_back(ParseTag(token.text, token.location));
  }
  tag_stack_.pop_back();
}

Stmt Parser::ParseTag(const std::string& tag, Location location) {
  if (tag == "if") return Advance(), ParseIf(location);
  if (tag == "for") return Advance(), ParseFor(location);
  if (tag == "set") return Advance(), ParseSet(location);
  if (tag == "macro") return ParseMacro(location);
  if (tag == "call") return Advance(), ParseCallBlock(location);
  if (tag == "with") return Advance(), ParseWith(location);
  if (tag == "block") return Advance(), ParseBlock(location);
  if (tag == "include") return Advance(), ParseInclude(location);
  if (tag == "import") return Advance(), ParseImport(location);
  if (tag == "from") return Advance(), ParseFromImport(location);
  if (tag == "extends") return Advance(), Stmt{location, ExtendsStmt{ParseExpression()}};
  if (tag == "do") return Advance(), Stmt{location, DoStmt{ParseTuple()}};
  if (tag == "break") return Advance(), Stmt{location, BreakStmt{}};
  if (tag == "continue") return Advance(), Stmt{location, ContinueStmt{}};
  if (tag == "filter") {
    Advance();
    ExprPtr filter = ParseFilter(nullptr, /*start_inline=*/true);
    Body body = ParseStatements({"endfilter"}, true);
    return {location, FilterBlockStmt{std::move(filter), std::move(body)}};
  }
  if (tag == "autoescape") {
    Advance();
    ExprPtr option = ParseExpression();
    Body body = ParseStatements({"endautoescape"}, true);
    return {location, ScopeStmt{std::move(option), std::move(body)}};
  }
  if (options_.dbt && IsDbtTag(tag)) return ParseDbtTag(tag, location);
  tag_stack_.pop_back();
  FailOpenTags(&current());
}

Stmt Parser::ParseFor(Location location) {
  ForStmt loop;
  loop.target = ParseTarget(Ends::kIn);
  ExpectName("in");
  loop.iterable = ParseTuple(false, /*with_conditional=*/false, Ends::kRecursive);
  if (SkipIfName("if")) loop.test = ParseExpression();
  loop.recursive = SkipIfName("recursive");
  loop.body = ParseStatements({"endfor", "else"}, false);
  if (!Advance().IsName("endfor")) loop.otherwise = ParseStatements({"endfor"}, true);
  return {location, std::move(loop)};
}

Stmt Parser::ParseIf(Location location) {
  IfStmt statement;
  for (;;) {
    IfStmt::Branch branch;
    branch.test = ParseTuple(false, /*with_conditional=*/false);
    branch.body = ParseStatements({"elif", "else", "endif"}, false);
    statement.branches.push_back(std::move(branch));
    const Token& end = Advance();
    if (end.IsName("elif")) continue;
    if (end.IsName("else")) statement.otherwise = ParseStatements({"endif"}, true);
    return {location, std::move(statement)};
  }
}

Stmt Parser::ParseSet(Location location) {
  ExprPtr target = ParseTarget(Ends::kNone, /*with_namespace=*/true);
  if (SkipIf(TokenType::kAssign)) return {location, SetStmt{std::move(target), ParseTuple()}};
  ExprPtr filter = ParseFilter(nullptr);
  Body body = ParseStatements({"endset"}, true);
  return {location, SetBlockStmt{std::move(target), std::move(filter), std::move(body)}};
}

Stmt Parser::ParseWith(Location location) {
  WithStmt with;
  while (!current().Is(TokenType::kBlockEnd)) {
    if (!with.assignments.empty()) Expect(TokenType::kComma);
    ExprPtr target = ParseTarget();
    Expect(TokenType::kAssign);
    with.assignments.emplace_back(std::move(target), ParseExpression());
  }
  with.body = ParseStatements({"endwith"}, true);
  return {location, std::move(with)};
}

Stmt Parser::ParseBlock(Location location) {
  auto block = std::make_shared<BlockDef>();
  block->name = Expect(TokenType::kName).text;
  block->scoped = SkipIfName("scoped");
  block->required = SkipIfName("required");
  if (current().Is(TokenType::kSub))
    Fail(
        "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use "
        "an underscore "
        "instead.",
        current().location);
  block->body = ParseStatements({"endblock"}, true);
  if (block->required) {
    for (const Stmt& stmt : block->body) {
      const auto* text = std::get_if<TextStmt>(&stmt.node);
      if (!text || text->text.find_first_not_of(" \t\n\v\f\r") != std::string::npos)
        Fail("Required blocks can only contain comments or whitespace", current().location);
    }
  }
  SkipIfName(block->name);
  for (const auto& other : ast_->blocks)
    if (other->name == block->name)
      Fail(fmt::format("block {} defined twice", ReprString(block->name)), location);
  ast_->blocks.push_back(block);
  return {location, BlockStmt{std::move(block)}};
}

bool Parser::ParseImportContext(bool default_value) {
  if ((current().IsName("with") || current().IsName("without")) && Look().IsName("context")) {
    const bool with = Advance().IsName("with");
    Advance();
    return with;
  }
  return default_value;
}

Stmt Parser::ParseInclude(Location location) {
  IncludeStmt include;
  include.source = ParseExpression();
  if (current().IsName("ignore") && Look().IsName("missing")) {
    include.ignore_missing = true;
    Advance();
    Advance();
  }
  include.with_context = ParseImportContext(true);
  return {location, std::move(include)};
}

Stmt Parser::ParseImport(Location location) {
  ImportStmt import;
  import.source = ParseExpression();
  ExpectName("as");
  import.target = ParseNameTarget();
  import.with_context = ParseImportContext(false);
  return {location, std::move(import)};
}

Stmt Parser::ParseFromImport(Location location) {
  FromImportStmt import;
  import.source = ParseExpression();
  ExpectName("import");
  const auto context_follows = [this] {
    return (current().IsName("with") || current().IsName("without")) && Look().IsName("context");
  };
  for (;;) {
    if (!import.names.empty()) Expect(TokenType::kComma);
    if (!current().Is(TokenType::kName)) Expect(TokenType::kName);
    if (context_follows()) break;
    const Token& token = current();
    const Identifier* name = ParseNameTarget();
    if (name->text.starts_with('_'))
      Fail("names starting with an underline can not be imported", token.location);
    const Identifier* alias = SkipIfName("as") ? ParseNameTarget() : name;
    import.names.emplace_back(name, alias);
    if (context_follows() || !current().Is(TokenType::kComma)) break;
  }
  import.with_context = ParseImportContext(false);
  return {location, std::move(import)};
}

void Parser::ParsePrint(Body* body, Location location) {
  bool first = true;
  while (!current().Is(TokenType::kBlockEnd)) {
    if (!first) Expect(TokenType::kComma);
    first = false;
    body->push_back({location, PrintStmt{ParseExpression()}});
  }
}

std::string Parser::ParseTypeName() {
  const Nesting nesting(this);
  std::string name = Expect(TokenType::kName).text;
  if (!SkipIf(TokenType::kLBracket)) return name;
  name += "[";
  for (bool first = true; !current().Is(TokenType::kRBracket); first = false) {
    if (!first) {
      Expect(TokenType::kComma);
      name += ", ";
    }
    name += ParseTypeName();
  }
  Expect(TokenType::kRBracket);
  return name + "]";
}

void Parser::ParseSignature(MacroDef* macro) {
  Expect(TokenType::kLParen);
  bool has_defaults = false;
  while (!current().Is(TokenType::kRParen)) {
    if (!macro->params.empty()) Expect(TokenType::kComma);
    MacroDef::Param param;
    param.name = ParseNameTarget();
    if (options_.dbt && SkipIf(TokenType::kColon)) param.type = ParseTypeName();
    if (SkipIf(TokenType::kAssign)) {
      has_defaults = true;
      param.default_value = ParseExpression();
    } else if (has_defaults) {
      Fail("non-default argument follows default argument", current().location);
    }
    MacroParam info;
    info.name = param.name->text;
    info.type = param.type;
    info.has_default = param.default_value != nullptr;
    if (param.default_value)
      if (auto literal = LiteralOf(*param.default_value))
        info.literal_default = std::move(*literal);
    macro->info.params.push_back(std::move(info));
    macro->params.push_back(std::move(param));
  }
  Expect(TokenType::kRParen);
}

size_t Parser::BehindTag() const {
  const size_t end = ast_->source.find("%}", current().begin);
  return end == std::string::npos ? ast_->source.size() : end + 2;
}

Stmt Parser::FinishMacro(std::shared_ptr<MacroDef> macro, std::string_view end_tag) {
  macro->caller = ast_->Intern("caller");
  macro->varargs = ast_->Intern("varargs");
  macro->kwargs = ast_->Intern("kwargs");
  macro->info.body_begin = BehindTag();
  macro->body = ParseStatements({end_tag}, true);
  macro->info.body_end = end_tag_begin_;
  macro->info.end = BehindTag();
  return {macro->location, MacroStmt{macro}};
}

Stmt Parser::ParseMacro(Location location) {
  auto macro = std::make_shared<MacroDef>();
  macro->location = location;
  macro->info.location = location;
  macro->info.begin = tag_begin_;
  Advance();
  macro->name = ParseNameTarget();
  macro->info.name = macro->info.callable_name = macro->name->text;
  ParseSignature(macro.get());
  return FinishMacro(std::move(macro), "endmacro");
}

Stmt Parser::ParseCallBlock(Location location) {
  auto caller = std::make_shared<MacroDef>();
  caller->location = location;
  if (current().Is(TokenType::kLParen)) ParseSignature(caller.get());
  ExprPtr call = ParseExpression();
  if (!std::holds_alternative<CallExpr>(call->node)) Fail("expected call", location);
  caller->caller = ast_->Intern("caller");
  caller->varargs = ast_->Intern("varargs");
  caller->kwargs = ast_->Intern("kwargs");
  caller->body = ParseStatements({"endcall"}, true);
  return {location, CallBlockStmt{std::move(call), std::move(caller)}};
}

}  // namespace tarn::jinja
