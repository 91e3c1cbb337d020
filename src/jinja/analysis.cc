#include "jinja/analysis.h"

#include <algorithm>
#include <set>

#include "jinja/ast.h"
#include "jinja/ast_walk.h"
#include "jinja/literal.h"

namespace tarn::jinja {
namespace {

// "a.b.c" for a name or a chain of attributes; empty for anything else.
std::string DottedPath(const Expr& expr) {
  if (const auto* name = std::get_if<NameExpr>(&expr.node)) return name->name->text;
  const auto* attribute = std::get_if<AttributeExpr>(&expr.node);
  if (!attribute) return {};
  std::string path = DottedPath(*attribute->object);
  if (!path.empty()) path += "." + attribute->name->text;
  return path;
}

// Walks a template with the names that are set where it is: gathers calls and undeclared names.
class Walker {
 public:
  explicit Walker(const std::vector<std::string>& wanted) : wanted_(wanted.begin(), wanted.end()) {}

  void Walk(const Body& body) {
    for (const Stmt& stmt : body) Walk(stmt);
  }

  std::vector<CallSite> calls;
  std::set<std::string> undeclared;

 private:
  using Names = std::set<std::string>;

  void Walk(const Expr& expr) {
    if (const auto* name = std::get_if<NameExpr>(&expr.node)) {
      if (!declared_.contains(name->name->text)) undeclared.insert(name->name->text);
      return;
    }
    if (const auto* call = std::get_if<CallExpr>(&expr.node)) Note(expr, *call);
    const bool branches = std::holds_alternative<ConditionalExpr>(expr.node);
    const int outer = conditional_;
    conditional_ += branches;
    VisitChildren(expr, [this](const Expr& child) { Walk(child); });
    conditional_ = outer;
  }
  void WalkIf(const ExprPtr& expr) {
    if (expr) Walk(*expr);
  }

  void Note(const Expr& expr, const CallExpr& call) {
    CallSite site;
    site.callee = DottedPath(*call.callee);
    if (site.callee.empty() || (!wanted_.empty() && !wanted_.contains(site.callee))) return;
    for (const ExprPtr& argument : call.arguments.positional)
      site.positional.push_back(LiteralOf(*argument));
    for (const auto& [name, argument] : call.arguments.named)
      site.named.emplace_back(name, LiteralOf(*argument));
    site.has_star_args = call.arguments.star || call.arguments.star_star;
    site.conditional = conditional_ > 0;
    site.macro = macro_;
    site.location = expr.location;
    calls.push_back(std::move(site));
  }

  void Declare(const Expr& target) {
    if (const auto* name = std::get_if<NameExpr>(&target.node)) declared_.insert(name->name->text);
    if (const auto* attribute = std::get_if<NamespaceTarget>(&target.node))
      if (!declared_.contains(attribute->name->text)) undeclared.insert(attribute->name->text);
    if (const auto* tuple = std::get_if<TupleExpr>(&target.node))
      for (const ExprPtr& item : tuple->items) Declare(*item);
  }

  // Runs with the names that the inside declares dropped afterwards.
  template <typename F>
  void Scoped(bool conditional, F run) {
    const Names outer = declared_;
    const int outer_conditional = conditional_;
    conditional_ += conditional;
    run();
    conditional_ = outer_conditional;
    declared_ = outer;
  }

  void WalkMacro(const MacroDef& macro) {
    Scoped(true, [&] {
      const std::string outer = macro_;
      if (macro.name) macro_ = macro.name->text;
      for (const auto& param : macro.params) declared_.insert(param.name->text);
      declared_.insert({"caller", "varargs", "kwargs"});
      for (const auto& param : macro.params) WalkIf(param.default_value);
      Walk(macro.body);
      macro_ = outer;
    });
  }

