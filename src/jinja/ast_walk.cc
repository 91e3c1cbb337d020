#include "jinja/ast_walk.h"

#include <array>

namespace tarn::jinja {
namespace {

template <typename... Ts>
struct Overload : Ts... {
  using Ts::operator()...;
};
template <typename... Ts>
Overload(Ts...) -> Overload<Ts...>;

void VisitIf(const ExprPtr& expr, const ExprVisitor& visit) {
  if (expr) visit(*expr);
}

void VisitAll(const std::vector<ExprPtr>& exprs, const ExprVisitor& visit) {
  for (const ExprPtr& expr : exprs) VisitIf(expr, visit);
}

class UndeclaredFinder {
 public:
  explicit UndeclaredFinder(std::set<std::string> names) : names_(std::move(names)) {}

  void Visit(const Body& body) {
    for (const Stmt& stmt : body) Visit(stmt);
  }
  std::set<std::string> found() const { return found_; }

 private:
  void Load(const Expr& expr) {
    if (const auto* name = std::get_if<NameExpr>(&expr.node)) {
      if (names_.contains(name->name->text)) found_.insert(name->name->text);
      return;
    }
    VisitChildren(expr, [this](const Expr& child) { Load(child); });
  }
  void LoadIf(const ExprPtr& expr) {
    if (expr) Load(*expr);
  }
  void Store(const Expr& target) {
    if (const auto* name = std::get_if<NameExpr>(&target.node)) names_.erase(name->name->text);
    if (const auto* tuple = std::get_if<TupleExpr>(&target.node))
      for (const ExprPtr& item : tuple->items) Store(*item);
  }
  void Macro(const MacroDef& macro) {
    for (const auto& param : macro.params) names_.erase(param.name->text);
    for (const auto& param : macro.params) LoadIf(param.default_value);
    Visit(macro.body);
  }

  void Visit(const Stmt& stmt) {
    std::visit(Overload{
                   [&](const TextStmt&) {},
                   [&](const PrintStmt& s) { Load(*s.value); },
                   [&](const DoStmt& s) { Load(*s.value); },
                   [&](const IfStmt& s) {
                     for (const auto& branch : s.branches) {
                       Load(*branch.test);
                       Visit(branch.body);
                     }
                     Visit(s.otherwise);
                   },
                   [&](const ForStmt& s) {
                     Store(*s.target);
                     Load(*s.iterable);
                     Visit(s.body);
                     Visit(s.otherwise);
                     LoadIf(s.test);
                   },
                   [&](const SetStmt& s) {
                     Store(*s.target);
                     Load(*s.value);
                   },
                   [&](const SetBlockStmt& s) {
                     Store(*s.target);
                     LoadIf(s.filter);
                     Visit(s.body);
                   },
                   [&](const WithStmt& s) {
                     for (const auto& [target, value] : s.assignments) Store(*target);
                     for (const auto& [target, value] : s.assignments) Load(*value);
                     Visit(s.body);
                   },
                   [&](const MacroStmt& s) { Macro(*s.macro); },
                   [&](const CallBlockStmt& s) {
                     Load(*s.call);
                     Macro(*s.caller);
                   },
                   [&](const FilterBlockStmt& s) {
                     Visit(s.body);
                     Load(*s.filter);
                   },
                   [&](const BlockStmt&) {},
                   [&](const ExtendsStmt& s) { Load(*s.parent); },
                   [&](const IncludeStmt& s) { Load(*s.source); },
                   [&](const ImportStmt& s) { Load(*s.source); },
                   [&](const FromImportStmt& s) { Load(*s.source); },
                   [&](const ScopeStmt& s) {
                     Load(*s.option);
                     Visit(s.body);
                   },
                   [&](const BreakStmt&) {},
                   [&](const ContinueStmt&) {},
               },
               stmt.node);
  }

  std::set<std::string> names_;
  std::set<std::string> found_;
};

}  // namespace

void VisitChildren(const Arguments& arguments, const ExprVisitor& visit) {
  VisitAll(arguments.positional, visit);
  for (const auto& [name, value] : arguments.named) VisitIf(value, visit);
  VisitIf(arguments.star, visit);
  VisitIf(arguments.star_star, visit);
}

void VisitChildren(const Expr& expr, const ExprVisitor& visit) {
  std::visit(Overload{
                 [&](const LiteralExpr&) {},
                 [&](const NameExpr&) {},
                 [&](const NamespaceTarget&) {},
                 [&](const ListExpr& e) { VisitAll(e.items, visit); },
                 [&](const TupleExpr& e) { VisitAll(e.items, visit); },
                 [&](const DictExpr& e) {
                   for (const auto& [key, value] : e.entries) {
                     visit(*key);
                     visit(*value);
                   }
                 },
                 [&](const UnaryExpr& e) { visit(*e.operand); },
                 [&](const BinaryExpr& e) {
                   visit(*e.left);
                   visit(*e.right);
                 },
                 [&](const ConcatExpr& e) { VisitAll(e.parts, visit); },
                 [&](const LogicExpr& e) {
                   visit(*e.left);
                   visit(*e.right);
                 },
                 [&](const CompareExpr& e) {
                   visit(*e.first);
                   for (const auto& [op, operand] : e.rest) visit(*operand);
                 },
                 [&](const ConditionalExpr& e) {
                   visit(*e.test);
                   visit(*e.then);
                   VisitIf(e.otherwise, visit);
                 },
                 [&](const AttributeExpr& e) { visit(*e.object); },
                 [&](const ItemExpr& e) {
                   visit(*e.object);
                   visit(*e.key);
                 },
                 [&](const SliceExpr& e) {
                   VisitIf(e.start, visit);
                   VisitIf(e.stop, visit);
                   VisitIf(e.step, visit);
                 },
                 [&](const CallExpr& e) {
                   visit(*e.callee);
                   VisitChildren(e.arguments, visit);
                 },
                 [&](const FilterExpr& e) {
                   VisitIf(e.operand, visit);
                   VisitChildren(e.arguments, visit);
                 },
                 [&](const TestExpr& e) {
                   visit(*e.operand);
                   VisitChildren(e.arguments, visit);
                 },
             },
             expr.node);
}

std::set<std::string> FindUndeclared(const Body& body, std::set<std::string> names) {
  UndeclaredFinder finder(std::move(names));
  finder.Visit(body);
  return finder.found();
}

bool IsConstant(const Expr& expr) {
  if (std::holds_alternative<NameExpr>(expr.node) || std::holds_alternative<CallExpr>(expr.node) ||
      std::holds_alternative<NamespaceTarget>(expr.node))
    return false;
  if (const auto* filter = std::get_if<FilterExpr>(&expr.node)) {
    // Filters that look at the render, and those whose result is no plain value, are never folded.
    static constexpr std::array<std::string_view, 10> kNotFolded = {
        "map",    "select",  "reject",  "selectattr", "rejectattr",
        "random", "as_text", "as_bool", "as_native",  "as_number"};
    for (std::string_view name : kNotFolded)
      if (filter->name == name) return false;
    if (!filter->operand) return false;
  }
  bool constant = true;
  VisitChildren(expr, [&](const Expr& child) { constant = constant && IsConstant(child); });
  return constant;
}

}  // namespace tarn::jinja
