#include "engine/embedded/adapter/routine_function.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "duckdb/common/vector_operations/vector_operations.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/planner/expression_iterator.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/routine_program.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::unique_ptr;
using duckdb::Value;
using duckdb::Vector;
using Statement = RoutineStatement;

// The table that variables are columns of while expressions are bound. No plan has one of it.
constexpr idx_t kVariables = 0x7A51'0000'0000'0000;
// Rows that are interpreted together where there are loops: those that are done wait for the rest.
constexpr idx_t kRowsOfLoops = 128;

// A routine as it was bound for one call.
struct BoundRoutine {
  RoutineProgram program;
  duckdb::vector<LogicalType> variables;
  LogicalType result;
  duckdb::vector<unique_ptr<Expression>> expressions;
};

struct RoutineData : public duckdb::FunctionData {
  explicit RoutineData(std::shared_ptr<const BoundRoutine> routine_p)
      : routine(std::move(routine_p)) {}
  unique_ptr<FunctionData> Copy() const override { return duckdb::make_uniq<RoutineData>(routine); }
  bool Equals(const FunctionData& other) const override {
    const auto* same = dynamic_cast<const RoutineData*>(&other);
    return same != nullptr && same->routine == routine;
  }
  const std::shared_ptr<const BoundRoutine> routine;
};

// What one thread evaluates the expressions with.
struct RoutineState : public duckdb::FunctionLocalState {
  RoutineState(duckdb::ClientContext& context_p, const BoundRoutine& routine) : context(context_p) {
    for (const auto& expression : routine.expressions) {
      executors.push_back(duckdb::make_uniq<duckdb::ExpressionExecutor>(context, *expression));
    }
  }
  duckdb::ClientContext& context;
  std::vector<unique_ptr<duckdb::ExpressionExecutor>> executors;
};

// Rows of a batch, ascending.
using Rows = std::vector<uint32_t>;

Rows Merged(const Rows& a, const Rows& b) {
  Rows rows;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rows));
  return rows;
}

// Interprets one batch of rows. Each statement runs over the rows that reach it.
class Interpreter {
 public:
  Interpreter(const BoundRoutine& routine, RoutineState& state, Vector& result, idx_t first,
              idx_t count)
      : routine_(routine), state_(state), result_(result), first_(first), count_(count) {
    variables_.Initialize(state.context, routine.variables);
    variables_.SetCardinality(count);
    for (Vector& variable : variables_.data) SetAllNull(variable);
  }

  void Run(DataChunk& arguments) {
    Rows rows(count_);
    std::iota(rows.begin(), rows.end(), 0);
    for (size_t i = 0; i < routine_.program.arguments; ++i) {
      duckdb::VectorOperations::Copy(arguments.data[i], variables_.data[i], first_ + count_, first_,
                                     0);
    }
    if (routine_.program.null_on_null) DropNulls(rows);
    Run(routine_.program.body, std::move(rows));
  }

 private:
  static void SetAllNull(Vector& vector) {
    vector.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
    duckdb::FlatVector::Validity(vector).SetAllInvalid(STANDARD_VECTOR_SIZE);
  }
  // Rows with a null among their arguments return null.
  void DropNulls(Rows& rows) {
    std::erase_if(rows, [&](uint32_t row) {
      for (size_t i = 0; i < routine_.program.arguments; ++i) {
        if (duckdb::FlatVector::IsNull(variables_.data[i], row)) {
          duckdb::FlatVector::SetNull(result_, first_ + row, true);
          return true;
        }
      }
      return false;
    });
  }

  // --- statements: each gives the rows that go on behind it ---

