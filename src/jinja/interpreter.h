#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jinja/ast.h"
#include "jinja/render_state.h"
#include "jinja/scope.h"

namespace tarn::jinja {

class LoopObject;

// return(value) of dbt on its way out of expressions; statements use Completion::kReturn.
struct MacroReturn {
  Value value;
};

// Runs one activation of a template: its top level, a block, or one call of a macro. Activations
// form a chain, which is the stack that errors tell.
class Interpreter {
 public:
  enum class Completion : uint8_t { kNormal, kBreak, kContinue, kReturn };

  // `label` is the macro's name for the stack of errors; empty for a template.
  Interpreter(RenderState& state, const Template& source, ModuleFrame& module, Ref<Scope> scope,
              std::string* out, std::string_view label);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  // The whole template, then its parents. With `native`, printed values are collected instead of
  // joined.
  void RunTemplate(std::vector<Value>* native = nullptr);
  void RunBlock(const BlockDef& block, size_t index);
  // The body of a macro whose parameters are bound. Gives what return() gave, else the text.
  Value RunMacro(const MacroDef& macro, CallArgs& args);

  // The text of a loop's body for an iterable: loop(…) of a recursive loop.
  std::string RunRecursiveLoop(const ForStmt& loop, const Ref<Scope>& scope, const Value& iterable,
                               int64_t depth);

  Interpreter* caller() const { return caller_; }
  const Template& source() const { return source_; }
  Location location() const { return location_; }
  std::string_view label() const { return label_; }
  RenderState& state() { return state_; }
  // The variables in reach, also of scopes that an error on its way out has left.
  std::vector<std::string> VisibleNames() const;

  // Called in a catch block: gives the error a place and the stack, unless it has them, and throws
  // it on.
  [[noreturn]] void Rethrow();

 private:
  friend class LoopObject;
  class ScopeGuard;
  class FilteredIterator;

  void RememberNames();

  // Statements (interpreter.cc).
  Completion Exec(const Body& body);
  Completion Exec(const Stmt& stmt);
  void Print(const Expr& expr, bool constant);
  Completion ExecIf(const IfStmt& stmt);
  Completion ExecWith(const WithStmt& stmt);
  Completion ExecScope(const ScopeStmt& stmt);
  Completion ExecSetBlock(const SetBlockStmt& stmt);
  Completion ExecFilterBlock(const FilterBlockStmt& stmt);
  Completion ExecCallBlock(const Stmt& stmt, const CallBlockStmt& call);
  // Runs a body in a new scope with its output captured; the scope is still there for `finish`.
  template <typename Finish>
  Completion Capture(const Body& body, Finish finish);
  void Assign(const Expr& target, Value value);
  void AssignName(const Identifier* name, Value value);
  void AssignNamespace(const NamespaceTarget& target, Value value);
  void CheckNamespaces(const Expr& target);
  void Write(const Value& value);
  void CheckOutput();
  // `return(value)` as a whole statement: its argument, so that no exception is needed.
  bool IsReturn(const Expr& expr);

  // Loops (interpreter_loop.cc).
  Completion ExecFor(const ForStmt& stmt);
  Completion RunLoop(const ForStmt& stmt, const Value& iterable, int64_t depth);

  // Inheritance and modules (interpreter_module.cc).
  void ExecBlock(const BlockStmt& stmt);
  void ExecExtends(const ExtendsStmt& stmt);
  void ExecInclude(const IncludeStmt& stmt);
  void ExecImport(const ImportStmt& stmt);
  void ExecFromImport(const Stmt& stmt, const FromImportStmt& import);
  void DefineMacro(const MacroStmt& stmt);
  TemplatePtr LoadTemplate(const Value& name);
  TemplatePtr SelectTemplate(const Value& names);
  Value LoadModule(const Expr& source, bool with_context);
  Dict Locals() const;

  // Expressions (interpreter_expression.cc).
  Value Eval(const Expr& expr);
  Value EvalName(const NameExpr& expr);
  Value EvalDict(const DictExpr& expr);
  Value EvalConcat(const ConcatExpr& expr);
  Value EvalCompare(const Expr& expr, const CompareExpr& compare);
  Value EvalConditional(const ConditionalExpr& expr);
  Value EvalItem(const Expr& expr, const ItemExpr& item);
  Value EvalCall(const Expr& expr, const CallExpr& call, const Value* forwarded_caller = nullptr);
  Value EvalFilter(const Expr& expr, const FilterExpr& filter, const Value* captured = nullptr);
  Value EvalTest(const Expr& expr, const TestExpr& test);
  std::vector<Value> EvalAll(const std::vector<ExprPtr>& exprs);
  void EvalArguments(const Arguments& arguments, CallArgs* out);
  void BindParameters(const MacroDef& macro, CallArgs& args);
  std::optional<Value> Lookup(const Identifier* name);

  RenderState& state_;
  const Template& source_;
  ModuleFrame& module_;
  Ref<Scope> scope_;
  std::string* out_;
  std::vector<Value>* native_ = nullptr;
  std::string_view label_;
  Interpreter* caller_;
  Location location_;
  bool toplevel_ = false;
  bool check_parent_ = false;  // whether output waits for {% extends %}: not within captures
  TemplatePtr parent_;
  Value returned_;
  std::vector<std::string> left_names_;
};

// `self`, `super` and their calls (interpreter_module.cc).
Value MakeTemplateReference(ModuleFrame* module);
Value MakeBlockReference(ModuleFrame* module, std::string name, size_t index);

// A callable of a macro: what {% macro %} defines. `closure` may be null.
Value MakeMacro(ModuleFrame* module, const MacroDef* macro, Ref<Scope> closure);
Value CallMacroDef(RenderState& state, ModuleFrame& module, const MacroDef& macro,
                   const Ref<Scope>& closure, CallArgs& args);

}  // namespace tarn::jinja
