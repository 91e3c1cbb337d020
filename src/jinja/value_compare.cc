#include <cmath>
#include <functional>

#include "base/error.h"
#include "jinja/diagnostics.h"
#include "jinja/dict.h"
#include "jinja/object.h"
#include "jinja/unicode.h"
#include "jinja/value.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

constexpr int kMaxDepth = 300;

bool IsStrict(const Value& value) {
  const UndefinedInfo* info = value.undefined_info();
  return info && info->policy == UndefinedPolicy::kStrict;
}

int64_t ToInteger(const Value& value) {
  return value.is_int() ? value.AsInt() : value.AsBool() ? 1 : 0;
}

// Exact order of an integer and a float; 2 when the float is not a number.
int CompareIntFloat(int64_t left, double right) {
  if (std::isnan(right)) return 2;
  if (right >= 9223372036854775808.0) return -1;
  if (right < -9223372036854775808.0) return 1;
  const auto truncated = static_cast<int64_t>(right);
  if (left != truncated) return left < truncated ? -1 : 1;
  const double rest = right - static_cast<double>(truncated);
  return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

int CompareNumbers(const Value& left, const Value& right) {
  if (left.is_float() && right.is_float()) {
    const double a = left.AsFloat(), b = right.AsFloat();
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
  }
  if (left.is_float()) {
    const int reversed = CompareIntFloat(ToInteger(right), left.AsFloat());
    return reversed == 2 ? 2 : -reversed;
  }
  if (right.is_float()) return CompareIntFloat(ToInteger(left), right.AsFloat());
  const int64_t a = ToInteger(left), b = ToInteger(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

// Counts comparisons of one call, which shared sub-values can make exponential.
struct Budget {
  int depth = 0;
  uint64_t steps = 0;
  void Step() {
    if (++steps > 5'000'000)
      base::Throw(ErrorKind::kResourceExhausted,
                  "a comparison of two values takes more than 5000000 steps");
  }
};

bool EqualsAt(const Value& left, const Value& right, Budget* budget) {
  budget->Step();
  if (left.is_number() && right.is_number()) return CompareNumbers(left, right) == 0;
  if (left.is_undefined() || right.is_undefined()) {
    if (IsStrict(left)) ThrowUndefined(left);
    if (IsStrict(right)) ThrowUndefined(right);
    return left.is_undefined() && right.is_undefined();
  }
  if (left.kind() != right.kind()) return false;
  if (left.is_none()) return true;
  if (left.is_string()) return left.AsString() == right.AsString();
  if (left.cell() == right.cell()) return true;
  // On this thread, also through objects that compare what they hold.
  thread_local int object_depth = 0;
  if (left.is_object()) {
    if (object_depth > kMaxDepth)
      base::Throw(ErrorKind::kResourceExhausted,
                  "values nested deeper than {} levels cannot be compared", kMaxDepth);
    struct Level {
      Level() { ++object_depth; }
      ~Level() { --object_depth; }
    } level;
    return left.AsObject().Equals(right.AsObject());
  }
  if (++budget->depth > kMaxDepth)
    base::Throw(ErrorKind::kResourceExhausted,
                "values nested deeper than {} levels cannot be compared", kMaxDepth);
  bool equal = true;
  if (left.is_dict()) {
    const Dict& a = left.AsDict();
    const Dict& b = right.AsDict();
    equal = a.size() == b.size();
    for (auto entry = a.begin(); equal && !(entry == a.end()); ++entry) {
      const Value* other = b.Find(entry->key);
      equal = other && EqualsAt(entry->value, *other, budget);
    }
  } else {
    const auto& a = left.Sequence();
    const auto& b = right.Sequence();
    equal = a.size() == b.size();
    for (size_t i = 0; equal && i < a.size(); ++i) equal = EqualsAt(a[i], b[i], budget);
  }
  --budget->depth;
  return equal;
}

// 2 when a NaN is compared.
int CompareAt(const Value& left, const Value& right, std::string_view symbol, Budget* budget) {
  budget->Step();
  if (left.is_number() && right.is_number()) return CompareNumbers(left, right);
  if (left.is_undefined()) ThrowUndefined(left);
  if (right.is_undefined()) ThrowUndefined(right);
  if (left.is_string() && right.is_string()) {
    // UTF-8 sorts as code points do.
    const int order = left.AsString().compare(right.AsString());
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  if (left.kind() == right.kind() && (left.is_list() || left.is_tuple())) {
    if (++budget->depth > kMaxDepth)
      base::Throw(ErrorKind::kResourceExhausted,
                  "values nested deeper than {} levels cannot be compared", kMaxDepth);
    const auto& a = left.Sequence();
    const auto& b = right.Sequence();
    int order = a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
    for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (EqualsAt(a[i], b[i], budget)) continue;
      order = CompareAt(a[i], b[i], symbol, budget);
      break;
    }
    --budget->depth;
    return order;
  }
  base::Throw(ErrorKind::kInvalidArgument, "'{}' not supported between instances of '{}' and '{}'",
              symbol, TypeName(left), TypeName(right));
}

size_t Mix(size_t seed, size_t hash) {
  return seed ^ (hash + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

size_t HashAt(const Value& value, int depth) {
  if (depth > kMaxDepth)
    base::Throw(ErrorKind::kResourceExhausted,
                "a key nested deeper than {} levels cannot be hashed", kMaxDepth);
  switch (value.kind()) {
    case ValueKind::kUndefined:
      if (IsStrict(value)) ThrowUndefined(value);
      return 0x5bd1e995;
    case ValueKind::kNone: return 0x2545f491;
    case ValueKind::kBool:
    case ValueKind::kInt: return std::hash<int64_t>()(ToInteger(value));
    case ValueKind::kFloat: {
      const double number = value.AsFloat();
      if (std::trunc(number) == number && std::abs(number) < 9.2e18)
        return std::hash<int64_t>()(static_cast<int64_t>(number));
      return std::hash<double>()(number);
    }
    case ValueKind::kString: return HashString(value.AsString());
    case ValueKind::kTuple: {
      size_t hash = 0x345678;
      for (const Value& item : value.AsTuple()) hash = Mix(hash, HashAt(item, depth + 1));
      return hash;
    }
    case ValueKind::kObject: return value.AsObject().Hash();
    case ValueKind::kList:
    case ValueKind::kDict: break;
  }
  base::Throw(ErrorKind::kInvalidArgument, "unhashable type: '{}'", TypeName(value));
}

}  // namespace

bool Truth(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUndefined:
      if (IsStrict(value)) ThrowUndefined(value);
      return false;
    case ValueKind::kNone: return false;
    case ValueKind::kBool: return value.AsBool();
    case ValueKind::kInt: return value.AsInt() != 0;
    case ValueKind::kFloat: return value.AsFloat() != 0;
    case ValueKind::kString: return !value.AsString().empty();
    case ValueKind::kList: return !value.AsList().empty();
    case ValueKind::kTuple: return !value.AsTuple().empty();
    case ValueKind::kDict: return !value.AsDict().empty();
    case ValueKind::kObject: return value.AsObject().Truth();
  }
  return false;
}

bool Equals(const Value& left, const Value& right) {
  Budget budget;
  return EqualsAt(left, right, &budget);
}

int Compare(const Value& left, const Value& right, std::string_view symbol) {
  Budget budget;
  return CompareAt(left, right, symbol, &budget);
}

bool Less(const Value& left, const Value& right) { return Compare(left, right, "<") == -1; }

bool Same(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case ValueKind::kNone: return true;
    case ValueKind::kBool: return left.AsBool() == right.AsBool();
    case ValueKind::kInt: return left.AsInt() == right.AsInt();
    case ValueKind::kFloat: return left.AsFloat() == right.AsFloat();
    case ValueKind::kString:
      return left.cell() == right.cell() || left.AsString() == right.AsString();
    default: return left.cell() == right.cell();
  }
}

size_t HashString(std::string_view text) { return std::hash<std::string_view>()(text); }

size_t Hash(const Value& value) { return HashAt(value, 0); }

bool HasLength(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUndefined: return !IsStrict(value);
    case ValueKind::kString:
    case ValueKind::kList:
    case ValueKind::kTuple:
    case ValueKind::kDict: return true;
    case ValueKind::kObject: return value.AsObject().Length().has_value();
    default: return false;
  }
}

int64_t Length(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUndefined:
      if (IsStrict(value)) ThrowUndefined(value);
      return 0;
    case ValueKind::kString: return static_cast<int64_t>(CodePointCount(value.AsString()));
    case ValueKind::kList: return static_cast<int64_t>(value.AsList().size());
    case ValueKind::kTuple: return static_cast<int64_t>(value.AsTuple().size());
    case ValueKind::kDict: return static_cast<int64_t>(value.AsDict().size());
    case ValueKind::kObject:
      if (const auto length = value.AsObject().Length()) return *length;
      break;
    default: break;
  }
  base::Throw(ErrorKind::kInvalidArgument, "object of type '{}' has no len()", TypeName(value));
}

bool Contains(const Value& container, const Value& element) {
  switch (container.kind()) {
    case ValueKind::kString:
      if (element.is_undefined()) ThrowUndefined(element);
      if (!element.is_string())
        base::Throw(ErrorKind::kInvalidArgument,
                    "'in <string>' requires string as left operand, not {}", TypeName(element));
      return container.AsString().find(element.AsString()) != std::string::npos;
    case ValueKind::kList:
    case ValueKind::kTuple:
      for (size_t i = 0; i < container.Sequence().size(); ++i)
        if (Equals(container.Sequence()[i], element)) return true;
      return false;
    case ValueKind::kDict: return container.AsDict().Find(element) != nullptr;
    case ValueKind::kUndefined:
      if (IsStrict(container)) ThrowUndefined(container);
      return false;
    case ValueKind::kObject: {
      if (const auto contained = container.AsObject().Contains(element)) return *contained;
      const auto iterator = container.AsObject().Iterate();
      if (!iterator) break;
      for (Value item; iterator->Next(&item);)
        if (Equals(item, element)) return true;
      return false;
    }
    default: break;
  }
  base::Throw(ErrorKind::kInvalidArgument, "argument of type '{}' is not iterable",
              TypeName(container));
}

}  // namespace tarn::jinja