  Rows Run(const Statement& statement, Rows rows) {
    if (rows.empty()) return rows;
    switch (statement.kind) {
      case Statement::Kind::kBlock:
        for (const auto& declaration : statement.declarations) Declare(declaration, rows);
        return Run(statement.statements, std::move(rows));
      case Statement::Kind::kSet:
        Assign(statement.variable, Evaluate(statement.expression, rows), rows);
        return rows;
      case Statement::Kind::kIf: return RunIf(statement, std::move(rows));
      case Statement::Kind::kReturn: {
        Vector value = Evaluate(statement.expression, rows);
        Store(value, result_, rows, first_);
        return {};
      }
      case Statement::Kind::kLeave: return Park(leaving_[*statement.label], rows);
      case Statement::Kind::kIterate: return Park(iterating_[*statement.label], rows);
      default: return RunLoop(statement, std::move(rows));
    }
  }
  Rows Run(const std::vector<Statement>& statements, Rows rows) {
    for (const Statement& statement : statements) {
      if (rows.empty()) break;
      rows = Run(statement, std::move(rows));
    }
    return rows;
  }
  static Rows Park(Rows& where, const Rows& rows) {
    where = Merged(where, rows);
    return {};
  }
  void Declare(const Statement::Declaration& declaration, const Rows& rows) {
    if (declaration.value) {
      Assign(declaration.variable, Evaluate(*declaration.value, rows), rows);
      return;
    }
    for (const uint32_t row : rows) {
      duckdb::FlatVector::SetNull(variables_.data[declaration.variable], row, true);
    }
  }
  Rows RunIf(const Statement& statement, Rows rows) {
    Rows done;
    for (const auto& branch : statement.branches) {
      if (rows.empty()) break;
      Rows taken;
      Split(branch.condition, rows, taken);
      done = Merged(done, Run(branch.statements, std::move(taken)));
    }
    return Merged(done, Run(statement.statements, std::move(rows)));
  }
  Rows RunLoop(const Statement& statement, Rows rows) {
    Rows done;
    while (!rows.empty()) {
      if (state_.context.IsInterrupted()) throw duckdb::InterruptException();
      if (statement.kind == Statement::Kind::kWhile) {
        Rows going;
        Split(statement.expression, rows, going);
        done = Merged(done, rows);
        rows = std::move(going);
      }
      rows = Run(statement.statements, std::move(rows));
      Rows again;  // ITERATE: to the beginning, in REPEAT too without its condition
      if (statement.label) {
        again = std::exchange(iterating_[*statement.label], {});
        done = Merged(done, std::exchange(leaving_[*statement.label], {}));
      }
      if (statement.kind == Statement::Kind::kRepeat && !rows.empty()) {
        Rows finished;
        Split(statement.expression, rows, finished);
        done = Merged(done, finished);
      }
      rows = Merged(rows, again);
    }
    return done;
  }

  // Moves the rows for which the condition holds from `rows` to `taken`.
  void Split(size_t condition, Rows& rows, Rows& taken) {
    Vector truth = Evaluate(condition, rows);
    duckdb::UnifiedVectorFormat format;
    truth.ToUnifiedFormat(rows.size(), format);
    const auto* values = duckdb::UnifiedVectorFormat::GetData<bool>(format);
    Rows rest;
    for (size_t i = 0; i < rows.size(); ++i) {
      const idx_t at = format.sel->get_index(i);
      const bool holds = format.validity.RowIsValid(at) && values[at];
      (holds ? taken : rest).push_back(rows[i]);
    }
    rows = std::move(rest);
  }

  // --- values ---

  Vector Evaluate(size_t expression, const Rows& rows) {
    DataChunk input;
    input.InitializeEmpty(routine_.variables);
    if (rows.size() == count_) {
      input.Reference(variables_);
    } else {
      duckdb::SelectionVector selection(rows.size());
      for (size_t i = 0; i < rows.size(); ++i) selection.set_index(i, rows[i]);
      input.Slice(variables_, selection, rows.size());
    }
    input.SetCardinality(rows.size());
    Vector value(routine_.expressions[expression]->return_type);
    state_.executors[expression]->ExecuteExpression(input, value);
    return value;
  }
  // Values one behind the other to their rows.
  static void Store(Vector& values, Vector& target, const Rows& rows, idx_t offset) {
    const bool adjacent = rows.back() - rows.front() + 1 == rows.size();
    if (adjacent) {
      duckdb::VectorOperations::Copy(values, target, rows.size(), 0, offset + rows.front());
      return;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
      duckdb::VectorOperations::Copy(values, target, i + 1, i, offset + rows[i]);
    }
  }
  void Assign(size_t variable, Vector values, const Rows& rows) {
    Vector& target = variables_.data[variable];
    if (duckdb::TypeIsConstantSize(target.GetType().InternalType())) {
      Store(values, target, rows, 0);
      return;
    }
    // Texts and lists leave what they were behind: the variable is made anew, so that a loop does
    // not gather all of them.
    Vector fresh(target.GetType());
    SetAllNull(fresh);
    if (rows.size() < count_) duckdb::VectorOperations::Copy(target, fresh, count_, 0, 0);
    Store(values, fresh, rows, 0);
    target.Reference(fresh);
  }

