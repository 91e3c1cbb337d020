// What a function's specification means: its program, with names of variables and labels resolved.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/routines/routine.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "engine/embedded/typing/signature.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

sql::DataType BooleanType() {
  return sql::DataType(sql::GenericType{sql::Identifier{"boolean", false, {}}, {}});
}

sql::Expression Variable(size_t number, const sql::DataType& type, const sql::Location& location) {
  sql::FunctionCall call{
      sql::MakeName({kRoutineVariable}), {}, false, {}, false, {}, {}, {}, {}, {}};
  call.arguments.emplace_back(sql::LongLiteral{static_cast<int64_t>(number)}, location);
  return {sql::Cast{sql::Expression(std::move(call), location), type, false}, location};
}

bool IsDeterministic(std::string_view function) {
  static constexpr std::array<std::string_view, 4> kRandom = {"random", "rand", "shuffle", "uuid"};
  return std::find(kRandom.begin(), kRandom.end(), function) == kRandom.end();
}

using Variables = std::map<std::string, size_t>;

// Replaces the names of variables in an expression, and refuses what has no place in a body.
class VariableBinder : public sql::TreeRewriter {
 public:
  using TreeRewriter::Enter;
  using TreeRewriter::Rewrite;

  // `routine` is the function whose body this is.
  VariableBinder(const Variables& variables, const std::vector<sql::DataType>& types,
                 const std::string& routine)
      : variables_(variables), types_(types), routine_(routine) {}

  bool deterministic() const { return deterministic_; }
  bool has_lambdas() const { return has_lambdas_; }

  bool Enter(sql::Query& query) override {
    base::Throw(ErrorKind::kUnsupported, "{}: Queries are not allowed in functions",
                At(query.location));
  }
  bool Enter(sql::Expression& expression) override {
    if (const auto* lambda = expression.As<sql::Lambda>()) {
      has_lambdas_ = true;
      for (const auto& parameter : lambda->parameters) shadows_.push_back(parameter.Canonical());
    }
    if (const auto* call = expression.As<sql::FunctionCall>()) {
      const std::string name = call->name.last().Canonical();
      if (name == routine_) {
        base::Throw(ErrorKind::kUnsupported,
                    "{}: Recursive language functions are not supported: {}",
                    At(expression.location), name);
      }
      deterministic_ = deterministic_ && IsDeterministic(name);
      CheckScalar(*call, name, expression.location);
    }
    if (expression.Is<sql::Listagg>() || expression.Is<sql::Grouping>()) {
      NotScalar("listagg or grouping", expression.location);
    }
    return true;
  }
  void Rewrite(sql::Expression& expression) override {
    if (const auto* lambda = expression.As<sql::Lambda>()) {
      shadows_.resize(shadows_.size() - lambda->parameters.size());
      return;
    }
    const auto* column = expression.As<sql::ColumnReference>();
    if (column == nullptr) return;
    const std::string name = column->name.Canonical();
    if (std::find(shadows_.begin(), shadows_.end(), name) != shadows_.end()) return;
    const auto found = variables_.find(name);
    if (found == variables_.end()) {
      base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kColumnNotFound,
                  "{}: Column '{}' cannot be resolved", At(expression.location),
                  column->name.value);
    }
    expression = Variable(found->second, types_.at(found->second), expression.location);
  }

 private:
  [[noreturn]] static void NotScalar(std::string_view what, const sql::Location& location) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kExpressionNotScalar,
                "{}: Function body cannot contain aggregations, window functions or grouping "
                "operations: {}",
                At(location), what);
  }
  static void CheckScalar(const sql::FunctionCall& call, const std::string& name,
                          const sql::Location& location) {
    if (call.over || call.filter || call.star || call.distinct) NotScalar(name, location);
    for (const Signature& signature : SignaturesOf(name)) {
      if (signature.row->kind == FunctionKind::kAggregate ||
          signature.row->kind == FunctionKind::kWindow) {
        // Some names are both, such as cardinality's merge: those of scalars decide.
        const auto& all = SignaturesOf(name);
        const bool scalar = std::any_of(all.begin(), all.end(), [](const Signature& other) {
          return other.row->kind == FunctionKind::kScalar;
        });
        if (!scalar) NotScalar(name, location);
      }
    }
  }

  const Variables& variables_;
  const std::vector<sql::DataType>& types_;
  const std::string& routine_;
  std::vector<std::string> shadows_;
  bool deterministic_ = true;
  bool has_lambdas_ = false;
};

