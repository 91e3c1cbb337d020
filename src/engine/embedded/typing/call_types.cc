#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "engine/embedded/typing/binder.h"
#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/function_expectations.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/type_constraints.h"
#include "engine/embedded/typing/typer_impl.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

const Type kVarchar{TypeKind::kVarchar, 0, 0, {}, {}};

// The first subquery of an expression that is a value.
class SubqueryFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  bool Enter(const sql::Expression& expression) override {
    if (found == nullptr && expression.Is<sql::ScalarSubquery>()) found = &expression;
    return found == nullptr;
  }
  const sql::Expression* found = nullptr;
};

}  // namespace

Known Typer::TypeOfLambda(const sql::Lambda& lambda, const std::vector<Type>& parameters,
                          const Scope& scope) {
  Fields fields;
  for (size_t i = 0; i < lambda.parameters.size(); ++i) {
    const Known type = i < parameters.size() ? Known(parameters[i]) : std::nullopt;
    fields.list.push_back({{}, lambda.parameters[i].Canonical(), type, {}});
  }
  fields.scope = ++last_scope_;
  Known type = TypeOf(*lambda.body, {fields, &scope});
  lambda_not_known_ = lambda_not_known_ || !type;
  return type;
}

// A lambda of another number of parameters than the only function of that name wants.
bool Typer::ReportLambda(const CallSite& call,
                         const std::vector<const sql::Expression*>& arguments) {
  const std::vector<Signature>& signatures = SignaturesOf(call.name);
  if (signatures.size() != 1 || signatures[0].arguments.size() != arguments.size()) return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const TypePattern& pattern = signatures[0].arguments[i];
    const auto* lambda = arguments[i]->As<sql::Lambda>();
    if ((lambda != nullptr) != (pattern.shape == TypePattern::Shape::kFunction)) return false;
    if (lambda == nullptr) continue;
    const size_t wanted = pattern.children.size() - 1;
    if (lambda->parameters.size() == wanted) continue;
    faults_.Report(arguments[i]->location, StandardError::kInvalidParameterUsage,
                   fmt::format("Expected a lambda that takes {} argument(s) but got {}", wanted,
                               lambda->parameters.size()));
    return true;
  }
  return false;
}

void Typer::ReportCall(const CallSite& call, const std::vector<const sql::Expression*>& arguments) {
  if (ReportLambda(call, arguments)) return;
  std::vector<std::string> types;
  for (const sql::Expression* argument : arguments) {
    const Type* type = types_.Of(*argument);
    types.push_back(type == nullptr    ? "<function>"
                    : call.is_operator ? type->ToString()
                                       : SignatureText(*type));
  }
  if (call.is_operator) {
    faults_.Report(
        *call.location, StandardError::kTypeMismatch,
        fmt::format("Cannot apply operator: {} {} {}", types.at(0), call.name, types.at(1)));
    return;
  }
  const std::string_view expected = ExpectedArguments(call.name);
  if (expected.empty()) return;
  std::string message = fmt::format("Unexpected parameters ({}) for function {}. Expected: {}",
                                    fmt::join(types, ", "), call.name, expected);
  if (call.location) {
    faults_.Report(*call.location, StandardError::kFunctionNotFound, std::move(message));
  } else {
    faults_.ReportWithoutPlace(StandardError::kFunctionNotFound, std::move(message));
  }
}

// NULLs that several functions take, which give different types.
void Typer::ReportAmbiguous(const CallSite& call, const std::vector<BoundCall>& candidates) {
  std::string message =
      "Could not choose a best candidate operator. Explicit type casts must be added.\n"
      "Candidates are:\n";
  for (const BoundCall& candidate : candidates) {
    std::string parameters;
    for (const Type& parameter : candidate.parameters) {
      parameters += (parameters.empty() ? "" : ",") + SignatureText(parameter);
    }
    message += fmt::format("\t * ({}):{}\n", parameters, SignatureText(candidate.returns));
  }
  if (call.location && !call.is_operator) {
    faults_.Report(*call.location, StandardError::kAmbiguousFunctionCall, std::move(message));
  } else {
    faults_.ReportWithoutPlace(StandardError::kAmbiguousFunctionCall, std::move(message));
  }
}

