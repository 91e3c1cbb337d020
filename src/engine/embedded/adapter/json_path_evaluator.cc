#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/embedded/adapter/json_path_node.h"

namespace tarn::engine::embedded {
namespace {

using Node = JsonPath::Node;
using Kind = Node::Kind;
using Items = std::vector<const ordered_json*>;

constexpr size_t kMostItems = 1'000'000;

struct EvaluationError {
  std::string problem;
};
[[noreturn]] void Fail(std::string problem) { throw EvaluationError{std::move(problem)}; }

const char* TypeOf(const ordered_json& item) {
  if (item.is_null()) return "null";
  if (item.is_boolean()) return "boolean";
  if (item.is_number()) return "number";
  if (item.is_string()) return "string";
  return item.is_array() ? "array" : "object";
}
[[noreturn]] void FailItem(const char* expected, const ordered_json& item) {
  std::string actual = TypeOf(item);
  for (char& c : actual) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  Fail(fmt::format("invalid item type. Expected: {}, actual: {}", expected, actual));
}
[[noreturn]] void FailStructure(const std::string& what) { Fail("structural error: " + what); }

// An integer of the document; those beyond 64 bits are no numbers to paths.
std::optional<int64_t> IntegerOf(const ordered_json& item) {
  if (item.is_number_unsigned() &&
      item.get<uint64_t>() > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
    Fail("value too big");
  }
  if (!item.is_number_integer()) return std::nullopt;
  return item.get<int64_t>();
}

enum class Truth { kFalse, kTrue, kUnknown };
Truth TruthOf(bool truth) { return truth ? Truth::kTrue : Truth::kFalse; }

template <typename T>
bool Holds(const std::string& op, const T& a, const T& b) {
  if (op == "==") return a == b;
  if (op == "!=" || op == "<>") return a != b;
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  return op == ">" ? a > b : a >= b;
}

// Of two scalars, none of them null.
Truth CompareScalars(const std::string& op, const ordered_json& a, const ordered_json& b) {
  if (a.is_number() && b.is_number()) {
    const auto left = IntegerOf(a), right = IntegerOf(b);
    return TruthOf(left && right ? Holds(op, *left, *right)
                                 : Holds(op, a.get<double>(), b.get<double>()));
  }
  if (a.type() != b.type()) return Truth::kUnknown;
  if (a.is_boolean()) return TruthOf(Holds(op, a.get<bool>(), b.get<bool>()));
  return TruthOf(Holds(op, a.get_ref<const std::string&>(), b.get_ref<const std::string&>()));
}

// Which kinds of items a sequence has.
struct Kinds {
  explicit Kinds(const Items& items) {
    for (const ordered_json* item : items) {
      if (item->is_null()) {
        null = true;
      } else if (item->is_structured()) {
        structured = true;
      } else {
        scalar = true;
      }
    }
  }
  bool null = false, scalar = false, structured = false;
};

// The comparison of two sequences: true when any two items compare so; unknown when some cannot be
// compared, in lax mode unless a pair before them answers.
Truth Compare(const std::string& op, const Items& left, const Items& right, bool lax) {
  const Kinds a(left), b(right);
  if ((a.structured && (b.structured || b.scalar)) || (a.scalar && b.structured)) {
    return Truth::kUnknown;
  }
  bool found = op == "==" && a.null && b.null;
  if (op == "!=" || op == "<>") {
    found = (a.null && (b.scalar || b.structured)) || (b.null && (a.scalar || a.structured));
  }
  if (found && lax) return Truth::kTrue;
  for (const ordered_json* x : left) {
    if (x->is_null() || x->is_structured()) continue;
    for (const ordered_json* y : right) {
      if (y->is_null() || y->is_structured()) continue;
      const Truth truth = CompareScalars(op, *x, *y);
      if (truth == Truth::kUnknown) return truth;
      found = found || truth == Truth::kTrue;
      if (found && lax) return Truth::kTrue;
    }
  }
  return TruthOf(found);
}

// Evaluates one path over one document. Depth of recursion is bounded by the reader and, over the
// document, by its own nesting.
class Evaluator {
 public:
  Evaluator(bool lax, const ordered_json& root, const ordered_json& variables,
            std::deque<ordered_json>& made)
      : lax_(lax), root_(root), variables_(variables), made_(made) {}