// Makes the program of a body.
class ProgramBuilder {
 public:
  explicit ProgramBuilder(Routine& routine) : routine_(routine) { scopes_.emplace_back(); }

  void DeclareParameters(const std::vector<sql::ParameterDeclaration>& parameters) {
    for (const auto& parameter : parameters) {
      if (!parameter.name) {
        base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidArguments,
                    "{}: Function parameters must have a name", At(parameter.type.location));
      }
      const bool added =
          scopes_.back().emplace(parameter.name->Canonical(), routine_.variables.size()).second;
      if (!added) {
        base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidArguments,
                    "{}: Duplicate function parameter name: {}", At(parameter.name->location),
                    parameter.name->value);
      }
      routine_.variables.push_back(parameter.type);
    }
  }
  void Build(const sql::ControlStatement& body) { routine_.program.body = Statement(body); }
  std::vector<sql::SelectItem> TakeExpressions() { return std::move(expressions_); }

 private:
  using Kind = RoutineStatement::Kind;

  RoutineStatement Statement(const sql::ControlStatement& statement) {
    return std::visit([&](const auto& node) { return Node(node, statement.location); },
                      statement.node);
  }
  std::vector<RoutineStatement> Statements(const std::vector<sql::ControlStatement>& statements) {
    std::vector<RoutineStatement> list;
    for (const auto& statement : statements) list.push_back(Statement(statement));
    return list;
  }
  static RoutineStatement Make(Kind kind) {
    RoutineStatement statement;
    statement.kind = kind;
    return statement;
  }

  size_t Add(sql::Expression expression, const sql::DataType& type, std::string what) {
    Variables visible;
    for (const Variables& scope : scopes_) {
      for (const auto& [name, number] : scope) visible[name] = number;
    }
    VariableBinder binder(visible, routine_.variables, routine_.name);
    sql::Rewrite(expression, binder);
    routine_.program.deterministic = routine_.program.deterministic && binder.deterministic();
    routine_.has_lambdas = routine_.has_lambdas || binder.has_lambdas();
    const sql::Location location = expression.location;
    expressions_.emplace_back(sql::SingleColumn{
        sql::Expression(sql::Cast{std::move(expression), type, false}, location), {}, location});
    routine_.expected.push_back({type, std::move(what)});
    return expressions_.size() - 1;
  }
  size_t Condition(const sql::Expression& expression, std::string what) {
    return Add(expression, BooleanType(), "Condition of " + what);
  }

  RoutineStatement Node(const sql::ReturnStatement& node, const sql::Location&) {
    RoutineStatement statement = Make(Kind::kReturn);
    statement.expression = Add(*node.value, routine_.returns, "Value of RETURN");
    return statement;
  }
  RoutineStatement Node(const sql::AssignmentStatement& node, const sql::Location&) {
    RoutineStatement statement = Make(Kind::kSet);
    bool found = false;
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend() && !found; ++scope) {
      const auto at = scope->find(node.target.Canonical());
      found = at != scope->end();
      if (found) statement.variable = at->second;
    }
    if (!found) {
      base::Throw(ErrorKind::kNotFound, "{}: Variable cannot be resolved: {}",
                  At(node.target.location), node.target.value);
    }
    statement.expression = Add(*node.value, routine_.variables[statement.variable],
                               fmt::format("Value of SET '{}'", node.target.value));
    return statement;
  }
  RoutineStatement Node(const sql::IfStatement& node, const sql::Location&) {
    RoutineStatement statement = Make(Kind::kIf);
    for (const auto& branch : node.branches) {
      const size_t condition = Condition(
          *branch.condition, statement.branches.empty() ? "IF statement" : "ELSEIF clause");
      statement.branches.push_back({condition, Statements(branch.statements)});
    }
    if (node.otherwise) statement.statements = Statements(*node.otherwise);
    return statement;
  }
  RoutineStatement Node(const sql::CaseStatement& node, const sql::Location&) {
    RoutineStatement statement = Make(Kind::kIf);
    for (const auto& when : node.whens) {
      sql::Expression condition = *when.condition;
      if (node.operand) {
        const sql::Location location = condition.location;
        condition = sql::Expression(
            sql::Comparison{sql::ComparisonOperator::kEqual, **node.operand, std::move(condition)},
            location);
      }
      statement.branches.push_back(
          {Condition(condition, "WHEN clause"), Statements(when.statements)});
    }
    if (node.otherwise) statement.statements = Statements(*node.otherwise);
    return statement;
  }
  RoutineStatement Node(const sql::CompoundStatement& node, const sql::Location&) {
    RoutineStatement statement = Make(Kind::kBlock);
    scopes_.emplace_back();
    for (const auto& declaration : node.variables) {
      std::optional<size_t> value;
      if (declaration.default_value) {
        value = Add(**declaration.default_value, declaration.type, "Value of DEFAULT");
      }
      for (const auto& name : declaration.names) {
        const size_t number = routine_.variables.size();
        const bool taken = std::any_of(scopes_.begin(), scopes_.end(), [&](const Variables& scope) {
          return scope.contains(name.Canonical());
        });
        if (taken || !scopes_.back().emplace(name.Canonical(), number).second) {
          base::Throw(ErrorKind::kAlreadyExists, "{}: Variable already declared in this scope: {}",
                      At(name.location), name.value);
        }
        routine_.variables.push_back(declaration.type);
        statement.declarations.push_back({number, value});
      }
    }
    statement.statements = Statements(node.statements);
    scopes_.pop_back();
    return statement;
  }

  // A loop's body, in which its label is known.
  template <typename Body>
  RoutineStatement Loop(Kind kind, const std::optional<sql::Identifier>& label, const Body& body) {
    RoutineStatement statement = Make(kind);
    routine_.program.loops = true;
    if (label) {
      for (const auto& [name, number] : labels_) {
        if (name == label->Canonical()) {
          base::Throw(ErrorKind::kAlreadyExists, "{}: Label already declared in this scope: {}",
                      At(label->location), label->value);
        }
      }
      statement.label = label_count_++;
      labels_.emplace_back(label->Canonical(), *statement.label);
    }
    body(statement);
    if (label) labels_.pop_back();
    return statement;
  }
  RoutineStatement Node(const sql::LoopStatement& node, const sql::Location&) {
    return Loop(Kind::kLoop, node.label,
                [&](RoutineStatement& loop) { loop.statements = Statements(node.statements); });
  }
  RoutineStatement Node(const sql::WhileStatement& node, const sql::Location&) {
    return Loop(Kind::kWhile, node.label, [&](RoutineStatement& loop) {
      loop.expression = Condition(*node.condition, "WHILE statement");
      loop.statements = Statements(node.statements);
    });
  }
  RoutineStatement Node(const sql::RepeatStatement& node, const sql::Location&) {
    return Loop(Kind::kRepeat, node.label, [&](RoutineStatement& loop) {
      loop.statements = Statements(node.statements);
      loop.expression = Condition(*node.condition, "REPEAT statement");
    });
  }
  RoutineStatement Jump(Kind kind, const sql::Identifier& label) {
    RoutineStatement statement = Make(kind);
    for (const auto& [name, number] : labels_) {
      if (name == label.Canonical()) statement.label = number;
    }
    if (!statement.label) {
      base::Throw(ErrorKind::kNotFound, "{}: Label not defined: {}", At(label.location),
                  label.value);
    }
    return statement;
  }
  RoutineStatement Node(const sql::LeaveStatement& node, const sql::Location&) {
    return Jump(Kind::kLeave, node.label);
  }
  RoutineStatement Node(const sql::IterateStatement& node, const sql::Location&) {
    return Jump(Kind::kIterate, node.label);
  }

  Routine& routine_;
  std::vector<Variables> scopes_;
  std::vector<std::pair<std::string, size_t>> labels_;
  size_t label_count_ = 0;
  std::vector<sql::SelectItem> expressions_;
};