Known Typer::TypeOfCall(const CallSite& call, const std::vector<const sql::Expression*>& arguments,
                        const Scope& scope) {
  const std::string_view name = call.name;
  std::vector<CallArgument> given;
  bool known = true;
  for (const sql::Expression* argument : arguments) {
    CallArgument& added = given.emplace_back();
    if (const auto* lambda = argument->As<sql::Lambda>()) {
      added.is_lambda = true;
      if (pattern_ != nullptr) {
        faults_.Report(argument->location, StandardError::kNotSupported,
                       "Lambda expression in pattern recognition context is not yet supported");
      }
      SubqueryFinder subqueries;
      sql::Walk(*lambda->body, subqueries);
      if (subqueries.found != nullptr) {
        faults_.Report(subqueries.found->location, StandardError::kNotSupported,
                       "Lambda expression cannot contain subqueries");
      }
      added.lambda_parameters = lambda->parameters.size();
      continue;
    }
    Known type = TypeOf(*argument, scope);
    known = known && type;
    if (known) added.type = std::move(*type);
  }
  if (!known) return std::nullopt;
  // What is wrong within a lambda counts when no function takes the call: some were only tried.
  std::optional<AnalysisFault> before = faults_.Take();
  const bool outer_not_known = std::exchange(lambda_not_known_, false);
  BindFailure failure;
  const bool all_null = std::all_of(given.begin(), given.end(), [](const CallArgument& argument) {
    return !argument.is_lambda && argument.type.kind == TypeKind::kUnknown;
  });
  const auto bound = BindCall(
      name, given,
      [&](size_t at, const std::vector<Type>& parameters) {
        return TypeOfLambda(*arguments[at]->As<sql::Lambda>(), parameters, scope);
      },
      &failure);
  std::optional<AnalysisFault> of_lambda = faults_.Take();
  const bool not_known = std::exchange(lambda_not_known_, outer_not_known);
  faults_.Put(std::move(before));
  if (!bound) {
    if (of_lambda) {
      faults_.Put(std::move(of_lambda));
    } else if (failure.none_fits && !not_known) {
      ReportCall(call, arguments);
    } else if (!failure.candidates.empty() && !not_known && !(call.is_operator && !all_null)) {
      ReportAmbiguous(call, failure.candidates);
    }
    return std::nullopt;
  }
  if (!MeetsConstraints(*bound)) {
    ReportCall(call, arguments);
    return std::nullopt;
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (!given[i].is_lambda) Coerce({arguments[i]}, bound->parameters[i]);
  }
  return bound->returns;
}

void Typer::TypeWindowOf(const std::optional<sql::Box<sql::Window>>& over,
                         const sql::Location& place, const Scope& scope) {
  if (over) TypeOver(**over, place, scope);
}

void Typer::TypeOver(const sql::Window& window, const sql::Location& place, const Scope& scope) {
  if (const auto* name = std::get_if<sql::Identifier>(&window); name != nullptr && windows_) {
    const auto is_it = [&](const sql::WindowDefinition& definition) {
      return WindowKey(definition.name) == WindowKey(*name);
    };
    if (std::none_of(windows_->begin(), windows_->end(), is_it)) {
      faults_.Report(name->location, StandardError::kInvalidWindowReference,
                     "Cannot resolve WINDOW name " + name->value);
    }
  }
  if (const auto* specification = std::get_if<sql::WindowSpecification>(&window)) {
    TypeWindow(*specification, place, scope);
  }
  const auto* named = std::get_if<sql::Identifier>(&window);
  const sql::WindowDefinition* definition = named == nullptr ? nullptr : NamedWindow(*named);
  const sql::WindowSpecification* specification =
      definition != nullptr ? &definition->window : std::get_if<sql::WindowSpecification>(&window);
  if (specification == nullptr || !specification->frame) return;
  const auto pattern = types_.frame_patterns_.find(&**specification->frame);
  if (pattern == types_.frame_patterns_.end()) return;
  const WholeWindow whole = WholeOf(*specification, place);
  types_.window_patterns_.insert_or_assign(
      &window, StatementTypes::WindowPattern{pattern->first, whole.partition_by, whole.order_by,
                                             pattern->second});
}

