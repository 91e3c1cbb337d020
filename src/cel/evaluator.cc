#include "cel/evaluator.h"

#include <re2/re2.h>

#include <compare>
#include <optional>

#include "base/error.h"
#include "cel/functions.h"
#include "cel/limits.h"

namespace tarn::cel {
namespace {

using base::Error;
using base::ErrorKind;
using ListPtr = std::shared_ptr<const List>;
using MapPtr = std::shared_ptr<const Map>;

// What is dear beside a step: an exception, and compiling a regular expression.
constexpr int64_t kStepsOfAFailure = 20;
constexpr int64_t kStepsOfAPattern = 100;

[[noreturn]] void ThrowTypes(const std::string& op, const Value& a, const Value& b) {
  base::Throw(ErrorKind::kInvalidArgument, "filter: '{}' does not take {} and {}", op, TypeName(a),
              TypeName(b));
}

template <typename T>
const T& As(const Value& value, const char* what) {
  if (auto* found = std::get_if<T>(&value)) return *found;
  base::Throw(ErrorKind::kInvalidArgument, "filter: expected a {}, not a {}", what,
              TypeName(value));
}

std::optional<double> AsNumber(const Value& value) {
  if (auto* number = std::get_if<int64_t>(&value)) return static_cast<double>(*number);
  if (auto* number = std::get_if<double>(&value)) return *number;
  return std::nullopt;
}

std::partial_ordering Compare(const std::string& op, const Value& a, const Value& b) {
  if (a.index() == b.index()) {
    if (auto* left = std::get_if<int64_t>(&a)) return *left <=> std::get<int64_t>(b);
    if (auto* left = std::get_if<std::string>(&a)) return *left <=> std::get<std::string>(b);
    if (auto* left = std::get_if<bool>(&a)) return *left <=> std::get<bool>(b);
    if (auto* left = std::get_if<base::TimePoint>(&a)) {
      return left->time_since_epoch().count() <=>
             std::get<base::TimePoint>(b).time_since_epoch().count();
    }
  }
  // What is not there is neither less nor more: a filter goes on where CEL would end in an error.
  if (std::holds_alternative<Null>(a) || std::holds_alternative<Null>(b)) {
    return std::partial_ordering::unordered;
  }
  auto left = AsNumber(a), right = AsNumber(b);
  if (!left || !right) ThrowTypes(op, a, b);
  return *left <=> *right;
}

Value IntArithmetic(char op, int64_t a, int64_t b) {
  int64_t result = 0;
  bool overflow = false;
  if (op == '+') {
    overflow = __builtin_add_overflow(a, b, &result);
  } else if (op == '-') {
    overflow = __builtin_sub_overflow(a, b, &result);
  } else if (op == '*') {
    overflow = __builtin_mul_overflow(a, b, &result);
  } else {
    if (b == 0) throw Error(ErrorKind::kInvalidArgument, "filter: division by zero");
    overflow = a == INT64_MIN && b == -1;
    if (!overflow) result = op == '/' ? a / b : a % b;
  }
  if (overflow) base::Throw(ErrorKind::kInvalidArgument, "filter: overflow: {} {} {}", a, op, b);
  return Value(result);
}

// What copying all of a list takes.
int64_t WeightOfAll(const List& list) {
  auto weight = static_cast<int64_t>(list.size());
  for (const Value& item : list) weight += WeightOf(item);
  return weight;
}

Value Arithmetic(const std::string& op, const Value& a, const Value& b, Budget& budget) {
  if (a.index() != b.index()) ThrowTypes(op, a, b);
  if (auto* left = std::get_if<int64_t>(&a)) {
    return IntArithmetic(op[0], *left, std::get<int64_t>(b));
  }
  if (auto* left = std::get_if<double>(&a); left != nullptr && op != "%") {
    const double right = std::get<double>(b);
    return Value(op == "+"   ? *left + right
                 : op == "-" ? *left - right
                 : op == "*" ? *left * right
                             : *left / right);
  }
  if (auto* left = std::get_if<std::string>(&a); left != nullptr && op == "+") {
    std::string joined = *left + std::get<std::string>(b);
    if (joined.size() > kMaxStringBytes) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: a string over {} bytes", kMaxStringBytes);
    }
    return Value(std::move(joined));
  }
  if (auto* left = std::get_if<ListPtr>(&a); left != nullptr && op == "+") {
    const List& right = *std::get<ListPtr>(b);
    budget.Spend(WeightOfAll(**left) + WeightOfAll(right));
    List joined = **left;
    if (joined.size() + right.size() > static_cast<size_t>(kMaxSteps)) {
      throw Error(ErrorKind::kInvalidArgument, "filter: a list too long");
    }
    joined.insert(joined.end(), right.begin(), right.end());
    return MakeList(std::move(joined));
  }
  ThrowTypes(op, a, b);
}

class Evaluator {
 public:
  Evaluator(const Map& bindings, Budget& budget) : bindings_(bindings), budget_(budget) {}