// The characteristic of a kind, of which the parser takes one; null without it.
template <typename Characteristic>
const Characteristic* Only(const sql::FunctionSpecification& function) {
  for (const auto& characteristic : function.characteristics) {
    if (const auto* one = std::get_if<Characteristic>(&characteristic)) return one;
  }
  return nullptr;
}

const sql::ControlStatement& BodyOf(const sql::FunctionSpecification& function) {
  const auto* language = Only<sql::LanguageCharacteristic>(function);
  if (language != nullptr && language->language.Canonical() != "sql") {
    base::Throw(ErrorKind::kUnsupported, "{}: Unsupported function language: {}",
                At(language->language.location), language->language.Canonical());
  }
  const auto* body = std::get_if<sql::ControlStatement>(&function.body);
  if (body == nullptr) {
    base::Throw(ErrorKind::kUnsupported,
                "{}: Functions using language 'SQL' must be defined using SQL",
                At(function.location));
  }
  if (const auto* compound = body->As<sql::CompoundStatement>()) {
    if (compound->statements.empty() || !compound->statements.back().Is<sql::ReturnStatement>()) {
      base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kMissingReturn,
                  "{}: Function must end in a RETURN statement", At(body->location));
    }
  }
  return *body;
}

void CheckDeterminism(const sql::FunctionSpecification& function, const Routine& routine) {
  const auto* declared = Only<sql::DeterministicCharacteristic>(function);
  const bool says_so = declared == nullptr || declared->deterministic;
  if (says_so == routine.program.deterministic) return;
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidArguments, "{}: {}",
              At(function.location),
              says_so ? "Non-deterministic function declared DETERMINISTIC"
                      : "Deterministic function declared NOT DETERMINISTIC");
}

