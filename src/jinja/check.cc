#include <algorithm>

#include "base/suggest.h"
#include "jinja/ast.h"
#include "jinja/ast_walk.h"
#include "jinja/diagnostics.h"

namespace tarn::jinja {
namespace {

class Checker {
 public:
  Checker(TemplateAst* ast, const Environment& environment)
      : ast_(ast), environment_(environment) {}

  void Run() {
    ast_->uses_self = FindUndeclared(ast_->body, {"self"}).contains("self");
    ast_->only_macros = std::all_of(ast_->body.begin(), ast_->body.end(), [](const Stmt& stmt) {
      return std::holds_alternative<TextStmt>(stmt.node) ||
             std::holds_alternative<MacroStmt>(stmt.node);
    });
    Place place;
    place.toplevel = true;
    Visit(&ast_->body, place);
  }

 private:
  // What surrounds a node. `soft`: in an if or a conditional expression, where Jinja2 leaves
  // unknown filters to the moment they are used.
  struct Place {
    bool toplevel = false;
    bool soft = false;
    bool in_loop = false;

    Place Inner() const { return {false, false, in_loop}; }
    Place Function() const { return {false, false, false}; }
    Place Soft() const { return {toplevel, true, in_loop}; }
  };

  [[noreturn]] void Fail(Location location, std::string_view message, std::string hint = {}) const {
    ThrowSyntaxError(*ast_, location, message, std::move(hint));
  }

  void Visit(Body* body, Place place) {
    for (Stmt& stmt : *body) Visit(&stmt, place);
  }

  void Visit(Stmt* stmt, Place place) {
    const Location location = stmt->location;
    if (auto* print = std::get_if<PrintStmt>(&stmt->node)) {
      Visit(print->value.get(), place.soft);
      print->constant = IsConstant(*print->value);
    } else if (auto* run = std::get_if<DoStmt>(&stmt->node)) {
      Visit(run->value.get(), place.soft);
    } else if (auto* branch = std::get_if<IfStmt>(&stmt->node)) {
      for (auto& [test, body] : branch->branches) {
        Visit(test.get(), true);
        Visit(&body, place.Soft());
      }
      Visit(&branch->otherwise, place.Soft());
    } else if (auto* loop = std::get_if<ForStmt>(&stmt->node)) {
      CheckLoop(loop, place);
    } else if (auto* set = std::get_if<SetStmt>(&stmt->node)) {
      CheckTarget(*set->target);
      Visit(set->value.get(), place.soft);
    } else if (auto* capture = std::get_if<SetBlockStmt>(&stmt->node)) {
      CheckTarget(*capture->target);
      if (capture->filter) Visit(capture->filter.get(), false);
      Visit(&capture->body, place.Inner());
    } else if (auto* with = std::get_if<WithStmt>(&stmt->node)) {
      for (auto& [target, value] : with->assignments) Visit(value.get(), place.soft);
      Visit(&with->body, place.Inner());
    } else if (auto* macro = std::get_if<MacroStmt>(&stmt->node)) {
      CheckMacro(macro->macro.get());
      if (place.toplevel) ast_->macros.push_back(macro->macro);
    } else if (auto* call = std::get_if<CallBlockStmt>(&stmt->node)) {
      Visit(call->call.get(), place.soft);
      CheckMacro(call->caller.get());
    } else if (auto* filter = std::get_if<FilterBlockStmt>(&stmt->node)) {
      Visit(filter->filter.get(), false);
      Visit(&filter->body, place.Inner());
    } else if (auto* block = std::get_if<BlockStmt>(&stmt->node)) {
      BlockDef* definition = block->block.get();
      const auto used = FindUndeclared(definition->body, {"self", "super"});
      definition->uses_self = used.contains("self");
      definition->uses_super = used.contains("super");
      Visit(&definition->body, place.Function());
    } else if (auto* extends = std::get_if<ExtendsStmt>(&stmt->node)) {
      if (!place.toplevel) Fail(location, "cannot use extend from a non top-level scope");
      Visit(extends->parent.get(), place.soft);
    } else if (auto* include = std::get_if<IncludeStmt>(&stmt->node)) {
      Visit(include->source.get(), place.soft);
    } else if (auto* import = std::get_if<ImportStmt>(&stmt->node)) {
      Visit(import->source.get(), place.soft);
    } else if (auto* from = std::get_if<FromImportStmt>(&stmt->node)) {
      Visit(from->source.get(), place.soft);
    } else if (auto* scope = std::get_if<ScopeStmt>(&stmt->node)) {
      Visit(scope->option.get(), place.soft);
      Visit(&scope->body, place.Inner());
    } else if (std::holds_alternative<BreakStmt>(stmt->node)) {
      if (!place.in_loop) Fail(location, "'break' outside loop");
    } else if (std::holds_alternative<ContinueStmt>(stmt->node)) {
      if (!place.in_loop) Fail(location, "'continue' not properly in loop");
    }
  }