  Value Visit(const Node& node) {
    budget_.Spend(1);
    Value value = ValueOf(node);
    budget_.Spend(WeightOf(value));
    return value;
  }

 private:
  Value ValueOf(const Node& node) {
    switch (node.kind) {
      case NodeKind::kLiteral: return node.value;
      case NodeKind::kIdentifier: return Identifier(node);
      case NodeKind::kSelect: return Member(Visit(*node.children[0]), node.name);
      case NodeKind::kHas: return Has(node);
      case NodeKind::kIndex: return Index(node);
      case NodeKind::kCall: return Call(node);
      case NodeKind::kMethod: return Method(node);
      case NodeKind::kList: return ListLiteral(node);
      case NodeKind::kMap: return MapLiteral(node);
      case NodeKind::kComprehension: return Comprehension(node);
    }
    return Value(Null());
  }

  Value Identifier(const Node& node) const {
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
      if (local->first == node.name) return local->second;
    }
    auto found = bindings_.find(node.name);
    if (found == bindings_.end()) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: '{}' has no value", node.name);
    }
    return found->second;
  }

  static Value Member(const Value& target, const std::string& name) {
    const Map& map = *As<MapPtr>(target, "map");
    auto found = map.find(name);
    if (found == map.end()) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: there is no member '{}'",
                  name.substr(0, 100));
    }
    return found->second;
  }

  Value Has(const Node& node) {
    const Value target = Visit(*node.children[0]);
    const Map& map = *As<MapPtr>(target, "map");
    auto found = map.find(node.name);
    return Value(found != map.end() && !std::holds_alternative<Null>(found->second));
  }

  Value Index(const Node& node) {
    const Value target = Visit(*node.children[0]);
    const Value index = Visit(*node.children[1]);
    if (auto* list = std::get_if<ListPtr>(&target)) {
      const int64_t at = As<int64_t>(index, "int");
      if (at < 0 || at >= static_cast<int64_t>((*list)->size())) {
        base::Throw(ErrorKind::kInvalidArgument, "filter: index {} of a list of {}", at,
                    (*list)->size());
      }
      return (**list)[static_cast<size_t>(at)];
    }
    return Member(target, As<std::string>(index, "string"));
  }

  // An error of one side does not matter when the other side decides.
  Value Logical(const Node& node, bool decides) {
    std::optional<Error> failure;
    for (const NodePtr& child : node.children) {
      try {
        if (As<bool>(Visit(*child), "bool") == decides) return Value(decides);
      } catch (const Error& error) {
        if (budget_.exhausted()) throw;
        budget_.Spend(kStepsOfAFailure);
        failure = error;
      }
    }
    if (failure) throw Error(*failure);
    return Value(!decides);
  }

  Value Call(const Node& node) {
    const std::string& op = node.name;
    if (op == "&&") return Logical(node, false);
    if (op == "||") return Logical(node, true);
    if (op == "?:")
      return Visit(*node.children[As<bool>(Visit(*node.children[0]), "bool") ? 1 : 2]);
    std::vector<Value> values;
    for (const NodePtr& child : node.children) values.push_back(Visit(*child));
    if (op == "!") return Value(!As<bool>(values[0], "bool"));
    if (op == "neg") {
      if (auto* number = std::get_if<double>(&values[0])) return Value(-*number);
      return IntArithmetic('-', 0, As<int64_t>(values[0], "int"));
    }
    if (op == "==") return Value(Equals(values[0], values[1], budget_));
    if (op == "!=") return Value(!Equals(values[0], values[1], budget_));
    if (op == "in") return In(values[0], values[1]);
    if (op == "<") return Value(Compare(op, values[0], values[1]) < 0);
    if (op == "<=") return Value(Compare(op, values[0], values[1]) <= 0);
    if (op == ">") return Value(Compare(op, values[0], values[1]) > 0);
    if (op == ">=") return Value(Compare(op, values[0], values[1]) >= 0);
    if (auto function = Functions().find(op); function != Functions().end()) {
      return Apply(node, function->second, values);
    }
    return Arithmetic(op, values[0], values[1], budget_);
  }

  Value In(const Value& item, const Value& container) {
    if (auto* map = std::get_if<MapPtr>(&container)) {
      auto* name = std::get_if<std::string>(&item);
      return Value(name != nullptr && (*map)->contains(*name));
    }
    const List& list = *As<ListPtr>(container, "list");
    for (const Value& candidate : list) {
      if (Equals(item, candidate, budget_)) return Value(true);
    }
    return Value(false);
  }

  Value Method(const Node& node) {
    std::vector<Value> values;
    for (const NodePtr& child : node.children) values.push_back(Visit(*child));
    const Function& method = Methods().find(node.name)->second;
    if (method.call != nullptr) {
      // Searching looks at each byte of the text for each of what is sought, at worst.
      if (values.size() == 2) budget_.Spend(WeightOf(values[0]) * WeightOf(values[1]));
      return Apply(node, method, values);
    }
    const Value& text = values[0];
    if (node.pattern) return Value(Matched(*node.pattern, text));
    const auto pattern = CompilePattern(As<std::string>(values[1], "string"));
    budget_.Spend(kStepsOfAPattern + 4 * int64_t{pattern->ProgramSize()});
    return Value(Matched(*pattern, text));
  }

  // Each byte meets each instruction of the pattern, at worst; of a small one it meets few at once.
  bool Matched(const re2::RE2& pattern, const Value& text) {
    constexpr int64_t kInstructionsOfAStep = 16;
    budget_.Spend(1 + WeightOf(text) * (1 + pattern.ProgramSize() / kInstructionsOfAStep));
    return Matches(pattern, As<std::string>(text, "string"));
  }

  Value Apply(const Node& node, const Function& function, const std::vector<Value>& values) {
    static constexpr TypeKind kKinds[] = {
        TypeKind::kNull,   TypeKind::kBool,      TypeKind::kInt,  TypeKind::kDouble,
        TypeKind::kString, TypeKind::kTimestamp, TypeKind::kList, TypeKind::kMap};
    for (size_t i = 0; i < values.size(); ++i) {
      bool fits = false;
      for (TypeKind kind : function.parameters[i]) fits |= kind == kKinds[values[i].index()];
      if (!fits) {
        base::Throw(ErrorKind::kInvalidArgument, "filter: '{}' does not take a {}", node.name,
                    TypeName(values[i]));
      }
    }
    return function.call(values);
  }

  Value ListLiteral(const Node& node) {
    List items;
    for (const NodePtr& child : node.children) items.push_back(Visit(*child));
    return MakeList(std::move(items));
  }

  Value MapLiteral(const Node& node) {
    Map members;
    for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
      std::string name = As<std::string>(Visit(*node.children[i]), "string");
      members.insert_or_assign(std::move(name), Visit(*node.children[i + 1]));
    }
    return MakeMap(std::move(members));
  }

  Value Comprehension(const Node& node) {
    const Value range = Visit(*node.children[0]);
    List names;
    if (auto* map = std::get_if<MapPtr>(&range)) {
      for (const auto& [name, value] : **map) names.emplace_back(name);
      budget_.Spend(WeightOfAll(names));
    }
    const List& items = std::holds_alternative<MapPtr>(range) ? names : *As<ListPtr>(range, "list");
    List kept;
    int64_t matches = 0;
    for (const Value& item : items) {
      budget_.Spend(WeightOf(item));
      locals_.emplace_back(node.name, item);
      Value value = Visit(*node.children[1]);
      locals_.pop_back();
      if (node.macro == Macro::kMap) {
        kept.push_back(std::move(value));
        continue;
      }
      const bool yes = As<bool>(value, "bool");
      matches += yes;
      if (node.macro == Macro::kFilter && yes) kept.push_back(item);
      if (node.macro == Macro::kExists && yes) return Value(true);
      if (node.macro == Macro::kAll && !yes) return Value(false);
    }
    switch (node.macro) {
      case Macro::kExists: return Value(false);
      case Macro::kAll: return Value(true);
      case Macro::kExistsOne: return Value(matches == 1);
      default: return MakeList(std::move(kept));
    }
  }

  const Map& bindings_;
  Budget& budget_;
  std::vector<std::pair<std::string, Value>> locals_;
};

}  // namespace

Value EvaluateNode(const Node& node, const Map& bindings, Budget& budget) {
  return Evaluator(bindings, budget).Visit(node);
}

}  // namespace tarn::cel