void CheckTypes(const Routine& routine) {
  for (size_t i = 0; i < routine.expected.size(); ++i) {
    const auto& column = std::get<sql::SingleColumn>(routine.select().items[i]);
    const auto& operand = *column.expression.As<sql::Cast>()->operand;
    const Type* actual = routine.types.Of(operand);
    const auto expected = TypeOfDataType(routine.expected[i].type);
    if (actual == nullptr || !expected || CanCoerce(*actual, *expected)) continue;
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
                "{}: {} must evaluate to {} (actual: {})", At(operand.location),
                routine.expected[i].what, expected->ToString(), actual->ToString());
  }
}

}  // namespace

std::unique_ptr<Routine> AnalyzeRoutine(const sql::FunctionSpecification& function,
                                        const Routines& earlier) {
  auto routine = std::make_unique<Routine>(Routine{
      function.name.last().Canonical(), {}, function.returns, {}, {}, std::nullopt, {}, {}, false});
  if (routine->name.find_first_of("@$") != std::string::npos) {
    base::Throw(ErrorKind::kUnsupported, "{}: Function name cannot contain '@' or '$'",
                At(function.location));
  }
  const sql::ControlStatement& body = BodyOf(function);
  if (Only<sql::SecurityCharacteristic>(function) != nullptr) {
    base::Throw(ErrorKind::kUnsupported, "{}: Security mode not supported for inline functions",
                At(function.location));
  }
  Only<sql::CommentCharacteristic>(function);
  const auto* null_input = Only<sql::NullInputCharacteristic>(function);
  routine->program.name = routine->name;
  routine->program.null_on_null = null_input != nullptr && !null_input->called;
  routine->program.arguments = function.parameters.size();
  for (const auto& parameter : function.parameters) routine->parameters.push_back(parameter.type);

  ProgramBuilder builder(*routine);
  builder.DeclareParameters(function.parameters);
  builder.Build(body);
  sql::Select select{false, builder.TakeExpressions(), {}, {}, {}, {}, {}};
  routine->expressions.emplace(sql::QueryBody(std::move(select)));
  MarkCalls(*routine->expressions, earlier);
  const TableColumns none = [](const sql::QualifiedName&) { return nullptr; };
  FinishCalls(*routine->expressions, earlier, TypeQuery(*routine->expressions, none));
  routine->types = TypeQuery(*routine->expressions, none);
  CheckTypes(*routine);
  CheckDeterminism(function, *routine);
  return routine;
}

}  // namespace tarn::engine::embedded