  Items Of(const Node& node) {
    switch (node.kind) {
      case Kind::kRoot: return {&root_};
      case Kind::kCurrent: return {&Current()};
      case Kind::kLiteral: return {&node.literal};
      case Kind::kVariable: {
        const auto found = variables_.find(node.text);
        if (found == variables_.end()) return {};  // a NULL that was passed
        return {&*found};
      }
      case Kind::kLast:
        if (last_.empty()) Fail("accessing the last array index with no enclosing array");
        return {Keep(last_.back())};
      case Kind::kMember: return Member(node);
      case Kind::kAnyMember: return AnyMember(node);
      case Kind::kDescendants: return Descendants(node);
      case Kind::kElements: return Elements(node);
      case Kind::kAnyElement: return AnyElement(node);
      case Kind::kFilter: return Filter(node);
      case Kind::kMethod: return Method(node);
      case Kind::kNegate: return Negate(node);
      default: return {Keep(Arithmetic(node))};
    }
  }

 private:
  const ordered_json* Keep(ordered_json value) {
    if (made_.size() >= kMostItems) Fail("too many items");
    made_.push_back(std::move(value));
    return &made_.back();
  }
  const ordered_json& Current() const {
    if (current_.empty()) Fail("the current item is only known in a filter");
    return *current_.back();
  }
  static void Add(Items& items, const ordered_json* item) {
    if (items.size() >= kMostItems) Fail("too many items");
    items.push_back(item);
  }
  // In lax mode arrays give their elements to what wants none.
  Items Unwrapped(Items items) const {
    if (!lax_) return items;
    Items out;
    for (const ordered_json* item : items) {
      if (!item->is_array()) {
        Add(out, item);
        continue;
      }
      for (const ordered_json& element : *item) Add(out, &element);
    }
    return out;
  }

  // --- accessors ---

  Items Member(const Node& node) {
    Items out;
    for (const ordered_json* item : Unwrapped(Of(*node.children[0]))) {
      if (!item->is_object()) {
        if (!lax_) FailItem("OBJECT", *item);
        continue;
      }
      const auto found = item->find(node.text);
      if (found != item->end()) {
        Add(out, &*found);
      } else if (!lax_) {
        FailStructure(fmt::format("missing member '{}' in JSON object", node.text));
      }
    }
    return out;
  }
  Items AnyMember(const Node& node) {
    Items out;
    for (const ordered_json* item : Unwrapped(Of(*node.children[0]))) {
      if (item->is_object()) {
        for (const auto& [name, value] : item->items()) Add(out, &value);
      } else if (!lax_) {
        FailItem("OBJECT", *item);
      }
    }
    return out;
  }
  // Depth first, an object's own member before those of its members.
  static void AddDescendants(const ordered_json& item, const std::string& name, Items& out) {
    if (item.is_object()) {
      const auto found = item.find(name);
      if (found != item.end()) Add(out, &*found);
    }
    if (!item.is_structured()) return;
    for (const ordered_json& child : item) AddDescendants(child, name, out);
  }
  Items Descendants(const Node& node) {
    Items out;
    for (const ordered_json* item : Of(*node.children[0])) AddDescendants(*item, node.text, out);
    return out;
  }
  Items AnyElement(const Node& node) {
    Items out;
    for (const ordered_json* item : Of(*node.children[0])) {
      if (item->is_array()) {
        for (const ordered_json& element : *item) Add(out, &element);
      } else if (lax_) {
        Add(out, item);
      } else {
        FailItem("ARRAY", *item);
      }
    }
    return out;
  }
  int64_t Index(const Node& node) {
    const Items items = Of(node);
    if (items.size() != 1) Fail("array subscript 'from' value must be singleton numeric");
    const ordered_json& item = *items[0];
    if (!item.is_number()) FailItem("NUMBER", item);
    if (const auto integer = IntegerOf(item)) return *integer;
    const double number = item.get<double>();
    if (!(std::abs(number) < 9.2e18)) Fail("cannot convert value to long");
    return static_cast<int64_t>(number);
  }
  Items Elements(const Node& node) {
    Items out;
    for (const ordered_json* item : Of(*node.children[0])) {
      if (!item->is_array() && !lax_) FailItem("ARRAY", *item);
      const auto size = item->is_array() ? static_cast<int64_t>(item->size()) : int64_t{1};
      if (size == 0) {
        if (!lax_) FailStructure("invalid array subscript for empty array");
        continue;
      }
      last_.push_back(size - 1);
      for (size_t i = 1; i < node.children.size(); ++i) {
        const auto& range = node.children[i]->children;
        const int64_t from = Index(*range[0]);
        const int64_t to = range.size() > 1 ? Index(*range[1]) : from;
        if (!lax_ && (from < 0 || from >= size || to < 0 || to >= size || from > to)) {
          FailStructure(fmt::format("invalid array subscript: [{}, {}] for array of size {}", from,
                                    to, size));
        }
        for (int64_t at = std::max<int64_t>(from, 0); at <= std::min(to, size - 1); ++at) {
          Add(out, item->is_array() ? &(*item)[static_cast<size_t>(at)] : item);
        }
      }
      last_.pop_back();
    }
    return out;
  }
  Items Filter(const Node& node) {
    Items out;
    for (const ordered_json* item : Unwrapped(Of(*node.children[0]))) {
      current_.push_back(item);
      const bool keep = Judge(*node.children[1]) == Truth::kTrue;
      current_.pop_back();
      if (keep) Add(out, item);
    }
    return out;
  }

