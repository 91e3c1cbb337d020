#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/expression.h"
#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/property.h"
#include "sql/tree/type.h"

// SQL routines: the FUNCTION specification of CREATE FUNCTION and WITH FUNCTION.
namespace tarn::sql {

struct ParameterDeclaration {
  std::optional<Identifier> name;
  DataType type;
  TARN_SQL_NODE(ParameterDeclaration, name, type);
};

struct LanguageCharacteristic {
  Identifier language;
  TARN_SQL_NODE(LanguageCharacteristic, language);
};
struct DeterministicCharacteristic {
  bool deterministic = true;
  TARN_SQL_NODE(DeterministicCharacteristic, deterministic);
};
// RETURNS NULL ON NULL INPUT, or CALLED ON NULL INPUT.
struct NullInputCharacteristic {
  bool called = true;
  TARN_SQL_NODE(NullInputCharacteristic, called);
};
struct SecurityCharacteristic {
  bool invoker = false;
  TARN_SQL_NODE(SecurityCharacteristic, invoker);
};
struct CommentCharacteristic {
  std::string comment;
  TARN_SQL_NODE(CommentCharacteristic, comment);
};
struct PropertiesCharacteristic {
  std::vector<Property> properties;
  TARN_SQL_NODE(PropertiesCharacteristic, properties);
};

using RoutineCharacteristic =
    std::variant<LanguageCharacteristic, DeterministicCharacteristic, NullInputCharacteristic,
                 SecurityCharacteristic, CommentCharacteristic, PropertiesCharacteristic>;

struct ReturnStatement {
  ExpressionBox value;
  TARN_SQL_NODE(ReturnStatement, value);
};
struct AssignmentStatement {
  Identifier target;
  ExpressionBox value;
  TARN_SQL_NODE(AssignmentStatement, target, value);
};
struct StatementBranch {
  ExpressionBox condition;
  std::vector<ControlStatement> statements;
  TARN_SQL_NODE(StatementBranch, condition, statements);
};
struct CaseStatement {
  OptionalExpression operand;
  std::vector<StatementBranch> whens;
  std::optional<std::vector<ControlStatement>> otherwise;
  TARN_SQL_NODE(CaseStatement, operand, whens, otherwise);
};
// IF and ELSEIF are the branches, in order.
struct IfStatement {
  std::vector<StatementBranch> branches;
  std::optional<std::vector<ControlStatement>> otherwise;
  TARN_SQL_NODE(IfStatement, branches, otherwise);
};
struct IterateStatement {
  Identifier label;
  TARN_SQL_NODE(IterateStatement, label);
};
struct LeaveStatement {
  Identifier label;
  TARN_SQL_NODE(LeaveStatement, label);
};
struct VariableDeclaration {
  std::vector<Identifier> names;
  DataType type;
  OptionalExpression default_value;
  TARN_SQL_NODE(VariableDeclaration, names, type, default_value);
};
struct CompoundStatement {
  std::vector<VariableDeclaration> variables;
  std::vector<ControlStatement> statements;
  TARN_SQL_NODE(CompoundStatement, variables, statements);
};
struct LoopStatement {
  std::optional<Identifier> label;
  std::vector<ControlStatement> statements;
  TARN_SQL_NODE(LoopStatement, label, statements);
};
struct WhileStatement {
  std::optional<Identifier> label;
  ExpressionBox condition;
  std::vector<ControlStatement> statements;
  TARN_SQL_NODE(WhileStatement, label, condition, statements);
};
// REPEAT … UNTIL condition.
struct RepeatStatement {
  std::optional<Identifier> label;
  std::vector<ControlStatement> statements;
  ExpressionBox condition;
  TARN_SQL_NODE(RepeatStatement, label, statements, condition);
};

using ControlStatementNode =
    std::variant<ReturnStatement, AssignmentStatement, CaseStatement, IfStatement, IterateStatement,
                 LeaveStatement, CompoundStatement, LoopStatement, WhileStatement, RepeatStatement>;

struct ControlStatement {
  ControlStatementNode node;
  Location location;

  TARN_SQL_SUM_NODE(ControlStatement, ControlStatementNode);
};

// FUNCTION name(parameters) RETURNS type characteristics body; the body is a control statement, or
// the text between $$ of another language.
struct FunctionSpecification {
  QualifiedName name;
  std::vector<ParameterDeclaration> parameters;
  DataType returns;
  std::vector<RoutineCharacteristic> characteristics;
  std::variant<ControlStatement, std::string> body;
  Location location;
  TARN_SQL_NODE(FunctionSpecification, name, parameters, returns, characteristics, body);
};

}  // namespace tarn::sql
