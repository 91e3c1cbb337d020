#include "cel/parser.h"

#include <array>
#include <map>
#include <optional>

#include "cel/lexer.h"
#include "cel/limits.h"

namespace tarn::cel {
namespace {

// Binary operators by how tightly they bind, loosest first.
constexpr std::array<std::array<std::string_view, 7>, 5> kBinary = {{
    {"||"},
    {"&&"},
    {"==", "!=", "<", "<=", ">", ">=", "in"},
    {"+", "-"},
    {"*", "/", "%"},
}};

const std::map<std::string, Macro, std::less<>> kMacros = {{"exists", Macro::kExists},
                                                           {"all", Macro::kAll},
                                                           {"exists_one", Macro::kExistsOne},
                                                           {"filter", Macro::kFilter},
                                                           {"map", Macro::kMap}};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), tokens_(Tokenize(text)) {}

  NodePtr Run() {
    NodePtr node = Conditional();
    if (Current().kind != TokenKind::kEnd) Fail("unexpected text");
    return node;
  }

 private:
  // Counts how deep the parser is, so that hostile nesting ends in an error and not in a crash.
  struct Depth {
    explicit Depth(Parser& parser) : parser(parser) {
      if (++parser.depth_ > kMaxDepth) parser.Fail("nested too deeply");
    }
    ~Depth() { --parser.depth_; }
    Parser& parser;
  };

  const Token& Current() const { return tokens_[at_]; }
  bool IsOperator(std::string_view text) const {
    return Current().kind == TokenKind::kOperator && Current().text == text;
  }
  bool Take(std::string_view text) {
    if (!IsOperator(text)) return false;
    ++at_;
    return true;
  }
  void Expect(std::string_view text) {
    if (!Take(text)) Fail("expected '" + std::string(text) + "'");
  }
  [[noreturn]] void Fail(const std::string& problem) const {
    ThrowAt(text_, Current().position, problem);
  }
  NodePtr Make(NodeKind kind, std::string name = {}) const {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->name = std::move(name);
    node->position = Current().position;
    return node;
  }

  NodePtr Conditional() {
    Depth depth(*this);
    NodePtr condition = Binary(0);
    if (!IsOperator("?")) return condition;
    NodePtr node = Make(NodeKind::kCall, "?:");
    Take("?");
    node->children.push_back(std::move(condition));
    node->children.push_back(Binary(0));
    Expect(":");
    node->children.push_back(Conditional());
    return node;
  }

  std::optional<std::string> BinaryOperator(size_t level) const {
    if (Current().kind != TokenKind::kOperator) return std::nullopt;
    for (std::string_view op : kBinary[level]) {
      if (!op.empty() && Current().text == op) return std::string(op);
    }
    return std::nullopt;
  }

  NodePtr Binary(size_t level) {
    if (level == kBinary.size()) return Unary();
    NodePtr left = Binary(level + 1);
    int length = 0;
    while (auto op = BinaryOperator(level)) {
      // A long chain is a deep tree.
      if (depth_ + ++length > kMaxDepth * 4) Fail("too many operators in a row");
      NodePtr node = Make(NodeKind::kCall, *op);
      ++at_;
      node->children.push_back(std::move(left));
      node->children.push_back(Binary(level + 1));
      left = std::move(node);
    }
    return left;
  }

  NodePtr Unary() {
    Depth depth(*this);
    for (std::string_view op : {"!", "-"}) {
      if (!IsOperator(op)) continue;
      NodePtr node = Make(NodeKind::kCall, op == "!" ? "!" : "neg");
      ++at_;
      node->children.push_back(Unary());
      return node;
    }
    return Member();
  }

  NodePtr Member() {
    NodePtr node = Primary();
    int length = 0;
    while (true) {
      if (depth_ + ++length > kMaxDepth * 4) Fail("too many members in a row");
      if (IsOperator(".")) {
        ++at_;
        node = AfterDot(std::move(node));
      } else if (IsOperator("[")) {
        NodePtr index = Make(NodeKind::kIndex);
        ++at_;
        index->children.push_back(std::move(node));
        index->children.push_back(Conditional());
        Expect("]");
        node = std::move(index);
      } else {
        return node;
      }
    }
  }

  NodePtr AfterDot(NodePtr target) {
    if (Current().kind != TokenKind::kIdentifier) Fail("expected a member");
    NodePtr node = Make(NodeKind::kSelect, Current().text);
    ++at_;
    node->children.push_back(std::move(target));
    if (!Take("(")) return node;
    node->kind = NodeKind::kMethod;
    if (auto macro = kMacros.find(node->name); macro != kMacros.end()) {
      node->kind = NodeKind::kComprehension;
      node->macro = macro->second;
    }
    Arguments(*node, ")");
    if (node->kind == NodeKind::kComprehension) return Comprehension(std::move(node));
    return node;
  }

  NodePtr Comprehension(NodePtr node) {
    if (node->children.size() != 3 || node->children[1]->kind != NodeKind::kIdentifier) {
      ThrowAt(text_, node->position, "'" + node->name + "' takes a name and an expression");
    }
    node->name = node->children[1]->name;
    node->children.erase(node->children.begin() + 1);
    return node;
  }

  void Arguments(Node& node, std::string_view end) {
    if (Take(end)) return;
    do {
      if (end != ")" && IsOperator(end)) break;  // a list may end with a comma
      node.children.push_back(Conditional());
    } while (Take(","));
    Expect(end);
  }

  NodePtr Primary() {
    const Token& token = Current();
    if (token.kind == TokenKind::kLiteral) {
      NodePtr node = Make(NodeKind::kLiteral);
      node->value = token.value;
      ++at_;
      return node;
    }
    if (Take("(")) {
      NodePtr node = Conditional();
      Expect(")");
      return node;
    }
    if (IsOperator("[")) {
      NodePtr node = Make(NodeKind::kList);
      ++at_;
      Arguments(*node, "]");
      return node;
    }
    if (IsOperator("{")) return MapLiteral();
    Take(".");  // a leading dot means the root scope, the only one here
    if (Current().kind != TokenKind::kIdentifier) Fail("expected a value");
    NodePtr node = Make(NodeKind::kIdentifier, Current().text);
    ++at_;
    if (!Take("(")) return node;
    node->kind = NodeKind::kCall;
    Arguments(*node, ")");
    if (node->name != "has") return node;
    if (node->children.size() != 1 || node->children[0]->kind != NodeKind::kSelect) {
      ThrowAt(text_, node->position, "'has' takes a member, as has(a.b)");
    }
    NodePtr select = std::move(node->children[0]);
    select->kind = NodeKind::kHas;
    return select;
  }

  NodePtr MapLiteral() {
    NodePtr node = Make(NodeKind::kMap);
    Expect("{");
    while (!IsOperator("}")) {
      node->children.push_back(Conditional());
      Expect(":");
      node->children.push_back(Conditional());
      if (!Take(",")) break;
    }
    Expect("}");
    return node;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

NodePtr Parse(std::string_view text) { return Parser(text).Run(); }

}  // namespace tarn::cel