Known Typer::Node(const sql::FunctionCall& node, const Scope& scope) {
  const sql::Location location = current_->location;
  std::vector<const sql::Expression*> arguments;
  for (const sql::Expression& argument : node.arguments) arguments.push_back(&argument);
  if (node.processing_mode && pattern_ == nullptr) {
    faults_.Report(
        location, StandardError::kInvalidProcessingMode,
        fmt::format("{} semantics is not supported out of pattern recognition context",
                    *node.processing_mode == sql::ProcessingMode::kFinal ? "FINAL" : "RUNNING"));
  }
  TypeOrderBy(node.order_by, scope);
  if (node.filter) TypeCondition(**node.filter, scope);
  TypeWindowOf(node.over, location, scope);
  const std::string name = node.name.last().Canonical();
  if (name == "format") {  // which SHOW FUNCTIONS does not list
    for (const sql::Expression* argument : arguments) TypeOf(*argument, scope);
    const Type* first = arguments.empty() ? nullptr : types_.Of(*arguments.front());
    if (first != nullptr && first->kind != TypeKind::kVarchar) {
      faults_.Report(arguments.front()->location, StandardError::kTypeMismatch,
                     fmt::format("Type of first argument to format() must be VARCHAR (actual: {})",
                                 first->ToString()));
    }
    return kVarchar;
  }
  Known type = TypeOfCall({name, location, false}, arguments, scope);
  for (const sql::Expression* argument : arguments) {
    const Type* of = node.distinct ? types_.Of(*argument) : nullptr;
    if (of == nullptr || IsComparable(*of)) continue;
    faults_.Report(location, StandardError::kTypeMismatch,
                   fmt::format("DISTINCT can only be applied to comparable types "
                               "(actual: {})",
                               of->ToString()));
  }
  CheckCallKind(node, location);
  CheckOver(node, location);
  CheckDistinctOrder(node);
  return type;
}

// Of an aggregate with DISTINCT: what its values are ordered by has to be among them.
void Typer::CheckDistinctOrder(const sql::FunctionCall& node) {
  if (!node.distinct || node.order_by.empty()) return;
  std::vector<sql::Expression> arguments;
  for (const sql::Expression& argument : node.arguments) {
    arguments.push_back(CanonicalCopy(argument, places_));
  }
  for (const sql::SortItem& item : node.order_by) {
    const sql::Expression key = CanonicalCopy(*item.key, places_);
    if (std::find(arguments.begin(), arguments.end(), key) != arguments.end()) continue;
    faults_.Report(item.key->location, StandardError::kExpressionNotInDistinct,
                   "For aggregate function with DISTINCT, ORDER BY expressions must appear in "
                   "arguments");
  }
}

// That what only aggregates and window functions have is not asked of others.
void Typer::CheckCallKind(const sql::FunctionCall& node, const sql::Location& location) {
  const std::vector<Signature>& signatures = SignaturesOf(node.name.last().Canonical());
  if (signatures.empty() || node.name.parts.size() > 1) return;
  const FunctionKind kind = signatures.front().row->kind;
  if (kind == FunctionKind::kWindow && !node.over) {
    faults_.Report(location, StandardError::kMissingOver,
                   fmt::format("Window function system.builtin.{} requires an OVER clause",
                               node.name.Canonical()));
  }
  if (kind != FunctionKind::kScalar) return;
  if (node.distinct) {
    faults_.Report(location, StandardError::kFunctionNotAggregate,
                   "DISTINCT is not supported for non-aggregation functions");
  }
  if (node.filter) {
    faults_.Report(location, StandardError::kFunctionNotAggregate,
                   "Filter is only valid for aggregation functions");
  }
  if (!node.order_by.empty()) {
    faults_.Report(location, StandardError::kFunctionNotAggregate,
                   "ORDER BY is only valid for aggregation functions");
  }
}

Known Typer::Node(const sql::Listagg& node, const Scope& scope) {
  const sql::Location location = current_->location;
  TypeOf(*node.operand, scope);
  TypeOrderBy(node.order_by, scope);
  if (node.filter) TypeCondition(**node.filter, scope);
  TypeWindowOf(node.over, location, scope);
  return kVarchar;
}

Known Typer::Node(const sql::WindowMeasure& node, const Scope& scope) {
  const sql::Location location = current_->location;
  const auto* name = std::get_if<sql::Identifier>(&*node.over);
  const bool is_there = name == nullptr || windows_ == nullptr || NamedWindow(*name) != nullptr;
  TypeOver(*node.over, location, scope);
  return is_there ? WindowMeasureType(node, location) : std::nullopt;
}

}  // namespace tarn::engine::embedded