  void Walk(const Stmt& stmt) {
    if (const auto* print = std::get_if<PrintStmt>(&stmt.node)) Walk(*print->value);
    if (const auto* run = std::get_if<DoStmt>(&stmt.node)) Walk(*run->value);
    if (const auto* branch = std::get_if<IfStmt>(&stmt.node)) WalkBranches(*branch);
    if (const auto* loop = std::get_if<ForStmt>(&stmt.node)) WalkLoop(*loop);
    if (const auto* set = std::get_if<SetStmt>(&stmt.node)) {
      Walk(*set->value);
      Declare(*set->target);
    }
    if (const auto* capture = std::get_if<SetBlockStmt>(&stmt.node)) {
      Scoped(false, [&] {
        Walk(capture->body);
        WalkIf(capture->filter);
      });
      Declare(*capture->target);
    }
    if (const auto* with = std::get_if<WithStmt>(&stmt.node)) {
      for (const auto& [target, value] : with->assignments) Walk(*value);
      Scoped(false, [&] {
        for (const auto& [target, value] : with->assignments) Declare(*target);
        Walk(with->body);
      });
    }
    if (const auto* macro = std::get_if<MacroStmt>(&stmt.node)) {
      declared_.insert(macro->macro->name->text);
      WalkMacro(*macro->macro);
    }
    if (const auto* call = std::get_if<CallBlockStmt>(&stmt.node)) {
      Walk(*call->call);
      WalkMacro(*call->caller);
    }
    if (const auto* filter = std::get_if<FilterBlockStmt>(&stmt.node)) {
      Scoped(false, [&] { Walk(filter->body); });
      Walk(*filter->filter);
    }
    if (const auto* block = std::get_if<BlockStmt>(&stmt.node)) {
      Scoped(false, [&] {
        declared_.insert({"self", "super"});
        Walk(block->block->body);
      });
    }
    if (const auto* extends = std::get_if<ExtendsStmt>(&stmt.node)) Walk(*extends->parent);
    if (const auto* include = std::get_if<IncludeStmt>(&stmt.node)) Walk(*include->source);
    if (const auto* import = std::get_if<ImportStmt>(&stmt.node)) {
      Walk(*import->source);
      declared_.insert(import->target->text);
    }
    if (const auto* import = std::get_if<FromImportStmt>(&stmt.node)) {
      Walk(*import->source);
      for (const auto& [name, alias] : import->names) declared_.insert(alias->text);
    }
    if (const auto* scope = std::get_if<ScopeStmt>(&stmt.node)) {
      Walk(*scope->option);
      Scoped(false, [&] { Walk(scope->body); });
    }
  }

  void WalkBranches(const IfStmt& stmt) {
    Walk(*stmt.branches[0].test);
    ++conditional_;
    // Only what every branch sets is set afterwards.
    const Names before = declared_;
    std::optional<Names> common;
    const auto branch = [&](const Body& body) {
      declared_ = before;
      Walk(body);
      if (!common) {
        common = declared_;
      } else {
        std::erase_if(*common, [&](const std::string& name) { return !declared_.contains(name); });
      }
    };
    for (size_t i = 0; i < stmt.branches.size(); ++i) {
      declared_ = before;
      if (i > 0) Walk(*stmt.branches[i].test);
      branch(stmt.branches[i].body);
    }
    branch(stmt.otherwise);
    declared_ = std::move(*common);
    --conditional_;
  }

  void WalkLoop(const ForStmt& loop) {
    Walk(*loop.iterable);
    Scoped(true, [&] {
      Declare(*loop.target);
      declared_.insert("loop");
      WalkIf(loop.test);
      Walk(loop.body);
    });
    Scoped(true, [&] { Walk(loop.otherwise); });
  }

  std::set<std::string> wanted_;
  Names declared_;
  int conditional_ = 0;
  std::string macro_;
};

}  // namespace

bool CallSite::all_literal() const {
  return !has_star_args && std::all_of(positional.begin(), positional.end(), [](const auto& value) {
    return value.has_value();
  }) && std::all_of(named.begin(), named.end(), [](const auto& arg) {
    return arg.second.has_value();
  });
}

std::vector<CallSite> FindCalls(const Template& source, const std::vector<std::string>& names) {
  Walker walker(names);
  walker.Walk(source.ast().body);
  std::stable_sort(walker.calls.begin(), walker.calls.end(),
                   [](const CallSite& a, const CallSite& b) {
                     return std::pair(a.location.line, a.location.column) <
                            std::pair(b.location.line, b.location.column);
                   });
  return std::move(walker.calls);
}

std::vector<std::string> FindUndeclaredNames(const Template& source) {
  Walker walker({});
  walker.Walk(source.ast().body);
  for (const auto& entry : source.environment().globals())
    if (entry.key.is_string()) walker.undeclared.erase(entry.key.AsString());
  return {walker.undeclared.begin(), walker.undeclared.end()};
}

}  // namespace tarn::jinja