  const BoundRoutine& routine_;
  RoutineState& state_;
  Vector& result_;
  const idx_t first_;
  const idx_t count_;
  DataChunk variables_;
  std::map<size_t, Rows> leaving_;
  std::map<size_t, Rows> iterating_;
};

void Execute(DataChunk& arguments, duckdb::ExpressionState& state, Vector& result) {
  auto& local = duckdb::ExecuteFunctionState::GetFunctionState(state)->Cast<RoutineState>();
  const auto& call = state.expr.Cast<duckdb::BoundFunctionExpression>();
  const BoundRoutine& routine = *call.bind_info->Cast<RoutineData>().routine;
  const bool constant =
      arguments.ColumnCount() > 0 && arguments.AllConstant() && routine.program.deterministic;
  const idx_t rows = constant ? 1 : arguments.size();
  const idx_t batch = routine.program.loops ? kRowsOfLoops : STANDARD_VECTOR_SIZE;
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  for (idx_t first = 0; first < rows; first += batch) {
    Interpreter(routine, local, result, first, std::min(batch, rows - first)).Run(arguments);
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

unique_ptr<duckdb::FunctionLocalState> MakeState(duckdb::ExpressionState& state,
                                                 const duckdb::BoundFunctionExpression&,
                                                 duckdb::FunctionData* data) {
  return duckdb::make_uniq<RoutineState>(state.GetContext(), *data->Cast<RoutineData>().routine);
}

// Variables as columns of the interpreter's chunk.
void ReferToVariables(unique_ptr<Expression>& expression) {
  if (expression->GetExpressionClass() == duckdb::ExpressionClass::BOUND_COLUMN_REF) {
    const auto& column = expression->Cast<duckdb::BoundColumnRefExpression>();
    if (column.binding.table_index == kVariables) {
      expression = duckdb::make_uniq<duckdb::BoundReferenceExpression>(column.return_type,
                                                                       column.binding.column_index);
    }
    return;
  }
  duckdb::ExpressionIterator::EnumerateChildren(
      *expression, [](unique_ptr<Expression>& child) { ReferToVariables(child); });
}

unique_ptr<Expression> BindRoutine(FunctionBindExpressionInput& input) {
  auto& children = input.children;
  const Value text = duckdb::ExpressionExecutor::EvaluateScalar(input.context, *children.at(0));
  auto routine = std::make_shared<BoundRoutine>();
  Guarded([&] { routine->program = ParseRoutineProgram(duckdb::StringValue::Get(text)); });
  const LogicalType variables = children.at(1)->return_type;
  for (const auto& [name, type] : duckdb::StructType::GetChildTypes(variables)) {
    routine->variables.push_back(type);
  }
  routine->result = children.at(2)->return_type;
  constexpr size_t kBefore = 3;
  const size_t arguments = routine->program.arguments;
  BoundExpressions given;
  duckdb::vector<LogicalType> types;
  for (size_t i = kBefore; i < kBefore + arguments; ++i) {
    types.push_back(routine->variables[i - kBefore]);
    given.push_back(CastTo(input.context, std::move(children.at(i)), types.back()));
  }
  for (size_t i = kBefore + arguments; i < children.size(); ++i) {
    ReferToVariables(children[i]);
    routine->expressions.push_back(std::move(children[i]));
  }
  duckdb::ScalarFunction own("tarn_routine", types, routine->result, Execute);
  own.SetInitStateCallback(MakeState);
  own.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  own.SetFallible();
  if (!routine->program.deterministic) own.SetVolatile();
  const LogicalType result = routine->result;
  return duckdb::make_uniq<duckdb::BoundFunctionExpression>(
      result, own, std::move(given), duckdb::make_uniq<RoutineData>(std::move(routine)));
}

unique_ptr<Expression> BindVariable(FunctionBindExpressionInput& input) {
  const Value number =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[0]);
  return duckdb::make_uniq<duckdb::BoundColumnRefExpression>(
      input.children[1]->return_type,
      duckdb::ColumnBinding(kVariables, static_cast<idx_t>(number.GetValue<int64_t>())));
}

}  // namespace

void RegisterRoutines(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::ScalarFunction routine = BoundLater("tarn_routine", 3, BindRoutine, NullResult::Bound());
  routine.varargs = LogicalType::ANY;
  loader.RegisterFunction(routine);
  loader.RegisterFunction(BoundLater("tarn_variable", 2, BindVariable, NullResult::Bound()));
}

}  // namespace tarn::engine::embedded
