#include "engine/embedded/adapter/json_path.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tarn::engine::embedded {

using nlohmann::ordered_json;

struct JsonPath::Node {
  enum class Kind {
    kRoot,
    kCurrent,
    kVariable,
    kLast,
    kLiteral,  // text, literal
    kMember,
    kAnyMember,
    kElements,
    kAnyElement,
    kFilter,  // child 0 is what they are of
    kMethod,
    kPlus,
    kMinus,
    kTimes,
    kDivide,
    kModulus,
    kNegate,
    kRange,  // a subscript: one child, or two ("to")
    kAnd,
    kOr,
    kNot,
    kCompare,
    kExists,
    kStartsWith,
    kIsUnknown
  };
  Kind kind;
  std::string text;  // a name, a method, an operator
  ordered_json literal;
  std::vector<std::shared_ptr<const Node>> children;
};

namespace {

using Node = JsonPath::Node;
using Kind = Node::Kind;
using NodePtr = std::shared_ptr<const Node>;
using Items = JsonPath::Items;

constexpr int kDeepest = 100;
constexpr size_t kMostItems = 1'000'000;

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
      if (!rest_.empty() && IsWord(rest_[0])) return Make(Kind::kVariable, {}, Word());
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
      } else if (Take(".")) {
        of = Dot(std::move(of));
      } else {
        return of;
      }
    }
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
  int depth_ = 0;
};

struct EvaluationError {};

enum class Truth { kFalse, kTrue, kUnknown };

class Evaluator {
 public:
  Evaluator(bool lax, const ordered_json& root, const ordered_json& variables)
      : lax_(lax), root_(root), variables_(variables) {}

  Items Of(const Node& node) {
    switch (node.kind) {
      case Kind::kRoot: return {root_};
      case Kind::kCurrent: return {Current()};
      case Kind::kLiteral: return {node.literal};
      case Kind::kVariable:
        if (!variables_.contains(node.text)) throw EvaluationError();
        return {variables_[node.text]};
      case Kind::kLast:
        if (last_.empty()) throw EvaluationError();
        return {ordered_json(last_.back())};
      case Kind::kMember: return Member(node);
      case Kind::kAnyMember: return AnyMember(node);
      case Kind::kElements: return Elements(node);
      case Kind::kAnyElement: return AnyElement(node);
      case Kind::kFilter: return Filter(node);
      case Kind::kMethod: return Method(node);
      case Kind::kNegate: return Negate(node);
      default: return {Arithmetic(node)};
    }
  }

