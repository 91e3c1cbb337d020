#include "jinja/interpreter.h"

#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/diagnostics.h"
#include "jinja/interpreter_scope.h"
#include "jinja/namespace_object.h"

namespace tarn::jinja {

using base::ErrorKind;

Interpreter::Interpreter(RenderState& state, const Template& source, ModuleFrame& module,
                         Ref<Scope> scope, std::string* out, std::string_view label)
    : state_(state),
      source_(source),
      module_(module),
      scope_(std::move(scope)),
      out_(out),
      label_(label),
      caller_(state.current_) {
  state_.CheckStack();
  if (state_.depth_ >= state_.limits_.max_depth)
    throw base::Error(ErrorKind::kResourceExhausted,
                      fmt::format("macros and templates are nested deeper than {} levels",
                                  state_.limits_.max_depth),
                      "a macro or include that calls itself without end?");
  ++state_.depth_;
  state_.current_ = this;
}

Interpreter::~Interpreter() {
  state_.current_ = caller_;
  --state_.depth_;
}

std::vector<std::string> Interpreter::VisibleNames() const {
  std::vector<std::string> names = module_.Names();
  names.insert(names.end(), left_names_.begin(), left_names_.end());
  for (const Scope* scope = scope_.get(); scope; scope = scope->parent().get())
    for (const auto& [name, value] : scope->variables()) names.push_back(name->text);
  return names;
}

void Interpreter::RememberNames() {
  for (const auto& [name, value] : scope_->variables()) left_names_.push_back(name->text);
}

void Interpreter::Rethrow() {
  constexpr int kMaxStack = 20;
  const auto locate = [&](const base::Error& error, std::string hint) {
    std::string message = DescribePlace(source_.ast(), location_, error.message());
    int shown = 0;
    for (const Interpreter* frame = this; frame; frame = frame->caller_) {
      if (frame->label_.empty() && !frame->caller_) break;
      if (++shown > kMaxStack) {
        message += "\n  … and so on";
        break;
      }
      message += frame->label_.empty() ? fmt::format("\n  in template '{}'", frame->source_.name())
                                       : fmt::format("\n  in macro '{}'", frame->label_);
      if (const Interpreter* caller = frame->caller_)
        message += fmt::format(", called from {}:{}:{}", caller->source_.name(),
                               caller->location_.line, caller->location_.column);
    }
    return LocatedError(error.kind(), std::move(message), std::move(hint));
  };
  try {
    throw;
  } catch (const LocatedError&) {
    throw;
  } catch (const UndefinedError& error) {
    std::string hint = error.hint();
    if (hint.empty() && !error.name().empty())
      if (const auto suggestion = base::Suggest(error.name(), VisibleNames()))
        hint = fmt::format("did you mean '{}'?", *suggestion);
    throw locate(error, std::move(hint));
  } catch (const base::Error& error) {
    throw locate(error, error.hint());
  } catch (const MacroReturn&) {
    if (caller_) throw;
    throw locate(
        base::Error(ErrorKind::kInvalidArgument, "return() is only possible within a macro"), "");
  }
}

Interpreter::Completion Interpreter::Exec(const Body& body) {
  for (const Stmt& stmt : body) {
    const Completion completion = Exec(stmt);
    if (completion != Completion::kNormal) return completion;
  }
  return Completion::kNormal;
}

void Interpreter::CheckOutput() {
  if (out_->size() > state_.limits_.max_output_bytes)
    state_.ThrowLimit("max_output_bytes", state_.limits_.max_output_bytes);
}

void Interpreter::Write(const Value& value) {
  if (native_) {
    native_->push_back(value);
    return;
  }
  AppendStr(out_, value);
  CheckOutput();
}

bool Interpreter::IsReturn(const Expr& expr) {
  if (!state_.environment_.options().dbt) return false;
  const auto* call = std::get_if<CallExpr>(&expr.node);
  if (!call) return false;
  const auto* name = std::get_if<NameExpr>(&call->callee->node);
  if (!name || name->name->text != "return" || Lookup(name->name)) return false;
  const Arguments& arguments = call->arguments;
  return arguments.positional.size() == 1 && arguments.named.empty() && !arguments.star &&
         !arguments.star_star;
}

void Interpreter::Print(const Expr& expr, bool constant) {
  const Value value = Eval(expr);
  location_ = expr.location;
  if (native_ && constant) {
    native_->push_back(Value(Str(value)));
    return;
  }
  Write(value);
}

Interpreter::Completion Interpreter::Exec(const Stmt& stmt) {
  if (const auto* text = std::get_if<TextStmt>(&stmt.node)) {
    if (check_parent_ && parent_) return Completion::kNormal;
    if (native_) {
      native_->push_back(text->value);
    } else {
      *out_ += text->text;
      CheckOutput();
    }
    return Completion::kNormal;
  }
  if (const auto* print = std::get_if<PrintStmt>(&stmt.node)) {
    if (check_parent_ && parent_) return Completion::kNormal;
    if (IsReturn(*print->value)) {
      returned_ = Eval(*std::get<CallExpr>(print->value->node).arguments.positional[0]);
      return Completion::kReturn;
    }
    Print(*print->value, print->constant);
    return Completion::kNormal;
  }
  if (const auto* branch = std::get_if<IfStmt>(&stmt.node)) return ExecIf(*branch);
  if (const auto* set = std::get_if<SetStmt>(&stmt.node)) {
    CheckNamespaces(*set->target);
    Value value = Eval(*set->value);
    location_ = stmt.location;
    Assign(*set->target, std::move(value));
    return Completion::kNormal;
  }
  if (const auto* loop = std::get_if<ForStmt>(&stmt.node)) return ExecFor(*loop);
  if (const auto* run = std::get_if<DoStmt>(&stmt.node)) {
    if (IsReturn(*run->value)) {
      returned_ = Eval(*std::get<CallExpr>(run->value->node).arguments.positional[0]);
      return Completion::kReturn;
    }
    Eval(*run->value);
    return Completion::kNormal;
  }
  if (const auto* macro = std::get_if<MacroStmt>(&stmt.node))
    return DefineMacro(*macro), Completion::kNormal;
  if (const auto* call = std::get_if<CallBlockStmt>(&stmt.node)) return ExecCallBlock(stmt, *call);
  if (const auto* capture = std::get_if<SetBlockStmt>(&stmt.node)) return ExecSetBlock(*capture);
  if (const auto* with = std::get_if<WithStmt>(&stmt.node)) return ExecWith(*with);
  if (const auto* filter = std::get_if<FilterBlockStmt>(&stmt.node))
    return ExecFilterBlock(*filter);
  if (const auto* scope = std::get_if<ScopeStmt>(&stmt.node)) return ExecScope(*scope);
  if (std::holds_alternative<BreakStmt>(stmt.node)) return Completion::kBreak;
  if (std::holds_alternative<ContinueStmt>(stmt.node)) return Completion::kContinue;
  location_ = stmt.location;
  if (const auto* block = std::get_if<BlockStmt>(&stmt.node)) ExecBlock(*block);
  if (const auto* extends = std::get_if<ExtendsStmt>(&stmt.node)) ExecExtends(*extends);
  if (const auto* include = std::get_if<IncludeStmt>(&stmt.node)) ExecInclude(*include);
  if (const auto* import = std::get_if<ImportStmt>(&stmt.node)) ExecImport(*import);
  if (const auto* import = std::get_if<FromImportStmt>(&stmt.node)) ExecFromImport(stmt, *import);
  return Completion::kNormal;
}

Interpreter::Completion Interpreter::ExecIf(const IfStmt& stmt) {
  for (const auto& [test, body] : stmt.branches) {
    const Value value = Eval(*test);
    location_ = test->location;
    if (Truth(value)) return Exec(body);
  }
  return Exec(stmt.otherwise);
}

Interpreter::Completion Interpreter::ExecWith(const WithStmt& stmt) {
  std::vector<Value> values;
  values.reserve(stmt.assignments.size());
  for (const auto& [target, value] : stmt.assignments) values.push_back(Eval(*value));
  const ScopeGuard guard(this);
  for (size_t i = 0; i < values.size(); ++i)
    Assign(*stmt.assignments[i].first, std::move(values[i]));
  return Exec(stmt.body);
}

Interpreter::Completion Interpreter::ExecScope(const ScopeStmt& stmt) {
  Eval(*stmt.option);
  const ScopeGuard guard(this);
  return Exec(stmt.body);
}

template <typename Finish>
Interpreter::Completion Interpreter::Capture(const Body& body, Finish finish) {
  std::string captured;
  const ScopeGuard guard(this);
  Completion completion;
  {
    const OutputGuard<std::string> out(&out_, &captured);
    const OutputGuard<std::vector<Value>> native(&native_, nullptr);
    completion = Exec(body);
  }
  if (completion != Completion::kNormal) return completion;
  state_.ChargeWork(captured.size());
  finish(Value(std::move(captured)));
  return completion;
}

Interpreter::Completion Interpreter::ExecSetBlock(const SetBlockStmt& stmt) {
  const FlagGuard check(&check_parent_, false);
  Value result;
  const Completion completion = Capture(stmt.body, [&](Value text) {
    result = stmt.filter ? EvalFilter(*stmt.filter, std::get<FilterExpr>(stmt.filter->node), &text)
                         : std::move(text);
  });
  if (completion == Completion::kNormal) {
    CheckNamespaces(*stmt.target);
    Assign(*stmt.target, std::move(result));
  }
  return completion;
}

Interpreter::Completion Interpreter::ExecFilterBlock(const FilterBlockStmt& stmt) {
  Value result;
  const Completion completion = Capture(stmt.body, [&](Value text) {
    result = EvalFilter(*stmt.filter, std::get<FilterExpr>(stmt.filter->node), &text);
  });
  if (completion == Completion::kNormal) Write(result);
  return completion;
}

Interpreter::Completion Interpreter::ExecCallBlock(const Stmt& stmt, const CallBlockStmt& call) {
  const Value caller = MakeMacro(&module_, call.caller.get(), scope_);
  const Expr& expr = *call.call;
  const Value result = EvalCall(expr, std::get<CallExpr>(expr.node), &caller);
  location_ = stmt.location;
  Write(result);
  return Completion::kNormal;
}

void Interpreter::AssignName(const Identifier* name, Value value) {
  if (toplevel_) {
    module_.Set(*name, std::move(value));
    module_.Export(name->text);
    return;
  }
  scope_->Set(name, std::move(value));
}

void Interpreter::CheckNamespaces(const Expr& target) {
  if (const auto* attribute = std::get_if<NamespaceTarget>(&target.node)) {
    location_ = target.location;
    const auto value = Lookup(attribute->name);
    if (!value || !value->As<NamespaceObject>())
      base::Throw(ErrorKind::kInvalidArgument, "cannot assign attribute on non-namespace object");
  } else if (const auto* tuple = std::get_if<TupleExpr>(&target.node)) {
    for (const ExprPtr& item : tuple->items) CheckNamespaces(*item);
  }
}

void Interpreter::AssignNamespace(const NamespaceTarget& target, Value value) {
  const auto object = Lookup(target.name);
  if (!object || !object->is_object() || !object->AsObject().SetAttr(target.attribute->text, value))
    base::Throw(ErrorKind::kInvalidArgument, "cannot assign attribute on non-namespace object");
  state_.NoteStored(*object, value);
}

void Interpreter::Assign(const Expr& target, Value value) {
  if (const auto* name = std::get_if<NameExpr>(&target.node))
    return AssignName(name->name, std::move(value));
  if (const auto* attribute = std::get_if<NamespaceTarget>(&target.node))
    return AssignNamespace(*attribute, std::move(value));
  const auto& targets = std::get<TupleExpr>(target.node).items;
  location_ = target.location;
  if (!IsIterable(value))
    base::Throw(ErrorKind::kInvalidArgument, "cannot unpack non-iterable {} object",
                TypeName(value));
  const std::vector<Value> items = state_.Collect(value);
  if (items.size() > targets.size())
    base::Throw(ErrorKind::kInvalidArgument, "too many values to unpack (expected {})",
                targets.size());
  if (items.size() < targets.size())
    base::Throw(ErrorKind::kInvalidArgument, "not enough values to unpack (expected {}, got {})",
                targets.size(), items.size());
  for (size_t i = 0; i < items.size(); ++i) Assign(*targets[i], items[i]);
}

}  // namespace tarn::jinja
