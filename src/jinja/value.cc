#include "jinja/value.h"

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/cells.h"
#include "jinja/diagnostics.h"
#include "jinja/methods.h"

namespace tarn::jinja {

using base::ErrorKind;

void Cell::Destroy(const Cell* cell) noexcept {
  // Nested containers release each other: beyond a small depth they wait in a list instead of
  // recursing.
  constexpr int kMaxDepth = 64;
  thread_local int depth = 0;
  thread_local std::vector<const Cell*> waiting;
  if (depth >= kMaxDepth) {
    waiting.push_back(cell);
    return;
  }
  ++depth;
  delete cell;
  --depth;
  while (depth == 0 && !waiting.empty()) {
    const Cell* next = waiting.back();
    waiting.pop_back();
    ++depth;
    delete next;
    --depth;
  }
  if (depth == 0) std::vector<const Cell*>().swap(waiting);
}

Value::Value(std::string value) : Value(ValueKind::kString, new StringCell(std::move(value))) {}
Value::Value(Dict value) : Value(ValueKind::kDict, new DictCell(std::move(value))) {}
Value::Value(Ref<Object> object)
    : Value(object ? ValueKind::kObject : ValueKind::kNone, object.get()) {}

Value Value::None() {
  Value none;
  none.kind_ = ValueKind::kNone;
  return none;
}
Value Value::Undefined(UndefinedInfo info) {
  return Value(ValueKind::kUndefined, new UndefinedCell(std::move(info)));
}
Value Value::List(std::vector<Value> items) {
  return Value(ValueKind::kList, new ListCell(std::move(items)));
}
Value Value::Tuple(std::vector<Value> items) {
  return Value(ValueKind::kTuple, new TupleCell(std::move(items)));
}
Value Value::Function(std::string name, NativeFunction function) {
  return Make<FunctionObject>(std::move(name), std::move(function));
}

bool Value::is_callable() const { return is_object() && AsObject().callable(); }

const std::string& Value::AsString() const {
  return static_cast<const StringCell*>(payload_.cell)->text;
}
std::vector<Value>& Value::AsList() const {
  return static_cast<const ListCell*>(payload_.cell)->items;
}
const std::vector<Value>& Value::AsTuple() const {
  return static_cast<const TupleCell*>(payload_.cell)->items;
}
const std::vector<Value>& Value::Sequence() const { return is_list() ? AsList() : AsTuple(); }
Dict& Value::AsDict() const { return static_cast<const DictCell*>(payload_.cell)->dict; }
Object& Value::AsObject() const {
  return const_cast<Object&>(static_cast<const Object&>(*payload_.cell));
}
const UndefinedInfo* Value::undefined_info() const {
  return is_undefined() && payload_.cell ? &static_cast<const UndefinedCell*>(payload_.cell)->info
                                         : nullptr;
}

std::string_view TypeName(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUndefined: {
      const UndefinedInfo* info = value.undefined_info();
      if (!info || info->policy == UndefinedPolicy::kLenient) return "Undefined";
      if (info->policy == UndefinedPolicy::kStrict) return "StrictUndefined";
      return info->policy == UndefinedPolicy::kChainable ? "ChainableUndefined" : "Undefined";
    }
    case ValueKind::kNone: return "NoneType";
    case ValueKind::kBool: return "bool";
    case ValueKind::kInt: return "int";
    case ValueKind::kFloat: return "float";
    case ValueKind::kString: return "str";
    case ValueKind::kList: return "list";
    case ValueKind::kTuple: return "tuple";
    case ValueKind::kDict: return "dict";
    case ValueKind::kObject: return value.AsObject().TypeName();
  }
  return "object";
}

std::string_view QualifiedTypeName(const Value& value) {
  return value.is_object() ? value.AsObject().QualifiedTypeName() : TypeName(value);
}

std::string UndefinedMessage(const Value& value) {
  const UndefinedInfo* info = value.undefined_info();
  if (!info) return "a value is undefined";
  if (!info->hint.empty()) return info->hint;
  if (info->owner.is_undefined()) return Repr(info->name) + " is undefined";
  const std::string owner =
      info->owner.is_none() ? "None" : std::string(QualifiedTypeName(info->owner)) + " object";
  if (!info->name.is_string()) return fmt::format("{} has no element {}", owner, Repr(info->name));
  return fmt::format("{} has no attribute {}", ReprString(owner), Repr(info->name));
}

namespace {

std::vector<std::string> AttributesOf(const Value& owner) {
  if (owner.is_object()) return owner.AsObject().AttributeNames();
  std::vector<std::string> names = MethodNames(owner.kind());
  if (owner.is_dict())
    for (const auto& entry : owner.AsDict())
      if (entry.key.is_string()) names.push_back(entry.key.AsString());
  return names;
}

}  // namespace

void ThrowUndefined(const Value& value) {
  const UndefinedInfo* info = value.undefined_info();
  std::string name, hint;
  if (info && info->name.is_string() && info->hint.empty()) {
    if (info->owner.is_undefined()) {
      name = info->name.AsString();
    } else if (const auto near = base::Suggest(info->name.AsString(), AttributesOf(info->owner))) {
      hint = fmt::format("did you mean '{}'?", *near);
    }
  }
  throw UndefinedError(UndefinedMessage(value), std::move(name), std::move(hint));
}

}  // namespace tarn::jinja