 private:
  const ordered_json& Current() const {
    if (current_.empty()) throw EvaluationError();
    return *current_.back();
  }
  static void Bound(const Items& items) {
    if (items.size() > kMostItems) throw EvaluationError();
  }
  // In lax mode arrays give their elements to what wants none.
  Items Unwrapped(Items items) const {
    if (!lax_) return items;
    Items out;
    for (ordered_json& item : items) {
      if (item.is_array()) {
        for (ordered_json& element : item) out.push_back(std::move(element));
      } else {
        out.push_back(std::move(item));
      }
    }
    Bound(out);
    return out;
  }
  Items Member(const Node& node) {
    Items out;
    for (const ordered_json& item : Unwrapped(Of(*node.children[0]))) {
      const auto found = item.is_object() ? item.find(node.text) : item.end();
      if (item.is_object() && found != item.end()) {
        out.push_back(*found);
      } else if (!lax_) {
        throw EvaluationError();
      }
    }
    return out;
  }
  Items AnyMember(const Node& node) {
    Items out;
    for (const ordered_json& item : Unwrapped(Of(*node.children[0]))) {
      if (item.is_object()) {
        for (const auto& [name, value] : item.items()) out.push_back(value);
      } else if (!lax_) {
        throw EvaluationError();
      }
    }
    Bound(out);
    return out;
  }
  Items AnyElement(const Node& node) {
    Items out;
    for (const ordered_json& item : Of(*node.children[0])) {
      if (item.is_array()) {
        out.insert(out.end(), item.begin(), item.end());
      } else if (lax_) {
        out.push_back(item);
      } else {
        throw EvaluationError();
      }
    }
    Bound(out);
    return out;
  }
  int64_t Index(const Node& node) {
    const Items items = Of(node);
    if (items.size() != 1 || !items[0].is_number()) throw EvaluationError();
    const double number = items[0].get<double>();
    if (!(std::abs(number) < 1e9)) throw EvaluationError();
    return static_cast<int64_t>(number);
  }
  Items Elements(const Node& node) {
    Items out;
    for (const ordered_json& item : Of(*node.children[0])) {
      if (!item.is_array() && !lax_) throw EvaluationError();
      const ordered_json array = item.is_array() ? item : ordered_json::array({item});
      const auto size = static_cast<int64_t>(array.size());
      last_.push_back(size - 1);
      for (size_t i = 1; i < node.children.size(); ++i) {
        const auto& range = node.children[i]->children;
        const int64_t from = Index(*range[0]);
        const int64_t to = range.size() > 1 ? Index(*range[1]) : from;
        if (!lax_ && (from < 0 || to >= size || from > to)) throw EvaluationError();
        for (int64_t at = std::max<int64_t>(from, 0); at <= std::min(to, size - 1); ++at) {
          out.push_back(array[static_cast<size_t>(at)]);
        }
      }
      last_.pop_back();
    }
    Bound(out);
    return out;
  }
  Items Filter(const Node& node) {
    Items out;
    for (const ordered_json& item : Unwrapped(Of(*node.children[0]))) {
      current_.push_back(&item);
      const bool keep = Judge(*node.children[1]) == Truth::kTrue;
      current_.pop_back();
      if (keep) out.push_back(item);
    }
    return out;
  }
  static const char* TypeOf(const ordered_json& item) {
    if (item.is_null()) return "null";
    if (item.is_boolean()) return "boolean";
    if (item.is_number()) return "number";
    if (item.is_string()) return "string";
    return item.is_array() ? "array" : "object";
  }
  Items Method(const Node& node) {
    Items of = Of(*node.children[0]);
    const std::string& name = node.text;
    Items out;
    if (name == "type") {
      for (const ordered_json& item : of) out.emplace_back(TypeOf(item));
      return out;
    }
    if (name == "size") {
      for (const ordered_json& item : of) {
        if (!item.is_array() && !lax_) throw EvaluationError();
        out.emplace_back(item.is_array() ? static_cast<int64_t>(item.size()) : int64_t{1});
      }
      return out;
    }
    for (const ordered_json& item : Unwrapped(std::move(of))) out.push_back(Scalar(name, item));
    return out;
  }
  ordered_json Scalar(const std::string& name, const ordered_json& item) {
    if (name == "keyvalue") {
      if (!item.is_object()) throw EvaluationError();
      ordered_json pairs = ordered_json::array();
      for (const auto& [key, value] : item.items()) {
        pairs.push_back({{"name", key}, {"value", value}, {"id", 0}});
      }
      return pairs.size() == 1 ? pairs[0] : pairs;
    }
    if (name == "double" && item.is_string()) {
      const std::string& text = item.get_ref<const std::string&>();
      double value = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
      if (read.ec != std::errc() || read.ptr != text.data() + text.size()) throw EvaluationError();
      return value;
    }
    if (!item.is_number()) throw EvaluationError();
    if (name == "double") return item.get<double>();
    if (item.is_number_integer()) {
      return name == "abs" ? ordered_json(std::abs(item.get<int64_t>())) : item;
    }
    const double value = item.get<double>();
    return name == "ceiling" ? std::ceil(value)
           : name == "floor" ? std::floor(value)
                             : std::abs(value);
  }
  ordered_json OneNumber(const Node& node) {
    Items items = Unwrapped(Of(node));
    if (items.size() != 1 || !items[0].is_number()) throw EvaluationError();
    return std::move(items[0]);
  }
  Items Negate(const Node& node) {
    Items out;
    for (const ordered_json& item : Unwrapped(Of(*node.children[0]))) {
      if (!item.is_number()) throw EvaluationError();
      out.push_back(item.is_number_integer() ? ordered_json(-item.get<int64_t>())
                                             : ordered_json(-item.get<double>()));
    }
    return out;
  }
  ordered_json Arithmetic(const Node& node) {
    const ordered_json left = OneNumber(*node.children[0]), right = OneNumber(*node.children[1]);
    if (left.is_number_integer() && right.is_number_integer()) {
      const auto a = left.get<int64_t>(), b = right.get<int64_t>();
      int64_t result = 0;
      bool bad = false;
      switch (node.kind) {
        case Kind::kPlus: bad = __builtin_add_overflow(a, b, &result); break;
        case Kind::kMinus: bad = __builtin_sub_overflow(a, b, &result); break;
        case Kind::kTimes: bad = __builtin_mul_overflow(a, b, &result); break;
        default:
          bad = b == 0 || (b == -1 && a == INT64_MIN);
          if (!bad) result = node.kind == Kind::kDivide ? a / b : a % b;
      }
      if (bad) throw EvaluationError();
      return result;
    }
    const auto a = left.get<double>(), b = right.get<double>();
    switch (node.kind) {
      case Kind::kPlus: return a + b;
      case Kind::kMinus: return a - b;
      case Kind::kTimes: return a * b;
      case Kind::kDivide: return a / b;
      case Kind::kModulus: return std::fmod(a, b);
      default: throw EvaluationError();
    }
  }

