#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "jinja/location.h"
#include "jinja/template.h"
#include "jinja/value.h"

namespace tarn::jinja {

struct Expr;
struct Stmt;
using ExprPtr = std::unique_ptr<Expr>;
using Body = std::vector<Stmt>;
// A name's number within its template; local scopes are searched by it.
using Symbol = uint32_t;

struct Identifier {
  std::string text;
  Symbol symbol = 0;
  size_t hash = 0;
  Value value;  // the text, made once
};

struct Arguments {
  std::vector<ExprPtr> positional;
  std::vector<std::pair<std::string, ExprPtr>> named;
  ExprPtr star;
  ExprPtr star_star;
};

// ---- Expressions
struct LiteralExpr {
  Value value;
};
struct NameExpr {
  const Identifier* name;
};
struct ListExpr {
  std::vector<ExprPtr> items;
};
struct TupleExpr {
  std::vector<ExprPtr> items;
};
struct DictExpr {
  std::vector<std::pair<ExprPtr, ExprPtr>> entries;
};
enum class UnaryOp : uint8_t { kNegative, kPositive, kNot };
struct UnaryExpr {
  UnaryOp op;
  ExprPtr operand;
};
enum class BinaryOp : uint8_t { kAdd, kSub, kMul, kDiv, kFloorDiv, kMod, kPow };
struct BinaryExpr {
  BinaryOp op;
  ExprPtr left, right;
};
struct ConcatExpr {
  std::vector<ExprPtr> parts;
};
struct LogicExpr {  // and, or: give an operand, not a bool
  bool is_and;
  ExprPtr left, right;
};
enum class CompareOp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe, kIn, kNotIn };
struct CompareExpr {
  ExprPtr first;
  std::vector<std::pair<CompareOp, ExprPtr>> rest;
};
struct ConditionalExpr {
  ExprPtr test, then, otherwise;  // otherwise may be null
};
struct AttributeExpr {
  ExprPtr object;
  const Identifier* name;
};
struct ItemExpr {
  ExprPtr object, key;
};
struct SliceExpr {  // as the key of an ItemExpr; each may be null
  ExprPtr start, stop, step;
};
struct CallExpr {
  ExprPtr callee;
  Arguments arguments;
};
struct FilterExpr {
  ExprPtr operand;  // null: the text captured by a filter or set block
  std::string name;
  Arguments arguments;
  const NativeFunction* function =
      nullptr;  // set by Check; null when unknown in a branch that may not run
};
struct TestExpr {
  ExprPtr operand;
  std::string name;
  Arguments arguments;
  const NativeFunction* function = nullptr;
};
struct NamespaceTarget {  // only as an assignment's target: name.attribute
  const Identifier* name;
  const Identifier* attribute;
};

struct Expr {
  using Node =
      std::variant<LiteralExpr, NameExpr, ListExpr, TupleExpr, DictExpr, UnaryExpr, BinaryExpr,
                   ConcatExpr, LogicExpr, CompareExpr, ConditionalExpr, AttributeExpr, ItemExpr,
                   SliceExpr, CallExpr, FilterExpr, TestExpr, NamespaceTarget>;
  Location location;
  uint32_t depth = 1;  // of the tree below; bounded by the parser
  Node node;
};

// ---- Statements
struct TextStmt {
  std::string text;
  Value value;  // the text, for native renders
};
struct PrintStmt {
  ExprPtr value;
  bool constant = false;  // made of literals only: native renders give its text
};
struct DoStmt {
  ExprPtr value;
};
struct IfStmt {
  struct Branch {
    ExprPtr test;
    Body body;
  };
  std::vector<Branch> branches;
  Body otherwise;
};
struct ForStmt {
  ExprPtr target, iterable, test;  // test may be null
  Body body, otherwise;
  bool recursive = false;
  bool uses_loop = false;
};
struct SetStmt {
  ExprPtr target, value;
};
struct SetBlockStmt {
  ExprPtr target;
  ExprPtr filter;  // may be null; its innermost operand is null
  Body body;
};
struct WithStmt {
  std::vector<std::pair<ExprPtr, ExprPtr>> assignments;
  Body body;
};
// A macro, the body of a call block, or one of dbt's blocks.
struct MacroDef {
  struct Param {
    const Identifier* name;
    ExprPtr default_value;  // may be null
    std::string type;
  };
  const Identifier* name = nullptr;  // null: the body of a call block
  std::vector<Param> params;
  Body body;
  Location location;
  // Which special variables the body reads, and so takes from a call.
  bool uses_caller = false, uses_varargs = false, uses_kwargs = false;
  const Identifier* caller = nullptr;
  const Identifier* varargs = nullptr;
  const Identifier* kwargs = nullptr;
  bool has_caller_param = false;
  // Only for Template::Macros().
  MacroInfo info;
};
struct MacroStmt {
  std::shared_ptr<MacroDef> macro;
};
struct CallBlockStmt {
  ExprPtr call;  // a CallExpr
  std::shared_ptr<MacroDef> caller;
};
struct FilterBlockStmt {
  ExprPtr filter;
  Body body;
};
struct BlockDef {
  std::string name;
  Body body;
  bool scoped = false, required = false;
  bool uses_self = false, uses_super = false;
};
struct BlockStmt {
  std::shared_ptr<BlockDef> block;
};
struct ExtendsStmt {
  ExprPtr parent;
};
struct IncludeStmt {
  ExprPtr source;
  bool ignore_missing = false, with_context = true;
};
struct ImportStmt {
  ExprPtr source;
  const Identifier* target;
  bool with_context = false;
};
struct FromImportStmt {
  ExprPtr source;
  std::vector<std::pair<const Identifier*, const Identifier*>> names;  // name, alias
  bool with_context = false;
};
struct ScopeStmt {  // {% autoescape %}: only a scope, as nothing is escaped automatically
  ExprPtr option;
  Body body;
};
struct BreakStmt {};
struct ContinueStmt {};

struct Stmt {
  using Node =
      std::variant<TextStmt, PrintStmt, DoStmt, IfStmt, ForStmt, SetStmt, SetBlockStmt, WithStmt,
                   MacroStmt, CallBlockStmt, FilterBlockStmt, BlockStmt, ExtendsStmt, IncludeStmt,
                   ImportStmt, FromImportStmt, ScopeStmt, BreakStmt, ContinueStmt>;
  Location location;
  Node node;
};

// A parsed template. Immutable after Check.
class TemplateAst {
  // First, because the constructor interns.
  std::unordered_map<std::string, std::unique_ptr<Identifier>> identifiers_;

 public:
  TemplateAst()
      : loop_name(Intern("loop")), self_name(Intern("self")), super_name(Intern("super")) {}

  std::string name;
  std::string source;  // normalized
  Body body;
  std::vector<std::shared_ptr<BlockDef>> blocks;
  std::vector<std::shared_ptr<MacroDef>> macros;  // at the top level, in order
  bool uses_self = false;
  // Names the interpreter itself sets.
  const Identifier *loop_name, *self_name, *super_name;
  // Nothing at the top level but macros and text: a module of it needs no run.
  bool only_macros = false;

  const Identifier* Intern(std::string_view text);
  // The line of the source, without its line end.
  std::string_view Line(uint32_t line) const;
};

// Parses a normalized source. base::Error InvalidArgument with place and source line.
std::unique_ptr<TemplateAst> Parse(std::string source, std::string name, const Options& options);

// The second pass: resolves filters and tests, finds what loops, macros and blocks use, and refuses
// what Jinja2 refuses at compile time.
void Check(TemplateAst* ast, const Environment& environment);

}  // namespace tarn::jinja
