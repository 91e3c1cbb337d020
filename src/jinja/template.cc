#include "jinja/template.h"

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/ast.h"
#include "jinja/interpreter.h"
#include "jinja/native_text.h"
#include "jinja/render_state.h"
#include "jinja/scope.h"

namespace tarn::jinja {

// A macro of a template bound to a context: Template::BindMacro.
class BoundMacro : public Object {
 public:
  BoundMacro(TemplatePtr owner, const MacroDef* macro, ContextPtr context)
      : owner_(std::move(owner)),
        macro_(macro),
        module_(MakeRef<ModuleFrame>(owner_, std::move(context))) {}
  ~BoundMacro() override { module_->Clear(); }

  std::string_view TypeName() const override { return "Macro"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.runtime.Macro"; }
  bool callable() const override { return true; }
  std::string Str() const override { return "<Macro " + ReprString(macro_->name->text) + ">"; }

  Value Call(CallArgs& args) override {
    // What the top level of the file sets is there before its macro runs.
    if (!ready_ && !owner_->ast().only_macros) {
      ready_ = true;
      std::string ignored;
      Interpreter interpreter(args.state(), *owner_, *module_, {}, &ignored, {});
      interpreter.RunTemplate();
    } else if (owner_->ast().only_macros && !defined_ &&
               !owner_->environment().options().macros_only_from_context) {
      defined_ = true;
      for (const auto& macro : owner_->ast().macros)
        module_->Set(*macro->name, MakeMacro(module_.get(), macro.get(), {}));
    }
    return CallMacroDef(args.state(), *module_, *macro_, {}, args);
  }

 private:
  TemplatePtr owner_;
  const MacroDef* macro_;
  Ref<ModuleFrame> module_;
  bool ready_ = false;
  bool defined_ = false;
};

Template::Template(const Environment& environment, std::string name,
                   std::unique_ptr<TemplateAst> ast)
    : environment_(environment), name_(std::move(name)), ast_(std::move(ast)) {
  for (const auto& macro : ast_->macros) macros_.push_back(macro->info);
}

Template::~Template() = default;

const std::string& Template::source() const { return ast_->source; }

std::string Template::Render(const ContextPtr& context) const {
  RenderState state(environment_);
  const auto module = MakeRef<ModuleFrame>(shared_from_this(), context);
  state.modules_.push_back(module);
  std::string out;
  out.reserve(ast_->source.size() + 64);
  Interpreter interpreter(state, *this, *module, {}, &out, {});
  interpreter.RunTemplate();
  return out;
}

Value Template::RenderNative(const ContextPtr& context, NativeStyle style) const {
  RenderState state(environment_);
  state.native_ = true;
  const auto module = MakeRef<ModuleFrame>(shared_from_this(), context);
  state.modules_.push_back(module);
  std::string out;
  std::vector<Value> pieces;
  Interpreter interpreter(state, *this, *module, {}, &out, {});
  interpreter.RunTemplate(&pieces);
  return ConcatNative(pieces, style);
}

Value Template::BindMacro(std::string_view callable_name, ContextPtr context) const {
  for (const auto& macro : ast_->macros)
    if (macro->info.callable_name == callable_name)
      return Value::Make<BoundMacro>(shared_from_this(), macro.get(), std::move(context));
  std::vector<std::string> names;
  for (const MacroInfo& info : macros_) names.push_back(info.callable_name);
  const auto near = base::Suggest(callable_name, names);
  throw base::Error(base::ErrorKind::kNotFound,
                    fmt::format("the template {} has no macro named '{}'", name_, callable_name),
                    near ? fmt::format("did you mean '{}'?", *near) : "");
}

Value Template::CallMacro(std::string_view callable_name, ContextPtr context,
                          std::vector<Value> positional, std::vector<NamedArg> named) const {
  const Value macro = BindMacro(callable_name, std::move(context));
  RenderState state(environment_);
  return state.Call(macro, std::move(positional), std::move(named));
}

}  // namespace tarn::jinja
