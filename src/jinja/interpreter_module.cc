#include <algorithm>

#include "base/error.h"
#include "jinja/diagnostics.h"
#include "jinja/interpreter.h"
#include "jinja/interpreter_scope.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// jinja2.runtime.BlockReference: one block of a chain of overrides, called as self.name() or
// super().
class BlockReference : public Object {
 public:
  BlockReference(ModuleFrame* module, std::string name, size_t index)
      : module_(module), name_(std::move(name)), index_(index) {}

  std::string_view TypeName() const override { return "BlockReference"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.runtime.BlockReference"; }
  bool callable() const override { return true; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "name") return Value(name_);
    if (name == "super") return MakeBlockReference(module_.get(), name_, index_ + 1);
    return std::nullopt;
  }
  Value Call(CallArgs& args) override {
    args.ExpectPositional("block", 0, 0);
    const auto found = module_->blocks.find(name_);
    if (found == module_->blocks.end() || index_ >= found->second.size())
      base::Throw(ErrorKind::kInvalidArgument, "the block {} is gone: its template is rendered",
                  ReprString(name_));
    const ModuleFrame::BlockRef block = found->second[index_];
    std::string out;
    Interpreter interpreter(args.state(), *block.owner, *module_, {}, &out, {});
    interpreter.RunBlock(*block.block, index_);
    args.state().ChargeWork(out.size());
    return Value(std::move(out));
  }

 private:
  Ref<ModuleFrame> module_;
  std::string name_;
  size_t index_;
};

// jinja2.runtime.TemplateReference: `self`.
class TemplateReference : public Object {
 public:
  explicit TemplateReference(ModuleFrame* module) : module_(module) {}
  std::string_view TypeName() const override { return "TemplateReference"; }
  std::string_view QualifiedTypeName() const override { return "jinja2.runtime.TemplateReference"; }
  std::string Str() const override {
    return "<TemplateReference " + ReprString(module_->owner()->name()) + ">";
  }
  std::optional<Value> GetItem(const Value& key) const override {
    if (!key.is_string() || !module_->blocks.contains(key.AsString())) return std::nullopt;
    return MakeBlockReference(module_.get(), key.AsString(), 0);
  }

 private:
  Ref<ModuleFrame> module_;
};

// jinja2.environment.TemplateModule: what {% import %} gives.
class ModuleObject : public Object {
 public:
  ModuleObject(ModuleFrame* module, std::string body) : module_(module), body_(std::move(body)) {}
  std::string_view TypeName() const override { return "TemplateModule"; }
  std::string_view QualifiedTypeName() const override {
    return "jinja2.environment.TemplateModule";
  }
  std::string Str() const override { return body_; }
  std::string Repr() const override {
    return "<TemplateModule " + ReprString(module_->owner()->name()) + ">";
  }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "__name__") return Value(module_->owner()->name());
    if (!module_->IsExported(name)) return std::nullopt;
    const Value* found = module_->variables.Find(name);
    return found ? std::optional<Value>(*found) : std::nullopt;
  }
  std::vector<std::string> AttributeNames() const override { return module_->exported(); }

 private:
  Ref<ModuleFrame> module_;
  std::string body_;
};

void AddBlocks(ModuleFrame* module, const TemplatePtr& source) {
  for (const auto& block : source->ast().blocks)
    module->blocks[block->name].push_back({source, block.get()});
}

}  // namespace

Value MakeTemplateReference(ModuleFrame* module) { return Value::Make<TemplateReference>(module); }

Value MakeBlockReference(ModuleFrame* module, std::string name, size_t index) {
  const auto found = module->blocks.find(name);
  if (found == module->blocks.end() || index >= found->second.size())
    return Value::Undefined({fmt::format("there is no parent block called {}.", ReprString(name)),
                             Value("super"),
                             {},
                             module->owner()->environment().options().undefined});
  return Value::Make<BlockReference>(module, std::move(name), index);
}

void Interpreter::RunTemplate(std::vector<Value>* native) {
  native_ = native;
  const TemplatePtr self = source_.shared_from_this();
  if (module_.blocks.empty()) AddBlocks(&module_, self);
  // A template that extends another is followed by it, in the same frame.
  try {
    toplevel_ = true;
    check_parent_ = true;
    if (source_.ast().uses_self) {
      scope_ = MakeRef<Scope>(Ref<Scope>());
      scope_->Set(source_.ast().self_name, MakeTemplateReference(&module_));
    }
    if (Exec(source_.ast().body) == Completion::kReturn) throw MacroReturn{std::move(returned_)};
    if (scope_) scope_->Clear();
    if (parent_) {
      Interpreter parent(state_, *parent_, module_, {}, out_, {});
      parent.RunTemplate(native);
    }
  } catch (...) {
    Rethrow();
  }
}

void Interpreter::RunBlock(const BlockDef& block, size_t index) {
  scope_ = MakeRef<Scope>(Ref<Scope>());
  try {
    if (block.uses_self) scope_->Set(source_.ast().self_name, MakeTemplateReference(&module_));
    if (block.uses_super)
      scope_->Set(source_.ast().super_name, MakeBlockReference(&module_, block.name, index + 1));
    if (Exec(block.body) == Completion::kReturn) throw MacroReturn{std::move(returned_)};
  } catch (...) {
    scope_->Clear();
    Rethrow();
  }
  scope_->Clear();
}

