#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinja/cell.h"

namespace tarn::jinja {

class CallArgs;
class Dict;
class Object;
class Value;

enum class ValueKind : uint8_t {
  kUndefined,
  kNone,
  kBool,
  kInt,
  kFloat,
  kString,
  kList,
  kTuple,
  kDict,
  kObject,
};

// What an undefined value does when a template uses it.
enum class UndefinedPolicy : uint8_t {
  kLenient,  // Jinja2's Undefined: prints as "", iterates as empty, is false; everything else is an
             // error
  kStrict,   // StrictUndefined: everything except `is defined` and `default` is an error
  kChainable,  // ChainableUndefined: as lenient, and attributes and items of it are undefined again
  kCallable,   // dbt while it parses a project: as chainable, and calling it gives undefined again
};

// Why a value is undefined; makes the message of the error when it is used.
struct UndefinedInfo;

// A function written in C++. Called with the arguments as the template gave them; see CallArgs for
// binding them to parameters. May throw base::Error; the interpreter adds the place and the macro
// stack.
using NativeFunction = std::function<Value(CallArgs&)>;

// A Python value as Jinja2 templates see it. Copies are cheap and share lists, dicts and objects,
// as in Python. Integers have 64 bits; arithmetic that leaves them is an error. Strings are UTF-8,
// immutable, and count in code points. Lists and dicts that are reachable from two renders at the
// same time must not be changed by either; everything immutable may be shared by threads.
class Value {
 public:
  // An undefined value that says nothing about itself; templates get theirs from Undefined().
  Value() = default;
  Value(bool value) : kind_(ValueKind::kBool) { payload_.boolean = value; }
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Value(T value) : kind_(ValueKind::kInt) {
    payload_.integer = static_cast<int64_t>(value);
  }
  Value(double value) : kind_(ValueKind::kFloat) { payload_.number = value; }
  Value(std::string value);
  Value(std::string_view value) : Value(std::string(value)) {}
  Value(const char* value) : Value(std::string(value)) {}
  Value(Dict value);
  Value(Ref<Object> object);
  Value(const void*) = delete;

  Value(const Value& other) noexcept : kind_(other.kind_), payload_(other.payload_) { Acquire(); }
  Value(Value&& other) noexcept : kind_(other.kind_), payload_(other.payload_) {
    other.kind_ = ValueKind::kUndefined;
    other.payload_.cell = nullptr;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    Swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Swap(other);
    return *this;
  }
  ~Value() { Release(); }

  static Value None();
  static Value Undefined(UndefinedInfo info);
  static Value List(std::vector<Value> items = {});
  static Value Tuple(std::vector<Value> items = {});
  // A callable that prints as <function name>.
  static Value Function(std::string name, NativeFunction function);
  // Makes a T, a subclass of Object.
  template <typename T, typename... Args>
  static Value Make(Args&&... args);

  ValueKind kind() const { return kind_; }
  bool is_undefined() const { return kind_ == ValueKind::kUndefined; }
  bool is_none() const { return kind_ == ValueKind::kNone; }
  bool is_bool() const { return kind_ == ValueKind::kBool; }
  bool is_int() const { return kind_ == ValueKind::kInt; }
  bool is_float() const { return kind_ == ValueKind::kFloat; }
  bool is_number() const { return is_bool() || is_int() || is_float(); }
  bool is_string() const { return kind_ == ValueKind::kString; }
  bool is_list() const { return kind_ == ValueKind::kList; }
  bool is_tuple() const { return kind_ == ValueKind::kTuple; }
  bool is_dict() const { return kind_ == ValueKind::kDict; }
  bool is_object() const { return kind_ == ValueKind::kObject; }
  bool is_callable() const;

  // Access without a check of the kind in release builds: ask is_…() first.
  bool AsBool() const { return payload_.boolean; }
  int64_t AsInt() const { return payload_.integer; }
  double AsFloat() const { return payload_.number; }
  const std::string& AsString() const;
  // The items of a list; changing them changes every copy of the value. Whoever makes a list hold
  // itself never frees it.
  std::vector<Value>& AsList() const;
  const std::vector<Value>& AsTuple() const;
  // The items of a list or a tuple.
  const std::vector<Value>& Sequence() const;
  Dict& AsDict() const;
  Object& AsObject() const;
  // The object as a T, or null when it is none.
  template <typename T>
  T* As() const;
  // Null for an undefined value that says nothing about itself.
  const UndefinedInfo* undefined_info() const;

  // The heap cell, or null: the identity of lists, dicts and objects (`is sameas`).
  const Cell* cell() const { return HasCell() ? payload_.cell : nullptr; }

 private:
  union Payload {
    bool boolean;
    int64_t integer;
    double number;
    const Cell* cell = nullptr;
  };

  Value(ValueKind kind, const Cell* cell) : kind_(kind) {
    payload_.cell = cell;
    Acquire();
  }
  bool HasCell() const {
    return (kind_ >= ValueKind::kString || kind_ == ValueKind::kUndefined) && payload_.cell;
  }
  void Acquire() const {
    if (HasCell()) payload_.cell->Acquire();
  }
  void Release() const {
    if (HasCell()) payload_.cell->Release();
  }
  void Swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(payload_, other.payload_);
  }

  ValueKind kind_ = ValueKind::kUndefined;
  Payload payload_;
};

struct UndefinedInfo {
  // The whole message, or empty when name and owner make it.
  std::string hint;
  // The variable, attribute or item that was asked for; undefined when there is none.
  Value name;
  // What was asked for it; plain undefined when a variable was asked for.
  Value owner;
  UndefinedPolicy policy = UndefinedPolicy::kLenient;
};

// ---- Python's protocols. All of these throw base::Error InvalidArgument with Python's message
// when the operand's type does not support them, and kNotFound when an undefined operand is used.

// str(value) and repr(value). ResourceExhausted when nesting is deeper than 500 or the text longer
// than 256 MiB.
std::string Str(const Value& value);
std::string Repr(const Value& value);
void AppendStr(std::string* out, const Value& value);
// repr of a str: quotes and escapes as Python chooses them.
std::string ReprString(std::string_view text);
// repr of a float: the shortest digits that read back, in Python's notation.
std::string ReprFloat(double value);

// The name of the Python type, as in "'int' object is not callable".
std::string_view TypeName(const Value& value);
// As above, qualified unless built in: "jinja2.utils.Namespace".
std::string_view QualifiedTypeName(const Value& value);

bool Truth(const Value& value);
// a == b; never throws for differing types (except for strict undefined).
bool Equals(const Value& left, const Value& right);
// hash(value): equal values have equal hashes. Lists and dicts throw "unhashable type: 'list'".
size_t Hash(const Value& value);
size_t HashString(std::string_view text);
bool Less(const Value& left, const Value& right);
// -1, 0, 1 for operands that Python can order; `symbol` is the operator named in the error.
int Compare(const Value& left, const Value& right, std::string_view symbol);
// Python's `is`.
bool Same(const Value& left, const Value& right);
// element in container.
bool Contains(const Value& container, const Value& element);
// len(value).
int64_t Length(const Value& value);
// Whether len() works, without an error.
bool HasLength(const Value& value);

// The error of an operation on an undefined value. kNotFound.
[[noreturn]] void ThrowUndefined(const Value& value);
std::string UndefinedMessage(const Value& value);

}  // namespace tarn::jinja

#include "jinja/object.h"