  Truth Judge(const Node& node) {
    const auto of = [](bool truth) { return truth ? Truth::kTrue : Truth::kFalse; };
    switch (node.kind) {
      case Kind::kAnd: {
        const Truth a = Judge(*node.children[0]), b = Judge(*node.children[1]);
        if (a == Truth::kFalse || b == Truth::kFalse) return Truth::kFalse;
        return a == Truth::kTrue && b == Truth::kTrue ? Truth::kTrue : Truth::kUnknown;
      }
      case Kind::kOr: {
        const Truth a = Judge(*node.children[0]), b = Judge(*node.children[1]);
        if (a == Truth::kTrue || b == Truth::kTrue) return Truth::kTrue;
        return a == Truth::kFalse && b == Truth::kFalse ? Truth::kFalse : Truth::kUnknown;
      }
      case Kind::kNot: {
        const Truth a = Judge(*node.children[0]);
        return a == Truth::kUnknown ? a : of(a == Truth::kFalse);
      }
      case Kind::kIsUnknown: return of(Judge(*node.children[0]) == Truth::kUnknown);
      default: break;
    }
    try {
      const Items left = Unwrapped(Of(*node.children[0]));
      if (node.kind == Kind::kExists) return of(!left.empty());
      const Items right = Unwrapped(Of(*node.children[1]));
      bool unknown = false;
      for (const ordered_json& a : left) {
        for (const ordered_json& b : right) {
          const Truth truth =
              node.kind == Kind::kStartsWith ? StartsWith(a, b) : Compare(node.text, a, b);
          if (truth == Truth::kTrue) return truth;
          unknown = unknown || truth == Truth::kUnknown;
        }
      }
      return unknown ? Truth::kUnknown : Truth::kFalse;
    } catch (const EvaluationError&) {
      return Truth::kUnknown;
    }
  }
  static Truth StartsWith(const ordered_json& a, const ordered_json& b) {
    if (!a.is_string() || !b.is_string()) return Truth::kUnknown;
    const bool starts =
        a.get_ref<const std::string&>().starts_with(b.get_ref<const std::string&>());
    return starts ? Truth::kTrue : Truth::kFalse;
  }
  static Truth Compare(const std::string& op, const ordered_json& a, const ordered_json& b) {
    const bool equality = op == "==" || op == "!=" || op == "<>";
    if (a.is_structured() || b.is_structured()) return Truth::kUnknown;
    const bool alike = (a.is_number() && b.is_number()) || a.type() == b.type();
    if (!alike) {
      if (!equality || !(a.is_null() || b.is_null())) return Truth::kUnknown;
      return op == "==" ? Truth::kFalse : Truth::kTrue;
    }
    bool truth = false;
    if (op == "==") {
      truth = a == b;
    } else if (equality) {
      truth = a != b;
    } else if (op == "<") {
      truth = a < b;
    } else if (op == "<=") {
      truth = a <= b;
    } else if (op == ">") {
      truth = a > b;
    } else {
      truth = a >= b;
    }
    return truth ? Truth::kTrue : Truth::kFalse;
  }

  const bool lax_;
  const ordered_json& root_;
  const ordered_json& variables_;
  std::vector<const ordered_json*> current_;
  std::vector<int64_t> last_;
};

}  // namespace

std::optional<JsonPath> JsonPath::Parse(std::string_view text, std::string& problem) {
  try {
    Reader reader(text);
    JsonPath path;
    path.lax_ = reader.Mode();
    path.root_ = reader.Whole();
    return path;
  } catch (const SyntaxError& error) {
    problem = error.problem;
    return std::nullopt;
  }
}

std::optional<JsonPath::Items> JsonPath::Evaluate(const ordered_json& root,
                                                  const ordered_json& variables) const {
  try {
    return Evaluator(lax_, root, variables).Of(*root_);
  } catch (const EvaluationError&) {
    return std::nullopt;
  }
}

}  // namespace tarn::engine::embedded