  void CheckLoop(ForStmt* loop, Place place) {
    ++loop_depth_;
    CheckTarget(*loop->target);
    Visit(loop->iterable.get(), place.soft);
    if (loop->test) Visit(loop->test.get(), false);
    loop->uses_loop = loop->recursive || FindUndeclared(loop->body, {"loop"}).contains("loop") ||
                      HasScopedBlock(loop->body);
    Place inner = place.Inner();
    inner.in_loop = true;
    Visit(&loop->body, inner);
    Visit(&loop->otherwise, loop->recursive ? place.Function() : place.Inner());
    --loop_depth_;
  }

  static bool HasScopedBlock(const Body& body) {
    for (const Stmt& stmt : body) {
      if (const auto* block = std::get_if<BlockStmt>(&stmt.node))
        if (block->block->scoped || HasScopedBlock(block->block->body)) return true;
      if (const auto* branch = std::get_if<IfStmt>(&stmt.node)) {
        for (const auto& [test, inner] : branch->branches)
          if (HasScopedBlock(inner)) return true;
        if (HasScopedBlock(branch->otherwise)) return true;
      }
      if (const auto* loop = std::get_if<ForStmt>(&stmt.node))
        if (HasScopedBlock(loop->body) || HasScopedBlock(loop->otherwise)) return true;
      if (const auto* with = std::get_if<WithStmt>(&stmt.node))
        if (HasScopedBlock(with->body)) return true;
      if (const auto* filter = std::get_if<FilterBlockStmt>(&stmt.node))
        if (HasScopedBlock(filter->body)) return true;
    }
    return false;
  }

  void CheckTarget(const Expr& target) const {
    if (const auto* name = std::get_if<NameExpr>(&target.node)) {
      if (loop_depth_ > 0 && name->name->text == "loop")
        Fail(target.location, "Can't assign to special loop variable in for-loop target");
    } else if (const auto* tuple = std::get_if<TupleExpr>(&target.node)) {
      for (const ExprPtr& item : tuple->items) CheckTarget(*item);
    }
  }

  void CheckMacro(MacroDef* macro) {
    const auto used = FindUndeclared(macro->body, {"caller", "kwargs", "varargs"});
    macro->uses_caller = used.contains("caller");
    macro->uses_kwargs = used.contains("kwargs");
    macro->uses_varargs = used.contains("varargs");
    for (auto& param : macro->params) {
      if (param.default_value) Visit(param.default_value.get(), false);
      if (param.name->text == "kwargs") macro->uses_kwargs = false;
      if (param.name->text == "varargs") macro->uses_varargs = false;
      if (param.name->text != "caller") continue;
      macro->has_caller_param = true;
      if (macro->uses_caller && !param.default_value)
        Fail(macro->location,
             "When defining macros or call blocks the special \"caller\" argument must be omitted "
             "or be given a "
             "default.");
    }
    Place place;
    Visit(&macro->body, place);
  }

  void Visit(Expr* expr, bool soft) {
    if (auto* filter = std::get_if<FilterExpr>(&expr->node)) {
      filter->function = environment_.FindFilter(filter->name);
      if (!filter->function && !soft)
        Fail(expr->location, "No filter named " + ReprString(filter->name) + ".",
             base::DidYouMean(filter->name, environment_.FilterNames()));
    } else if (auto* test = std::get_if<TestExpr>(&expr->node)) {
      test->function = environment_.FindTest(test->name);
      if (!test->function && !soft)
        Fail(expr->location, "No test named " + ReprString(test->name) + ".",
             base::DidYouMean(test->name, environment_.TestNames()));
    } else if (std::holds_alternative<ConditionalExpr>(expr->node)) {
      soft = true;
    }
    // The tree is ours to complete; the visitor shows it as constant.
    VisitChildren(*expr, [&](const Expr& child) { Visit(const_cast<Expr*>(&child), soft); });
  }

  TemplateAst* ast_;
  const Environment& environment_;
  int loop_depth_ = 0;
};

}  // namespace

void Check(TemplateAst* ast, const Environment& environment) { Checker(ast, environment).Run(); }

}  // namespace tarn::jinja
