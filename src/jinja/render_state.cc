#include "jinja/render_state.h"

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/arithmetic.h"
#include "jinja/diagnostics.h"
#include "jinja/interpreter.h"
#include "jinja/methods.h"
#include "jinja/scope.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// Where the first render on this thread began: renders within native functions of a render share
// its stack.
thread_local uintptr_t thread_stack_base = 0;

}  // namespace

RenderState::RenderState(const Environment& environment)
    : environment_(environment),
      limits_(environment.options().limits),
      outermost_on_thread_(thread_stack_base == 0) {
  if (outermost_on_thread_)
    thread_stack_base = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  stack_base_ = thread_stack_base;
}

RenderState::~RenderState() {
  for (const auto& scope : retained_scopes_) scope->Clear();
  imported_.clear();
  for (const auto& module : modules_) module->Clear();
  if (outermost_on_thread_) thread_stack_base = 0;
}

void RenderState::ThrowLimit(const char* what, uint64_t limit) const {
  throw base::Error(ErrorKind::kResourceExhausted,
                    fmt::format("the template exceeds the limit {} = {}", what, limit),
                    "is there a loop without end? Otherwise raise the limit");
}

void RenderState::ThrowStack() const {
  throw base::Error(
      ErrorKind::kResourceExhausted,
      fmt::format("the template needs more than {} bytes of stack", limits_.max_stack_bytes),
      "a macro that calls itself without end?");
}

Value RenderState::Call(const Value& callee, std::vector<Value> positional,
                        std::vector<NamedArg> named) {
  CallArgs args(*this, std::move(positional), std::move(named));
  return Call(callee, args);
}

Value RenderState::Call(const Value& callee, CallArgs& args) {
  if (callee.is_object() && callee.AsObject().callable()) return callee.AsObject().Call(args);
  if (callee.is_undefined()) {
    const UndefinedInfo* info = callee.undefined_info();
    if (info && info->policy == UndefinedPolicy::kCallable) return callee;
    ThrowUndefined(callee);
  }
  base::Throw(ErrorKind::kInvalidArgument, "'{}' object is not callable", TypeName(callee));
}

Value RenderState::ApplyFilter(std::string_view name, CallArgs& args) {
  const NativeFunction* filter = environment_.FindFilter(name);
  if (!filter)
    throw base::Error(ErrorKind::kInvalidArgument, "No filter named " + ReprString(name) + ".",
                      base::DidYouMean(name, environment_.FilterNames()));
  return (*filter)(args);
}

bool RenderState::ApplyTest(std::string_view name, CallArgs& args) {
  const NativeFunction* test = environment_.FindTest(name);
  if (!test)
    throw base::Error(ErrorKind::kInvalidArgument, "No test named " + ReprString(name) + ".",
                      base::DidYouMean(name, environment_.TestNames()));
  return Truth((*test)(args));
}

Value RenderState::MakeUndefined(UndefinedInfo info) const {
  info.policy = environment_.options().undefined;
  return Value::Undefined(std::move(info));
}

namespace {

// An attribute or item of an undefined value.
Value FromUndefined(const Value& value) {
  const UndefinedInfo* info = value.undefined_info();
  if (info && info->policy >= UndefinedPolicy::kChainable) return value;
  ThrowUndefined(value);
}

Value BindMethod(const Value& value, std::string_view name, Method method) {
  return Value::Function(std::string(name),
                         [value, method](CallArgs& args) { return method(value, args); });
}

std::optional<Value> ItemOf(const Value& value, const Value& key) {
  switch (value.kind()) {
    case ValueKind::kDict: {
      if (key.is_list() || key.is_dict()) return std::nullopt;
      const Value* found = value.AsDict().Find(key);
      return found ? std::optional<Value>(*found) : std::nullopt;
    }
    case ValueKind::kList:
    case ValueKind::kTuple:
    case ValueKind::kString: {
      if (!key.is_int() && !key.is_bool()) return std::nullopt;
      int64_t index = ToInteger(key);
      const int64_t size = Length(value);
      if (index < 0) index += size;
      if (index < 0 || index >= size) return std::nullopt;
      if (!value.is_string()) return value.Sequence()[static_cast<size_t>(index)];
      const std::string& text = value.AsString();
      if (static_cast<size_t>(size) == text.size())
        return Value(text.substr(static_cast<size_t>(index), 1));
      const size_t begin = ByteOffset(text, static_cast<size_t>(index));
      size_t end = begin;
      DecodeAt(text, &end);
      return Value(text.substr(begin, end - begin));
    }
    case ValueKind::kObject: return value.AsObject().GetItem(key);
    default: return std::nullopt;
  }
}

std::optional<Value> AttributeOf(const Value& value, std::string_view name) {
  if (value.is_object()) return value.AsObject().GetAttr(name);
  if (const Method method = FindMethod(value.kind(), name)) return BindMethod(value, name, method);
  return std::nullopt;
}

}  // namespace

Value RenderState::GetItem(const Value& value, const Value& key) {
  if (value.is_undefined()) return FromUndefined(value);
  if (auto found = ItemOf(value, key)) return std::move(*found);
  if (key.is_string())
    if (auto found = AttributeOf(value, key.AsString())) return std::move(*found);
  return MakeUndefined({"", key, value, {}});
}

Value RenderState::GetAttr(const Value& value, std::string_view name) {
  if (value.is_undefined()) {
    const UndefinedInfo* info = value.undefined_info();
    // dbt's undefined takes the name of the attribute.
    if (info && info->policy == UndefinedPolicy::kCallable)
      return MakeUndefined({info->hint, Value(name), {}, {}});
    return FromUndefined(value);
  }
  if (auto found = AttributeOf(value, name)) return std::move(*found);
  Value key{std::string(name)};
  if (auto found = ItemOf(value, key)) return std::move(*found);
  return MakeUndefined({"", std::move(key), value, {}});
}

std::vector<Value> RenderState::Collect(const Value& iterable) {
  if (iterable.is_list() || iterable.is_tuple()) {
    ChargeWork(iterable.Sequence().size() * sizeof(Value));
    return iterable.Sequence();
  }
  std::vector<Value> items;
  const auto iterator = Iterate(iterable);
  for (Value item; iterator->Next(&item);) {
    ChargeIteration();
    ChargeWork(sizeof(Value));
    items.push_back(item);
  }
  return items;
}

std::vector<std::string> RenderState::MacroStack() const {
  std::vector<std::string> stack;
  for (const Interpreter* frame = current_; frame; frame = frame->caller())
    if (!frame->label().empty())
      stack.insert(stack.begin(), fmt::format("{} ({}:{})", frame->label(), frame->source().name(),
                                              frame->location().line));
  return stack;
}

}  // namespace tarn::jinja
