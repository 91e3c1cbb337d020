#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/embedded/adapter/routine_program.h"
#include "engine/embedded/typing/typer.h"
#include "engine/type.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Calls of routines and their variables in a tree that was prepared for translation. The first
// argument is a number. Nobody can write these names in SQL: they are others in each process.
inline const std::string kRoutineCall = "$routine " + base::NewUuid();  // then its arguments
inline const std::string kRoutineVariable = "$variable " + base::NewUuid();

// An expression of a routine's body; what it must be coerced to, and how an error calls it.
struct RoutineExpression {
  sql::DataType type;
  std::string what;  // "Value of RETURN"
};

// An SQL routine: WITH FUNCTION.
struct Routine {
  std::string name;
  std::vector<sql::DataType> parameters;
  sql::DataType returns;
  RoutineProgram program;
  std::vector<sql::DataType> variables;  // the parameters first
  // The body's expressions, each a CAST to its type, as the columns of a SELECT.
  std::optional<sql::Query> expressions;
  std::vector<RoutineExpression> expected;
  StatementTypes types;      // of `expressions`
  bool has_lambdas = false;  // whose parameters' names could hide those of arguments

  const sql::Select& select() const { return *expressions->body.As<sql::Select>(); }
  // Whether the body is one RETURN, which may stand in the place of a call.
  bool IsExpression() const {
    return program.body.kind == RoutineStatement::Kind::kReturn && !program.null_on_null &&
           !has_lambdas && program.deterministic;
  }
};

// The routines of a statement in the order of their declaration. Not moved once they are typed.
using Routines = std::vector<std::unique_ptr<const Routine>>;

// Takes the functions out of a statement's query and replaces their calls: by the body where that
// is an expression and every argument is a name or literal, else by kRoutineCall. `tables` are the
// columns of the statement's tables. Errors are Trino's, with their place: kInvalidArgument for
// types and arguments that do not fit, kNotFound for variables and labels, kAlreadyExists for names
// that are taken, kUnsupported for queries in a body and for other languages.
Routines TakeRoutines(sql::Statement& statement, const TableColumns& tables);

// One function by itself; `earlier` are those that it may call.
std::unique_ptr<Routine> AnalyzeRoutine(const sql::FunctionSpecification& function,
                                        const Routines& earlier);

// Replaces the calls of routines in an expression or a query by CAST(kRoutineCall AS …), not
// looking at types.
void MarkCalls(sql::Query& query, const Routines& routines);
// Checks the marked calls against the types of their arguments, and gives them their final form.
void FinishCalls(sql::Query& query, const Routines& routines, const StatementTypes& types);

}  // namespace tarn::engine::embedded