// The local variables around, innermost first.
Dict Interpreter::Locals() const {
  Dict locals;
  for (const Scope* scope = scope_.get(); scope; scope = scope->parent().get())
    for (const auto& [name, value] : scope->variables())
      if (!locals.Find(name->text)) locals.Set(name->value, value);
  return locals;
}

void Interpreter::ExecBlock(const BlockStmt& stmt) {
  if (toplevel_ && parent_) return;
  const BlockDef& definition = *stmt.block;
  Ref<ModuleFrame> module(&module_);
  const auto& chain = module_.blocks[definition.name];
  if (chain.empty()) return;
  if (definition.required && chain.size() <= 1)
    base::Throw(ErrorKind::kInvalidArgument, "Required block {} not found",
                ReprString(definition.name));
  const ModuleFrame::BlockRef block = chain[0];
  if (definition.scoped) {
    module = module_.Derive(module_.owner(), Locals());
    module->blocks = module_.blocks;
    state_.modules_.push_back(module);
  }
  Interpreter interpreter(state_, *block.owner, *module, {}, out_, {});
  interpreter.native_ = native_;
  interpreter.RunBlock(*block.block, 0);
}

void Interpreter::ExecExtends(const ExtendsStmt& stmt) {
  const Location location = location_;
  if (parent_) base::Throw(ErrorKind::kInvalidArgument, "extended multiple times");
  const Value name = Eval(*stmt.parent);
  location_ = location;
  parent_ = LoadTemplate(name);
  AddBlocks(&module_, parent_);
}

TemplatePtr Interpreter::LoadTemplate(const Value& name) {
  if (name.is_undefined()) ThrowUndefined(name);
  if (!name.is_string())
    base::Throw(ErrorKind::kInvalidArgument, "a template's name must be a str, not {}",
                TypeName(name));
  return source_.environment().Get(name.AsString());
}

TemplatePtr Interpreter::SelectTemplate(const Value& names) {
  if (names.is_string() || !IsIterable(names)) return LoadTemplate(names);
  if (names.is_undefined()) ThrowUndefined(names);
  std::string tried;
  const std::vector<Value> all = state_.Collect(names);
  if (all.empty())
    base::Throw(ErrorKind::kNotFound, "Tried to select from an empty list of templates.");
  for (const Value& name : all) {
    try {
      return LoadTemplate(name);
    } catch (const LocatedError&) {
      throw;
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kNotFound || !name.is_string()) throw;
    }
    tried += (tried.empty() ? "" : ", ") + Str(name);
  }
  base::Throw(ErrorKind::kNotFound, "none of the templates given were found: {}", tried);
}

void Interpreter::ExecInclude(const IncludeStmt& stmt) {
  const Location location = location_;
  const Value name = Eval(*stmt.source);
  location_ = location;
  TemplatePtr included;
  try {
    included = SelectTemplate(name);
  } catch (const LocatedError&) {
    throw;
  } catch (const base::Error& error) {
    if (stmt.ignore_missing && error.kind() == ErrorKind::kNotFound) return;
    throw;
  }
  const auto module = stmt.with_context ? module_.Derive(included, Locals())
                                        : MakeRef<ModuleFrame>(included, ContextPtr());
  state_.modules_.push_back(module);
  Interpreter interpreter(state_, *included, *module, {}, out_, {});
  interpreter.RunTemplate(native_);
}

Value Interpreter::LoadModule(const Expr& source, bool with_context) {
  const Location location = location_;
  const Value name = Eval(source);
  location_ = location;
  const TemplatePtr imported = LoadTemplate(name);
  if (!with_context) {
    const auto cached = state_.imported_.find(imported.get());
    if (cached != state_.imported_.end()) return cached->second;
  }
  const auto module = with_context ? module_.Derive(imported, Locals())
                                   : MakeRef<ModuleFrame>(imported, ContextPtr());
  state_.modules_.push_back(module);
  std::string body;
  Interpreter interpreter(state_, *imported, *module, {}, &body, {});
  interpreter.RunTemplate();
  Value object = Value::Make<ModuleObject>(module.get(), std::move(body));
  if (!with_context) state_.imported_[imported.get()] = object;
  return object;
}

void Interpreter::ExecImport(const ImportStmt& stmt) {
  Value module = LoadModule(*stmt.source, stmt.with_context);
  AssignName(stmt.target, std::move(module));
  if (toplevel_) module_.Unexport(stmt.target->text);
}

void Interpreter::ExecFromImport(const Stmt& stmt, const FromImportStmt& import) {
  const Value module = LoadModule(*import.source, import.with_context);
  for (const auto& [name, alias] : import.names) {
    auto value = module.AsObject().GetAttr(name->text);
    if (!value)
      value = state_.MakeUndefined(
          {fmt::format(
               "the template {} (imported on line {} in {}) does not export the requested name {}",
               Repr(*module.AsObject().GetAttr("__name__")), stmt.location.line,
               ReprString(source_.name()), ReprString(name->text)),
           name->value,
           {},
           {}});
    AssignName(alias, std::move(*value));
    if (toplevel_) module_.Unexport(alias->text);
  }
}

}  // namespace tarn::jinja
