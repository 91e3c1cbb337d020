#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinja/value.h"

namespace tarn::jinja {

class RenderState;

// A Python iterator. Not thread-safe.
class Iterator {
 public:
  virtual ~Iterator() = default;
  // Moves to the next value; false at the end.
  virtual bool Next(Value* value) = 0;
};

struct NamedArg {
  std::string name;
  Value value;
};

// A parameter of a native function: required unless it has a default.
struct Param {
  Param(const char* name_in) : name(name_in), required(true) {}
  Param(const char* name_in, Value default_in)
      : name(name_in), default_value(std::move(default_in)), required(false) {}
  std::string_view name;
  Value default_value;
  bool required;
};

// The arguments of one call, and the render that makes it.
class CallArgs {
 public:
  CallArgs(RenderState& state_in, std::vector<Value> positional_in,
           std::vector<NamedArg> named_in = {})
      : positional(std::move(positional_in)), named(std::move(named_in)), state_(&state_in) {}

  // The arguments in the order of `params`, which a caller may also give by name. Throws Python's
  // TypeError (missing, unexpected or repeated argument) as InvalidArgument, telling `function`.
  std::vector<Value> Bind(std::string_view function, std::initializer_list<Param> params) const;
  // Throws unless there are between `least` and `most` positional arguments and none by name.
  void ExpectPositional(std::string_view function, size_t least, size_t most) const;
  const Value* FindNamed(std::string_view name) const;

  RenderState& state() const { return *state_; }

  std::vector<Value> positional;
  std::vector<NamedArg> named;

 private:
  RenderState* state_;
};

// What a C++ program gives templates besides data: a relation, an adapter, a module. Subclasses say
// what they support; everything defaults to "no". Objects reachable from renders on several threads
// must be thread-safe themselves.
class Object : public Cell {
 public:
  // As in Python's messages: "'Relation' object is not callable".
  virtual std::string_view TypeName() const = 0;
  virtual std::string_view QualifiedTypeName() const { return TypeName(); }

  // `object.name`; nothing when there is no such attribute (the interpreter then tries GetItem).
  virtual std::optional<Value> GetAttr(std::string_view name) const;
  // `object[key]`; nothing when there is no such item (the interpreter then tries GetAttr for a
  // string).
  virtual std::optional<Value> GetItem(const Value& key) const;
  // `{% set object.name = value %}`: false when it cannot be (only namespaces can).
  virtual bool SetAttr(std::string_view name, Value value);
  // For "did you mean".
  virtual std::vector<std::string> AttributeNames() const { return {}; }

  virtual bool callable() const { return false; }
  virtual Value Call(CallArgs& args);
  // `object.name(args)`. The default gets the attribute and calls it.
  virtual Value CallMethod(std::string_view name, CallArgs& args);

  virtual std::string Str() const;  // <TypeName object>
  virtual std::string Repr() const { return Str(); }
  virtual bool Truth() const;  // a length other than 0, or true without a length
  virtual std::optional<int64_t> Length() const { return std::nullopt; }
  // Null when it cannot be iterated over.
  virtual std::unique_ptr<Iterator> Iterate() const { return nullptr; }
  virtual std::unique_ptr<Iterator> IterateReversed() const { return nullptr; }
  // Nothing when `in` shall fall back to iteration.
  virtual std::optional<bool> Contains(const Value&) const { return std::nullopt; }
  virtual bool Equals(const Object& other) const { return this == &other; }
  virtual size_t Hash() const { return std::hash<const void*>()(this); }
  // `is mapping`, `is sequence`.
  virtual bool is_mapping() const { return false; }
  virtual bool is_sequence() const { return false; }
  // The values held, and letting go of them: for the freeing of cycles. Only containers that
  // templates can change need them.
  virtual void VisitChildren(const std::function<void(const Value&)>&) const {}
  virtual void ClearChildren() {}
};

template <typename T, typename... Args>
Value Value::Make(Args&&... args) {
  return Value(Ref<Object>(new T(std::forward<Args>(args)...)));
}

template <typename T>
T* Value::As() const {
  return is_object() ? dynamic_cast<T*>(&AsObject()) : nullptr;
}

// iter(value). InvalidArgument "'int' object is not iterable". Lists may change while they are
// iterated over.
std::unique_ptr<Iterator> Iterate(const Value& value);
bool IsIterable(const Value& value);
// list(value), at most `limit` items (ResourceExhausted).
std::vector<Value> ToVector(const Value& value, size_t limit = 10'000'000);
// An iterator over items made in advance, as Python's generators print: <generator object name>.
Value MakeGenerator(std::string name, std::vector<Value> items);

}  // namespace tarn::jinja