  // --- methods and arithmetic ---

  Items Method(const Node& node) {
    Items of = Of(*node.children[0]);
    const std::string& name = node.text;
    Items out;
    if (name == "type") {
      for (const ordered_json* item : of) out.push_back(Keep(TypeOf(*item)));
      return out;
    }
    if (name == "size") {
      for (const ordered_json* item : of) {
        if (!item->is_array() && !lax_) FailItem("ARRAY", *item);
        out.push_back(Keep(item->is_array() ? static_cast<int64_t>(item->size()) : int64_t{1}));
      }
      return out;
    }
    of = Unwrapped(std::move(of));
    if (name == "keyvalue") return KeyValue(of);
    for (const ordered_json* item : of) out.push_back(Keep(Number(name, *item)));
    return out;
  }
  Items KeyValue(const Items& of) {
    Items out;
    for (const ordered_json* item : of) {
      if (!item->is_object()) FailItem("OBJECT", *item);
      for (const auto& [key, value] : item->items()) {
        Add(out, Keep({{"name", key}, {"value", value}, {"id", object_id_}}));
      }
      ++object_id_;
    }
    return out;
  }
  static ordered_json Number(const std::string& name, const ordered_json& item) {
    if (name == "double") {
      if (item.is_number()) return item.get<double>();
      if (!item.is_string()) FailItem("NUMBER or TEXT", item);
      const std::string& text = item.get_ref<const std::string&>();
      double value = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
      if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        Fail(fmt::format("Cannot cast '{}' to DOUBLE", text.substr(0, 200)));
      }
      return value;
    }
    if (!item.is_number()) FailItem("NUMBER", item);
    if (const auto integer = IntegerOf(item)) {
      if (name != "abs" || *integer >= 0) return *integer;
      if (*integer == std::numeric_limits<int64_t>::min()) Fail("bigint overflow");
      return -*integer;
    }
    const double value = item.get<double>();
    return name == "ceiling" ? std::ceil(value)
           : name == "floor" ? std::floor(value)
                             : std::abs(value);
  }
  const ordered_json& OneNumber(const Node& node) {
    const Items items = Unwrapped(Of(node));
    if (items.size() != 1) Fail("arithmetic binary expression requires singleton operands");
    if (!items[0]->is_number()) FailItem("NUMBER", *items[0]);
    return *items[0];
  }
  Items Negate(const Node& node) {
    Items out;
    for (const ordered_json* item : Unwrapped(Of(*node.children[0]))) {
      if (!item->is_number()) FailItem("NUMBER", *item);
      const auto integer = IntegerOf(*item);
      if (integer == std::numeric_limits<int64_t>::min()) Fail("bigint negation overflow");
      out.push_back(Keep(integer ? ordered_json(-*integer) : ordered_json(-item->get<double>())));
    }
    return out;
  }
  ordered_json Arithmetic(const Node& node) {
    const ordered_json& left = OneNumber(*node.children[0]);
    const ordered_json& right = OneNumber(*node.children[1]);
    const auto x = IntegerOf(left), y = IntegerOf(right);
    if (x && y) {
      int64_t result = 0;
      bool bad = false;
      switch (node.kind) {
        case Kind::kPlus: bad = __builtin_add_overflow(*x, *y, &result); break;
        case Kind::kMinus: bad = __builtin_sub_overflow(*x, *y, &result); break;
        case Kind::kTimes: bad = __builtin_mul_overflow(*x, *y, &result); break;
        default:
          if (*y == 0) Fail("Division by zero");
          bad = *y == -1 && *x == std::numeric_limits<int64_t>::min();
          if (!bad) result = node.kind == Kind::kDivide ? *x / *y : *x % *y;
      }
      if (bad) Fail("bigint overflow");
      return result;
    }
    const auto a = left.get<double>(), b = right.get<double>();
    switch (node.kind) {
      case Kind::kPlus: return a + b;
      case Kind::kMinus: return a - b;
      case Kind::kTimes: return a * b;
      case Kind::kDivide: return a / b;
      case Kind::kModulus: return std::fmod(a, b);
      default: Fail("not a path");
    }
  }

