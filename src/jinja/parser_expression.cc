#include <algorithm>

#include "jinja/diagnostics.h"
#include "jinja/parser.h"
#include "jinja/parser_nesting.h"

namespace tarn::jinja {
namespace {

std::optional<CompareOp> ComparisonOf(TokenType type) {
  switch (type) {
    case TokenType::kEq: return CompareOp::kEq;
    case TokenType::kNe: return CompareOp::kNe;
    case TokenType::kLt: return CompareOp::kLt;
    case TokenType::kLtEq: return CompareOp::kLe;
    case TokenType::kGt: return CompareOp::kGt;
    case TokenType::kGtEq: return CompareOp::kGe;
    default: return std::nullopt;
  }
}

std::optional<BinaryOp> MultiplicationOf(TokenType type) {
  switch (type) {
    case TokenType::kMul: return BinaryOp::kMul;
    case TokenType::kDiv: return BinaryOp::kDiv;
    case TokenType::kFloorDiv: return BinaryOp::kFloorDiv;
    case TokenType::kMod: return BinaryOp::kMod;
    default: return std::nullopt;
  }
}

// The class names of Jinja2's nodes, for "can't assign to 'const'".
std::string_view NodeName(const Expr& expr) {
  static constexpr std::string_view kNames[] = {
      "const",   "name",     "list",    "tuple",   "dict",  "neg",  "add",    "concat", "and",
      "compare", "condexpr", "getattr", "getitem", "slice", "call", "filter", "test",   "nsref"};
  return kNames[expr.node.index()];
}

}  // namespace

ExprPtr Parser::ParseExpression(bool with_conditional) {
  const Nesting nesting(this);
  return with_conditional ? ParseConditional() : ParseOr();
}

ExprPtr Parser::ParseConditional() {
  const Location location = current().location;
  ExprPtr expr = ParseOr();
  while (SkipIfName("if")) {
    ExprPtr test = ParseOr();
    ExprPtr otherwise;
    if (SkipIfName("else")) {
      const Nesting nesting(this);
      otherwise = ParseConditional();
    }
    const uint32_t depth = std::max({DepthOf(test), DepthOf(expr), DepthOf(otherwise)});
    expr = Make(location, ConditionalExpr{std::move(test), std::move(expr), std::move(otherwise)},
                depth);
  }
  return expr;
}

ExprPtr Parser::ParseOr() {
  const Location location = current().location;
  ExprPtr left = ParseAnd();
  while (SkipIfName("or")) {
    ExprPtr right = ParseAnd();
    const uint32_t depth = std::max(DepthOf(left), DepthOf(right));
    left = Make(location, LogicExpr{false, std::move(left), std::move(right)}, depth);
  }
  return left;
}

ExprPtr Parser::ParseAnd() {
  const Location location = current().location;
  ExprPtr left = ParseNot();
  while (SkipIfName("and")) {
    ExprPtr right = ParseNot();
    const uint32_t depth = std::max(DepthOf(left), DepthOf(right));
    left = Make(location, LogicExpr{true, std::move(left), std::move(right)}, depth);
  }
  return left;
}

ExprPtr Parser::ParseNot() {
  if (!current().IsName("not")) return ParseCompare();
  const Nesting nesting(this);
  const Location location = Advance().location;
  ExprPtr operand = ParseNot();
  const uint32_t depth = DepthOf(operand);
  return Make(location, UnaryExpr{UnaryOp::kNot, std::move(operand)}, depth);
}

ExprPtr Parser::ParseCompare() {
  const Location location = current().location;
  ExprPtr first = ParseAdditive();
  std::vector<std::pair<CompareOp, ExprPtr>> rest;
  uint32_t depth = DepthOf(first);
  for (;;) {
    CompareOp op;
    if (const auto comparison = ComparisonOf(current().type)) {
      Advance();
      op = *comparison;
    } else if (SkipIfName("in")) {
      op = CompareOp::kIn;
    } else if (current().IsName("not") && Look().IsName("in")) {
      Advance();
      Advance();
      op = CompareOp::kNotIn;
    } else {
      break;
    }
    rest.emplace_back(op, ParseAdditive());
    depth = std::max(depth, DepthOf(rest.back().second));
  }
  if (rest.empty()) return first;
  return Make(location, CompareExpr{std::move(first), std::move(rest)}, depth);
}

ExprPtr Parser::ParseAdditive() {
  ExprPtr left = ParseConcat();
  while (current().Is(TokenType::kAdd) || current().Is(TokenType::kSub)) {
    const Token& token = Advance();
    ExprPtr right = ParseConcat();
    const uint32_t depth = std::max(DepthOf(left), DepthOf(right));
    left = Make(token.location,
                BinaryExpr{token.Is(TokenType::kAdd) ? BinaryOp::kAdd : BinaryOp::kSub,
                           std::move(left), std::move(right)},
                depth);
  }
  return left;
}

ExprPtr Parser::ParseConcat() {
  const Location location = current().location;
  std::vector<ExprPtr> parts;
  parts.push_back(ParseMultiplicative());
  while (SkipIf(TokenType::kTilde)) parts.push_back(ParseMultiplicative());
  if (parts.size() == 1) return std::move(parts[0]);
  const uint32_t depth = DepthOf(parts);
  return Make(location, ConcatExpr{std::move(parts)}, depth);
}

ExprPtr Parser::ParseMultiplicative() {
  ExprPtr left = ParsePower();
  while (const auto op = MultiplicationOf(current().type)) {
    const Location location = Advance().location;
    ExprPtr right = ParsePower();
    const uint32_t depth = std::max(DepthOf(left), DepthOf(right));
    left = Make(location, BinaryExpr{*op, std::move(left), std::move(right)}, depth);
  }
  return left;
}

ExprPtr Parser::ParsePower() {
  // Left-associative, as in Jinja2 and unlike Python.
  ExprPtr left = ParseUnary();
  while (current().Is(TokenType::kPow)) {
    const Location location = Advance().location;
    ExprPtr right = ParseUnary();
    const uint32_t depth = std::max(DepthOf(left), DepthOf(right));
    left = Make(location, BinaryExpr{BinaryOp::kPow, std::move(left), std::move(right)}, depth);
  }
  return left;
}

ExprPtr Parser::ParseUnary(bool with_filter) {
  ExprPtr node;
  if (current().Is(TokenType::kSub) || current().Is(TokenType::kAdd)) {
    const Nesting nesting(this);
    const Token& token = Advance();
    ExprPtr operand = ParseUnary(false);
    const uint32_t depth = DepthOf(operand);
    node = Make(token.location,
                UnaryExpr{token.Is(TokenType::kSub) ? UnaryOp::kNegative : UnaryOp::kPositive,
                          std::move(operand)},
                depth);
  } else {
    node = ParsePrimary();
  }
  node = ParsePostfix(std::move(node));
  return with_filter ? ParseFilterOrTest(std::move(node)) : std::move(node);
}

ExprPtr Parser::ParseNameOrConstant(bool with_namespace) {
  const Token& token = Advance();
  const std::string& text = token.text;
  if (text == "true" || text == "True") return Make(token.location, LiteralExpr{Value(true)});
  if (text == "false" || text == "False") return Make(token.location, LiteralExpr{Value(false)});
  if (text == "none" || text == "None") return Make(token.location, LiteralExpr{Value::None()});
  if (with_namespace && SkipIf(TokenType::kDot)) {
    const Token& attribute = Expect(TokenType::kName);
    return Make(token.location, NamespaceTarget{ast_->Intern(text), ast_->Intern(attribute.text)});
  }
  return Make(token.location, NameExpr{ast_->Intern(text)});
}

ExprPtr Parser::ParsePrimary(bool with_namespace) {
  const Token& token = current();
  switch (token.type) {
    case TokenType::kName: return ParseNameOrConstant(with_namespace);
    case TokenType::kString: {
      Advance();
      if (!current().Is(TokenType::kString)) return Make(token.location, LiteralExpr{token.value});
      std::string text = token.value.AsString();
      while (current().Is(TokenType::kString)) text += Advance().value.AsString();
      return Make(token.location, LiteralExpr{Value(std::move(text))});
    }
    case TokenType::kInteger:
    case TokenType::kFloat: Advance(); return Make(token.location, LiteralExpr{token.value});
    case TokenType::kLParen: {
      Advance();
      ExprPtr node = ParseTuple(false, true, Ends::kNone, /*in_parentheses=*/true);
      Expect(TokenType::kRParen);
      return node;
    }
    case TokenType::kLBracket: return ParseList();
    case TokenType::kLBrace: return ParseDict();
    default: Fail(fmt::format("unexpected {}", ReprString(Describe(token))), token.location);
  }
}

ExprPtr Parser::ParseTuple(bool simplified, bool with_conditional, Ends ends, bool in_parentheses,
                           bool with_namespace) {
  const Location location = current().location;
  std::vector<ExprPtr> items;
  bool is_tuple = false;
  for (;;) {
    if (!items.empty()) Expect(TokenType::kComma);
    const Token& token = current();
    if (token.Is(TokenType::kVariableEnd) || token.Is(TokenType::kBlockEnd) ||
        token.Is(TokenType::kRParen))
      break;
    if (ends == Ends::kIn && token.IsName("in")) break;
    if (ends == Ends::kRecursive && token.IsName("recursive")) break;
    items.push_back(simplified ? ParsePrimary(with_namespace) : ParseExpression(with_conditional));
    if (!current().Is(TokenType::kComma)) break;
    is_tuple = true;
  }
  if (!is_tuple) {
    if (!items.empty()) return std::move(items[0]);
    if (!in_parentheses)
      Fail(fmt::format("Expected an expression, got {}", ReprString(Describe(current()))),
           current().location);
  }
  const uint32_t depth = DepthOf(items);
  return Make(location, TupleExpr{std::move(items)}, depth);
}

ExprPtr Parser::ParseList() {
  const Location location = Expect(TokenType::kLBracket).location;
  std::vector<ExprPtr> items;
  while (!current().Is(TokenType::kRBracket)) {
    if (!items.empty()) Expect(TokenType::kComma);
    if (current().Is(TokenType::kRBracket)) break;
    items.push_back(ParseExpression());
  }
  Expect(TokenType::kRBracket);
  const uint32_t depth = DepthOf(items);
  return Make(location, ListExpr{std::move(items)}, depth);
}

ExprPtr Parser::ParseDict() {
  const Location location = Expect(TokenType::kLBrace).location;
  std::vector<std::pair<ExprPtr, ExprPtr>> entries;
  uint32_t depth = 0;
  while (!current().Is(TokenType::kRBrace)) {
    if (!entries.empty()) Expect(TokenType::kComma);
    if (current().Is(TokenType::kRBrace)) break;
    ExprPtr key = ParseExpression();
    Expect(TokenType::kColon);
    ExprPtr value = ParseExpression();
    depth = std::max({depth, DepthOf(key), DepthOf(value)});
    entries.emplace_back(std::move(key), std::move(value));
  }
  Expect(TokenType::kRBrace);
  return Make(location, DictExpr{std::move(entries)}, depth);
}

ExprPtr Parser::ParsePostfix(ExprPtr node) {
  for (;;) {
    if (current().Is(TokenType::kDot) || current().Is(TokenType::kLBracket)) {
      node = ParseSubscript(std::move(node));
    } else if (current().Is(TokenType::kLParen)) {
      node = ParseCall(std::move(node));
    } else {
      return node;
    }
  }
}

ExprPtr Parser::ParseFilterOrTest(ExprPtr node) {
  for (;;) {
    if (current().Is(TokenType::kPipe)) {
      node = ParseFilter(std::move(node));
    } else if (current().IsName("is")) {
      node = ParseTest(std::move(node));
    } else if (current().Is(TokenType::kLParen)) {
      node = ParseCall(std::move(node));
    } else {
      return node;
    }
  }
}

ExprPtr Parser::ParseSubscript(ExprPtr node) {
  const Token& token = Advance();
  const uint32_t object_depth = DepthOf(node);
  if (token.Is(TokenType::kDot)) {
    const Token& attribute = Advance();
    if (attribute.Is(TokenType::kName))
      return Make(attribute.location, AttributeExpr{std::move(node), ast_->Intern(attribute.text)},
                  object_depth);
    if (!attribute.Is(TokenType::kInteger)) Fail("expected name or number", attribute.location);
    ExprPtr key = Make(attribute.location, LiteralExpr{attribute.value});
    return Make(token.location, ItemExpr{std::move(node), std::move(key)}, object_depth);
  }
  std::vector<ExprPtr> keys;
  while (!current().Is(TokenType::kRBracket)) {
    if (!keys.empty()) Expect(TokenType::kComma);
    keys.push_back(ParseSubscribed());
  }
  Expect(TokenType::kRBracket);
  const uint32_t depth = std::max(object_depth, DepthOf(keys) + 1);
  ExprPtr key = keys.size() == 1 ? std::move(keys[0])
                                 : Make(token.location, TupleExpr{std::move(keys)}, depth);
  return Make(token.location, ItemExpr{std::move(node), std::move(key)}, depth);
}

ExprPtr Parser::ParseSubscribed() {
  const Location location = current().location;
  SliceExpr slice;
  if (!SkipIf(TokenType::kColon)) {
    ExprPtr node = ParseExpression();
    if (!SkipIf(TokenType::kColon)) return node;
    slice.start = std::move(node);
  }
  const auto at_end = [this] {
    return current().Is(TokenType::kRBracket) || current().Is(TokenType::kComma);
  };
  if (!current().Is(TokenType::kColon) && !at_end()) slice.stop = ParseExpression();
  if (SkipIf(TokenType::kColon) && !at_end()) slice.step = ParseExpression();
  const uint32_t depth = std::max({DepthOf(slice.start), DepthOf(slice.stop), DepthOf(slice.step)});
  return Make(location, std::move(slice), depth);
}

Arguments Parser::ParseArguments() {
  const Location location = Expect(TokenType::kLParen).location;
  Arguments arguments;
  const auto ensure = [&](bool condition) {
    if (!condition) Fail("invalid syntax for function call expression", location);
  };
  for (bool comma = false; !current().Is(TokenType::kRParen); comma = true) {
    if (comma) {
      Expect(TokenType::kComma);
      if (current().Is(TokenType::kRParen)) break;
    }
    if (current().Is(TokenType::kMul)) {
      ensure(!arguments.star && !arguments.star_star);
      Advance();
      arguments.star = ParseExpression();
    } else if (current().Is(TokenType::kPow)) {
      ensure(!arguments.star_star);
      Advance();
      arguments.star_star = ParseExpression();
    } else if (current().Is(TokenType::kName) && Look().Is(TokenType::kAssign)) {
      ensure(!arguments.star_star);
      std::string name = Advance().text;
      Advance();
      arguments.named.emplace_back(std::move(name), ParseExpression());
    } else {
      ensure(!arguments.star && !arguments.star_star && arguments.named.empty());
      arguments.positional.push_back(ParseExpression());
    }
  }
  Expect(TokenType::kRParen);
  return arguments;
}

ExprPtr Parser::ParseCall(ExprPtr node) {
  const Location location = node->location;
  Arguments arguments = ParseArguments();
  const uint32_t depth = std::max(DepthOf(node), DepthOf(arguments));
  return Make(location, CallExpr{std::move(node), std::move(arguments)}, depth);
}

std::string Parser::ParseDottedName() {
  std::string name = Expect(TokenType::kName).text;
  while (SkipIf(TokenType::kDot)) name += "." + Expect(TokenType::kName).text;
  return name;
}

ExprPtr Parser::ParseFilter(ExprPtr node, bool start_inline) {
  while (current().Is(TokenType::kPipe) || start_inline) {
    if (!start_inline) Advance();
    start_inline = false;
    const Location location = current().location;
    FilterExpr filter;
    filter.name = ParseDottedName();
    if (current().Is(TokenType::kLParen)) filter.arguments = ParseArguments();
    const uint32_t depth = std::max(DepthOf(node), DepthOf(filter.arguments));
    filter.operand = std::move(node);
    node = Make(location, std::move(filter), depth);
  }
  return node;
}

ExprPtr Parser::ParseTest(ExprPtr node) {
  const Nesting nesting(this);
  Advance();
  const bool negated = SkipIfName("not");
  const Location location = current().location;
  TestExpr test;
  test.name = ParseDottedName();
  const Token& token = current();
  const bool has_operand = token.Is(TokenType::kName) || token.Is(TokenType::kString) ||
                           token.Is(TokenType::kInteger) || token.Is(TokenType::kFloat) ||
                           token.Is(TokenType::kLBracket) || token.Is(TokenType::kLBrace);
  if (token.Is(TokenType::kLParen)) {
    test.arguments = ParseArguments();
  } else if (has_operand && !token.IsName("else") && !token.IsName("or") && !token.IsName("and")) {
    if (token.IsName("is")) Fail("You cannot chain multiple tests with is", token.location);
    test.arguments.positional.push_back(ParsePostfix(ParsePrimary()));
  }
  const uint32_t depth = std::max(DepthOf(node), DepthOf(test.arguments));
  test.operand = std::move(node);
  ExprPtr result = Make(location, std::move(test), depth);
  if (!negated) return result;
  return Make(location, UnaryExpr{UnaryOp::kNot, std::move(result)}, depth + 1);
}

ExprPtr Parser::ParseTarget(Ends ends, bool with_namespace) {
  ExprPtr target = ParseTuple(/*simplified=*/true, true, ends, false, with_namespace);
  CheckTarget(*target);
  return target;
}

void Parser::CheckTarget(const Expr& target) const {
  if (const auto* tuple = std::get_if<TupleExpr>(&target.node)) {
    for (const ExprPtr& item : tuple->items) {
      if (std::holds_alternative<NameExpr>(item->node) ||
          std::holds_alternative<NamespaceTarget>(item->node))
        continue;
      if (!std::holds_alternative<TupleExpr>(item->node))
        Fail("can't assign to 'tuple'", target.location);
      CheckTarget(*item);
    }
    return;
  }
  if (!std::holds_alternative<NameExpr>(target.node) &&
      !std::holds_alternative<NamespaceTarget>(target.node))
    Fail(fmt::format("can't assign to '{}'", NodeName(target)), target.location);
}

const Identifier* Parser::ParseNameTarget() {
  const Token& token = Expect(TokenType::kName);
  static constexpr std::string_view kConstants[] = {"true", "false", "none",
                                                    "True", "False", "None"};
  if (std::find(std::begin(kConstants), std::end(kConstants), token.text) != std::end(kConstants))
    Fail("can't assign to 'name'", token.location);
  return ast_->Intern(token.text);
}

}  // namespace tarn::jinja
