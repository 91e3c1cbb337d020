#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinja/cycles.h"
#include "jinja/environment.h"
#include "jinja/template.h"
#include "jinja/value.h"

namespace tarn::jinja {

class Interpreter;
class ModuleFrame;
class Scope;

// One render in progress: what its calls share. Native functions get it with their arguments, to
// call back into the template and to account for what they make. Belongs to one thread.
class RenderState {
 public:
  explicit RenderState(const Environment& environment);
  ~RenderState();
  RenderState(const RenderState&) = delete;
  RenderState& operator=(const RenderState&) = delete;

  const Environment& environment() const { return environment_; }

  // Calls a callable value: a function, a macro, an object. InvalidArgument "'int' object is not
  // callable".
  Value Call(const Value& callee, std::vector<Value> positional, std::vector<NamedArg> named = {});
  Value Call(const Value& callee, CallArgs& args);
  // As `value | name(args)` and `value is name(args)`.
  Value ApplyFilter(std::string_view name, CallArgs& args);
  bool ApplyTest(std::string_view name, CallArgs& args);
  // environment.getitem and getattr of Jinja2: the item or the attribute, or an undefined value
  // that tells what is missing.
  Value GetItem(const Value& value, const Value& key);
  Value GetAttr(const Value& value, std::string_view name);
  Value MakeUndefined(UndefinedInfo info) const;

  // Accounting; ResourceExhausted beyond Limits.
  void ChargeIteration(uint64_t count = 1) {
    if ((iterations_ += count) > limits_.max_iterations)
      ThrowLimit("max_iterations", limits_.max_iterations);
  }
  void ChargeWork(uint64_t bytes) {
    if (bytes > limits_.max_work_bytes || (work_bytes_ += bytes) > limits_.max_work_bytes)
      ThrowLimit("max_work_bytes", limits_.max_work_bytes);
  }
  void CheckStack() const {
    const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    if (stack_base_ - here > limits_.max_stack_bytes) ThrowStack();
  }
  // To be called when `item` was put into `container`, so that a cycle is freed.
  void NoteStored(const Value& container, const Value& item) { stored_.Note(container, item); }
  // ToVector with its items charged.
  std::vector<Value> Collect(const Value& iterable);

  // Whether the render is native: the as_… filters of dbt mark their value.
  bool native() const { return native_; }
  // "name:line" of the macros in progress, outermost first: for messages of native functions.
  std::vector<std::string> MacroStack() const;

 private:
  friend class Interpreter;
  friend class MacroObject;
  friend class BoundMacro;
  friend class Template;
  friend class ModuleFrame;

  [[noreturn]] void ThrowLimit(const char* what, uint64_t limit) const;
  [[noreturn]] void ThrowStack() const;

  const Environment& environment_;
  const Limits& limits_;
  uint64_t iterations_ = 0;
  uint64_t work_bytes_ = 0;
  uint64_t output_bytes_ = 0;
  size_t depth_ = 0;
  uintptr_t stack_base_;
  bool outermost_on_thread_;
  bool native_ = false;
  Interpreter* current_ = nullptr;
  // Scopes and modules that macros may still refer to: emptied at the end, which breaks their
  // cycles.
  std::vector<Ref<Scope>> retained_scopes_;
  std::vector<Ref<ModuleFrame>> modules_;
  std::unordered_map<const Template*, Value> imported_;
  StoredContainers stored_;
};

}  // namespace tarn::jinja