  // --- predicates, which never fail: what cannot be told is unknown ---

  Truth Judge(const Node& node) {
    switch (node.kind) {
      case Kind::kAnd: {
        const Truth a = Judge(*node.children[0]);
        if (a == Truth::kFalse) return a;
        const Truth b = Judge(*node.children[1]);
        return b == Truth::kFalse || a == Truth::kTrue ? b : Truth::kUnknown;
      }
      case Kind::kOr: {
        const Truth a = Judge(*node.children[0]);
        if (a == Truth::kTrue) return a;
        const Truth b = Judge(*node.children[1]);
        return b == Truth::kTrue || a == Truth::kFalse ? b : Truth::kUnknown;
      }
      case Kind::kNot: {
        const Truth a = Judge(*node.children[0]);
        return a == Truth::kUnknown ? a : TruthOf(a == Truth::kFalse);
      }
      case Kind::kIsUnknown: return TruthOf(Judge(*node.children[0]) == Truth::kUnknown);
      default: break;
    }
    try {
      const Items left = Of(*node.children[0]);
      if (node.kind == Kind::kExists) return TruthOf(!left.empty());
      const Items values = Unwrapped(left);
      if (node.kind == Kind::kStartsWith) return StartsWith(values, Of(*node.children[1]));
      return Compare(node.text, values, Unwrapped(Of(*node.children[1])), lax_);
    } catch (const EvaluationError&) {
      return Truth::kUnknown;
    }
  }
  Truth StartsWith(const Items& values, const Items& prefixes) const {
    if (prefixes.size() != 1 || !prefixes[0]->is_string()) return Truth::kUnknown;
    const std::string& prefix = prefixes[0]->get_ref<const std::string&>();
    bool found = false;
    for (const ordered_json* value : values) {
      if (!value->is_string()) return Truth::kUnknown;
      found = found || value->get_ref<const std::string&>().starts_with(prefix);
      if (found && lax_) return Truth::kTrue;
    }
    return TruthOf(found);
  }

  const bool lax_;
  const ordered_json& root_;
  const ordered_json& variables_;
  std::deque<ordered_json>& made_;
  std::vector<const ordered_json*> current_;
  std::vector<int64_t> last_;
  int64_t object_id_ = 0;
};

}  // namespace

std::optional<JsonPath::Found> JsonPath::Evaluate(const ordered_json& root,
                                                  const ordered_json& variables,
                                                  std::string& problem) const {
  Found found;
  try {
    found.items = Evaluator(lax_, root, variables, found.made).Of(*root_);
    return found;
  } catch (const EvaluationError& error) {
    problem = error.problem;
    return std::nullopt;
  }
}

}  // namespace tarn::engine::embedded
