#include <algorithm>

#include "base/error.h"
#include "jinja/diagnostics.h"
#include "jinja/dict.h"
#include "jinja/interpreter.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// jinja2.runtime.Macro.
class MacroObject : public Object {
 public:
  MacroObject(ModuleFrame* module, const MacroDef* macro, Ref<Scope> closure)
      : module_(module), macro_(macro), closure_(std::move(closure)) {}

  std::string_view TypeName() const override { return "Macro"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.runtime.Macro"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override {
    return CallMacroDef(args.state(), *module_, *macro_, closure_, args);
  }
  std::string Str() const override {
    return macro_->name ? "<Macro " + ReprString(macro_->name->text) + ">" : "<Macro anonymous>";
  }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "name") return macro_->name ? macro_->name->value : Value::None();
    if (name == "catch_kwargs") return Value(macro_->uses_kwargs);
    if (name == "catch_varargs") return Value(macro_->uses_varargs);
    if (name == "caller") return Value(macro_->uses_caller);
    if (name != "arguments") return std::nullopt;
    std::vector<Value> names;
    for (const auto& param : macro_->params) names.push_back(param.name->value);
    return Value::Tuple(std::move(names));
  }

 private:
  Ref<ModuleFrame> module_;
  const MacroDef* macro_;
  Ref<Scope> closure_;
};

}  // namespace

Value MakeMacro(ModuleFrame* module, const MacroDef* macro, Ref<Scope> closure) {
  return Value::Make<MacroObject>(module, macro, std::move(closure));
}

void Interpreter::DefineMacro(const MacroStmt& stmt) {
  if (toplevel_ && state_.environment_.options().macros_only_from_context) return;
  AssignName(stmt.macro->name, MakeMacro(&module_, stmt.macro.get(), scope_));
}

Value CallMacroDef(RenderState& state, ModuleFrame& module, const MacroDef& macro,
                   const Ref<Scope>& closure, CallArgs& args) {
  std::string out;
  const std::string_view label = macro.name ? std::string_view(macro.name->text) : "caller";
  Interpreter interpreter(state, *module.owner(), module, MakeRef<Scope>(closure), &out, label);
  return interpreter.RunMacro(macro, args);
}

// jinja2.runtime.Macro.__call__: positional, then named, then defaults; the rest goes to varargs
// and kwargs.
void Interpreter::BindParameters(const MacroDef& macro, CallArgs& args) {
  const std::string_view name = macro.name ? std::string_view(macro.name->text) : "None";
  const auto quoted = [&] { return macro.name ? ReprString(name) : std::string("None"); };
  const auto take_named = [&](std::string_view wanted) -> std::optional<Value> {
    const auto found = std::find_if(args.named.begin(), args.named.end(),
                                    [&](const NamedArg& arg) { return arg.name == wanted; });
    if (found == args.named.end()) return std::nullopt;
    Value value = std::move(found->value);
    args.named.erase(found);
    return value;
  };
  const size_t given = args.positional.size();
  std::vector<const MacroDef::Param*> missing;
  for (size_t i = 0; i < macro.params.size(); ++i) {
    const MacroDef::Param& param = macro.params[i];
    if (i < given) {
      scope_->Set(param.name, args.positional[i]);
    } else if (auto value = take_named(param.name->text)) {
      scope_->Set(param.name, std::move(*value));
    } else {
      missing.push_back(&param);
    }
  }
  if (macro.uses_caller && !macro.has_caller_param) {
    auto caller = take_named("caller");
    if (!caller || caller->is_none())
      caller = state_.MakeUndefined({"No caller defined", Value("caller"), {}, {}});
    scope_->Set(macro.caller, std::move(*caller));
  }
  if (macro.uses_kwargs) {
    Dict rest;
    for (const NamedArg& arg : args.named) rest.Set(Value(arg.name), arg.value);
    scope_->Set(macro.kwargs, Value(std::move(rest)));
  } else if (!args.named.empty()) {
    if (args.FindNamed("caller"))
      base::Throw(ErrorKind::kInvalidArgument,
                  "macro {} was invoked with two values for the special caller argument. This is "
                  "most likely a bug.",
                  quoted());
    base::Throw(ErrorKind::kInvalidArgument, "macro {} takes no keyword argument {}", quoted(),
                ReprString(args.named.front().name));
  }
  if (macro.uses_varargs) {
    std::vector<Value> rest;
    for (size_t i = macro.params.size(); i < given; ++i) rest.push_back(args.positional[i]);
    scope_->Set(macro.varargs, Value::Tuple(std::move(rest)));
  } else if (given > macro.params.size()) {
    base::Throw(ErrorKind::kInvalidArgument, "macro {} takes not more than {} argument(s)",
                quoted(), macro.params.size());
  }
  for (const MacroDef::Param* param : missing) {
    if (param->default_value) {
      // May refer to the parameters before it.
      scope_->Set(param->name, Eval(*param->default_value));
    } else {
      scope_->Set(param->name, state_.MakeUndefined({fmt::format("parameter {} was not provided",
                                                                 ReprString(param->name->text)),
                                                     param->name->value,
                                                     {},
                                                     {}}));
    }
  }
}

Value Interpreter::RunMacro(const MacroDef& macro, CallArgs& args) {
  location_ = macro.location;
  struct ScopeEnd {
    Interpreter* self;
    ~ScopeEnd() {
      // A macro defined within keeps the scope; it is emptied at the end of the render.
      if (self->scope_->use_count() > 1) {
        self->state_.retained_scopes_.push_back(self->scope_);
      } else {
        self->scope_->Clear();
      }
    }
  } end{this};
  // A wrong call is told where it is made: this activation leaves the chain for as long as it
  // binds.
  try {
    BindParameters(macro, args);
    const Completion completion = Exec(macro.body);
    if (completion == Completion::kReturn) {
      if (!macro.name) throw MacroReturn{std::move(returned_)};
      return std::move(returned_);
    }
  } catch (MacroReturn& result) {
    if (!macro.name) throw;
    return std::move(result.value);
  } catch (...) {
    Rethrow();
  }
  state_.ChargeWork(out_->size());
  return Value(std::move(*out_));
}

}  // namespace tarn::jinja
