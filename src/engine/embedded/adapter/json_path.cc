#include "engine/embedded/adapter/json_path.h"

#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "engine/embedded/adapter/json_path_node.h"

namespace tarn::engine::embedded {

namespace {

using Node = JsonPath::Node;
using Kind = Node::Kind;
using NodePtr = std::shared_ptr<const Node>;

constexpr int kDeepest = 100;

NodePtr Make(Kind kind, std::vector<NodePtr> children = {}, std::string text = {},
             ordered_json literal = {}) {
  return std::make_shared<const Node>(
      Node{kind, std::move(text), std::move(literal), std::move(children)});
}

struct SyntaxError {
  std::string problem;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), rest_(text) {}

  bool Mode() {
    if (TakeWord("lax")) return true;
    if (TakeWord("strict")) return false;
    Fail();
  }
  NodePtr Whole() {
    NodePtr path = Sum();
    Skip();
    if (!rest_.empty()) Fail();
    return path;
  }
  std::vector<std::string> TakeVariables() { return std::move(variables_); }

 private:
  [[noreturn]] void Fail() {
    throw SyntaxError{fmt::format("mismatched input '{}' at position {} of the JSON path",
                                  rest_.substr(0, 20), text_.size() - rest_.size() + 1)};
  }
  void Skip() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_[0]))) {
      rest_.remove_prefix(1);
    }
  }
  bool Take(std::string_view token) {
    Skip();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  static bool IsWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  bool TakeWord(std::string_view word) {
    Skip();
    if (!rest_.starts_with(word)) return false;
    if (rest_.size() > word.size() && IsWord(rest_[word.size()])) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void Expect(std::string_view token) {
    if (!Take(token)) Fail();
  }
  std::string Word() {
    size_t end = 0;
    while (end < rest_.size() && IsWord(rest_[end])) ++end;
    if (end == 0) Fail();
    std::string word(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return word;
  }
  // "a text" with JSON's escapes.
  std::string Quoted() {
    size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size()) Fail();
    const auto parsed = ordered_json::parse(rest_.substr(0, end + 1), nullptr, false);
    if (!parsed.is_string()) Fail();
    rest_.remove_prefix(end + 1);
    return parsed.get<std::string>();
  }

  NodePtr Sum() {
    Deeper deeper(*this);
    NodePtr left = Product();
    while (true) {
      if (Take("+")) {
        left = Make(Kind::kPlus, {left, Product()});
      } else if (Take("-")) {
        left = Make(Kind::kMinus, {left, Product()});
      } else {
        return left;
      }
    }
  }
  NodePtr Product() {
    NodePtr left = Signed();
    while (true) {
      if (Take("*")) {
        left = Make(Kind::kTimes, {left, Signed()});
      } else if (Take("/")) {
        left = Make(Kind::kDivide, {left, Signed()});
      } else if (Take("%")) {
        left = Make(Kind::kModulus, {left, Signed()});
      } else {
        return left;
      }
    }
  }
  NodePtr Signed() {
    Deeper deeper(*this);
    if (Take("-")) return Make(Kind::kNegate, {Signed()});
    if (Take("+")) return Signed();
    return Accessors(Primary());
  }
  NodePtr Primary() {
    Skip();
    if (rest_.empty()) Fail();
    if (Take("(")) {
      NodePtr inner = Sum();
      Expect(")");
      return inner;
    }
    if (Take("$")) {
      if (!rest_.empty() && (IsWord(rest_[0]) || rest_[0] == '"')) {
        std::string name = rest_[0] == '"' ? Quoted() : Word();
        variables_.push_back(name);
        return Make(Kind::kVariable, {}, std::move(name));
      }
      return Make(Kind::kRoot);
    }
    if (Take("@")) return Make(Kind::kCurrent);
    if (TakeWord("last")) return Make(Kind::kLast);
    if (TakeWord("true")) return Make(Kind::kLiteral, {}, {}, true);
    if (TakeWord("false")) return Make(Kind::kLiteral, {}, {}, false);
    if (TakeWord("null")) return Make(Kind::kLiteral);
    if (rest_[0] == '"') return Make(Kind::kLiteral, {}, {}, Quoted());
    return Number();
  }
  NodePtr Number() {
    size_t end = 0;
    while (end < rest_.size() &&
           (std::isdigit(static_cast<unsigned char>(rest_[end])) || rest_[end] == '.')) {
      // "1.type()": a point that no digit follows is an accessor's.
      const bool fraction =
          end + 1 < rest_.size() && std::isdigit(static_cast<unsigned char>(rest_[end + 1]));
      if (rest_[end] == '.' && !fraction) break;
      ++end;
    }
    if (end < rest_.size() && end > 0 && (rest_[end] == 'e' || rest_[end] == 'E')) {
      ++end;
      if (end < rest_.size() && (rest_[end] == '-' || rest_[end] == '+')) ++end;
      while (end < rest_.size() && std::isdigit(static_cast<unsigned char>(rest_[end]))) ++end;
    }
    auto number = ordered_json::parse(rest_.substr(0, end), nullptr, false);
    if (!number.is_number()) Fail();
    rest_.remove_prefix(end);
    return Make(Kind::kLiteral, {}, {}, std::move(number));
  }
  NodePtr Accessors(NodePtr of) {
    while (true) {
      Skip();
      if (Take("?")) {
        Expect("(");
        of = Make(Kind::kFilter, {of, Or()});
        Expect(")");
      } else if (Take("[")) {
        of = Subscripts(std::move(of));
      } else if (Take("..")) {
        of = Descendants(std::move(of));
      } else if (Take(".")) {
        of = Dot(std::move(of));
      } else {
        return of;
      }
    }
  }
  NodePtr Descendants(NodePtr of) {
    Skip();
    if (rest_.starts_with('"')) return Make(Kind::kDescendants, {of}, Quoted());
    return Make(Kind::kDescendants, {of}, Word());
  }
  NodePtr Dot(NodePtr of) {
    Skip();
    if (Take("*")) return Make(Kind::kAnyMember, {of});
    if (rest_.starts_with('"')) return Make(Kind::kMember, {of}, Quoted());
    std::string name = Word();
    if (!Take("(")) return Make(Kind::kMember, {of}, std::move(name));
    Expect(")");
    static constexpr std::string_view kMethods[] = {"type",  "size", "double",  "ceiling",
                                                    "floor", "abs",  "keyvalue"};
    for (const std::string_view method : kMethods) {
      if (method == name) return Make(Kind::kMethod, {of}, std::move(name));
    }
    if (name == "datetime") throw SyntaxError{std::string(JsonPath::kNoDatetime)};
    Fail();
  }
  NodePtr Subscripts(NodePtr of) {
    if (Take("*")) {
      Expect("]");
      return Make(Kind::kAnyElement, {of});
    }
    std::vector<NodePtr> children = {std::move(of)};
    do {
      NodePtr from = Sum();
      children.push_back(TakeWord("to") ? Make(Kind::kRange, {from, Sum()})
                                        : Make(Kind::kRange, {from}));
    } while (Take(","));
    Expect("]");
    return Make(Kind::kElements, std::move(children));
  }

  NodePtr Or() {
    NodePtr left = And();
    while (Take("||")) left = Make(Kind::kOr, {left, And()});
    return left;
  }
  NodePtr And() {
    NodePtr left = Condition();
    while (Take("&&")) left = Make(Kind::kAnd, {left, Condition()});
    return left;
  }
  NodePtr Condition() {
    Deeper deeper(*this);
    Skip();
    if (Take("!")) {
      Expect("(");
      NodePtr inner = Make(Kind::kNot, {Or()});
      Expect(")");
      return inner;
    }
    if (TakeWord("exists")) {
      Expect("(");
      NodePtr inner = Make(Kind::kExists, {Sum()});
      Expect(")");
      return inner;
    }
    const std::string_view before = rest_;
    if (Take("(")) {
      try {  // a condition in parentheses, or else a path
        NodePtr inner = Or();
        Expect(")");
        if (TakeWord("is")) {
          if (!TakeWord("unknown")) Fail();
          return Make(Kind::kIsUnknown, {inner});
        }
        return inner;
      } catch (const SyntaxError&) {
        rest_ = before;
      }
    }
    return Comparison();
  }
  NodePtr Comparison() {
    NodePtr left = Sum();
    if (TakeWord("starts")) {
      if (!TakeWord("with")) Fail();
      return Make(Kind::kStartsWith, {left, Sum()});
    }
    for (const char* op : {"==", "!=", "<>", "<=", ">=", "<", ">"}) {
      if (Take(op)) return Make(Kind::kCompare, {left, Sum()}, op);
    }
    Fail();
  }

  struct Deeper {
    explicit Deeper(Reader& reader) : reader(reader) {
      if (++reader.depth_ > kDeepest) reader.Fail();
    }
    ~Deeper() { --reader.depth_; }
    Reader& reader;
  };

  const std::string_view text_;
  std::string_view rest_;
  std::vector<std::string> variables_;
  int depth_ = 0;
};

}  // namespace

std::optional<JsonPath> JsonPath::Parse(std::string_view text, std::string& problem) {
  try {
    Reader reader(text);
    JsonPath path;
    path.lax_ = reader.Mode();
    path.root_ = reader.Whole();
    path.variables_ = reader.TakeVariables();
    return path;
  } catch (const SyntaxError& error) {
    problem = error.problem;
    return std::nullopt;
  }
}

}  // namespace tarn::engine::embedded
