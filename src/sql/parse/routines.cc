#include <utility>

#include <fmt/format.h>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

FunctionSpecification ParserImpl::FunctionSpecificationRule() {
  const size_t begin = Mark();
  cursor_.Expect(kFunction);
  QualifiedName name = QualifiedNameRule();
  std::vector<ParameterDeclaration> parameters = ParameterDeclarations();
  cursor_.Expect(kReturns);
  DataType returns = Type();
  std::vector<RoutineCharacteristic> characteristics;
  while (true) {
    const size_t at = Mark();
    auto characteristic = OptionalRoutineCharacteristic();
    if (!characteristic) break;
    for (const RoutineCharacteristic& other : characteristics) {
      if (other.index() != characteristic->index()) continue;
      static constexpr const char* kNames[] = {"language", "deterministic", "null-call",
                                               "security", "comment",       "properties"};
      cursor_.FailAt(Since(at),
                     fmt::format("Multiple {} clauses specified", kNames[characteristic->index()]));
    }
    characteristics.push_back(std::move(*characteristic));
  }
  const auto make = [&](auto body) {
    return FunctionSpecification{std::move(name),    std::move(parameters),
                                 std::move(returns), std::move(characteristics),
                                 std::move(body),    Since(begin)};
  };
  if (!cursor_.Accept(kAs)) {
    const Location where = cursor_.Peek().location;
    ControlStatement body = ControlStatementRule();
    if (!std::holds_alternative<ReturnStatement>(body.node) &&
        !std::holds_alternative<CompoundStatement>(body.node)) {
      cursor_.FailAt(where, "Function body must start with RETURN or BEGIN");
    }
    return make(std::move(body));
  }
  if (!cursor_.Is(TokenKind::kDollarString)) {
    cursor_.Expecting("$$");
    cursor_.FailExpecting();
  }
  const Token token = cursor_.Advance();
  std::string_view text = token.text.substr(2, token.text.size() - 4);
  if (!text.starts_with('\r') && !text.starts_with('\n')) {
    cursor_.FailAt(token.location,
                   "Function definition must start with a newline after opening quotes");
  }
  if (text.starts_with('\r')) text.remove_prefix(1);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return make(std::string(text));
}

std::vector<ParameterDeclaration> ParserImpl::ParameterDeclarations() {
  std::vector<ParameterDeclaration> parameters;
  cursor_.Expect("(");
  if (!cursor_.Is(")")) {
    do {
      parameters.push_back(ParameterDeclarationRule());
    } while (cursor_.Accept(","));
  }
  cursor_.Expect(")");
  return parameters;
}

std::optional<RoutineCharacteristic> ParserImpl::OptionalRoutineCharacteristic() {
  if (cursor_.Accept(kLanguage)) return LanguageCharacteristic{Name()};
  if (cursor_.Accept(kDeterministic)) return DeterministicCharacteristic{true};
  if (cursor_.Accept(kNot)) {
    cursor_.Expect(kDeterministic);
    return DeterministicCharacteristic{false};
  }
  const bool called = cursor_.Is(kCalled);
  if (called || cursor_.Is(kReturns)) {
    cursor_.Advance();
    if (!called) cursor_.Expect(kNull);
    cursor_.Expect(kOn);
    cursor_.Expect(kNull);
    cursor_.Expect(kInput);
    return NullInputCharacteristic{called};
  }
  if (cursor_.Accept(kSecurity)) {
    const bool invoker = cursor_.Accept(kInvoker);
    if (!invoker) cursor_.Expect(kDefiner);
    return SecurityCharacteristic{invoker};
  }
  if (cursor_.Accept(kComment)) return CommentCharacteristic{String()};
  if (cursor_.Is(kWith)) return PropertiesCharacteristic{OptionalWithProperties()};
  cursor_.Expecting(kCalled);
  cursor_.Expecting(kReturns);
  cursor_.Expecting(kWith);
  return std::nullopt;
}

ControlStatement ParserImpl::ControlStatementRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  const auto make = [&](auto node) { return ControlStatement(std::move(node), Since(begin)); };
  if (cursor_.IsName() && cursor_.Is(":", 1)) return LabeledStatement();
  if (cursor_.Is(kLoop) || cursor_.Is(kWhile) || cursor_.Is(kRepeat)) return LabeledStatement();
  if (cursor_.Accept(kReturn)) return make(ReturnStatement{ValueExpression()});
  if (cursor_.Accept(kSet)) {
    Identifier target = Name();
    cursor_.Expect("=");
    return make(AssignmentStatement{std::move(target), ExpressionRule()});
  }
  if (cursor_.Accept(kCase)) return make(CaseStatementRule());
  if (cursor_.Accept(kIf)) return make(IfStatementRule());
  if (cursor_.Accept(kIterate)) return make(IterateStatement{Name()});
  if (cursor_.Accept(kLeave)) return make(LeaveStatement{Name()});
  if (cursor_.Accept(kBegin)) return make(CompoundStatementRule());
  for (Keyword keyword : {kLoop, kWhile, kRepeat}) cursor_.Expecting(keyword);
  cursor_.FailExpecting();
}

ControlStatement ParserImpl::LabeledStatement() {
  const size_t begin = Mark();
  std::optional<Identifier> label;
  if (cursor_.Is(":", 1)) {
    label = Name();
    cursor_.Advance();
  }
  if (cursor_.Accept(kLoop)) {
    LoopStatement loop{std::move(label), StatementList()};
    cursor_.Expect(kEnd);
    cursor_.Expect(kLoop);
    return ControlStatement(std::move(loop), Since(begin));
  }
  if (cursor_.Accept(kWhile)) {
    Expression condition = ExpressionRule();
    cursor_.Expect(kDo);
    WhileStatement loop{std::move(label), std::move(condition), StatementList()};
    cursor_.Expect(kEnd);
    cursor_.Expect(kWhile);
    return ControlStatement(std::move(loop), Since(begin));
  }
  cursor_.Expect(kRepeat);
  std::vector<ControlStatement> statements = StatementList();
  cursor_.Expect(kUntil);
  RepeatStatement loop{std::move(label), std::move(statements), ExpressionRule()};
  cursor_.Expect(kEnd);
  cursor_.Expect(kRepeat);
  return ControlStatement(std::move(loop), Since(begin));
}

// The words that close a list; UNTIL is no reserved word, but no statement begins with it.
bool ParserImpl::AtEndOfStatementList() {
  return cursor_.Is(kEnd) || cursor_.Is(kElse) || cursor_.Is(kElseif) || cursor_.Is(kWhen) ||
         cursor_.Is(kUntil);
}

std::vector<ControlStatement> ParserImpl::StatementList() {
  std::vector<ControlStatement> statements;
  do {
    statements.push_back(ControlStatementRule());
    cursor_.Expect(";");
  } while (!AtEndOfStatementList());
  return statements;
}

CaseStatement ParserImpl::CaseStatementRule() {
  CaseStatement result;
  if (!cursor_.Is(kWhen)) result.operand = ExpressionRule();
  while (cursor_.Accept(kWhen)) {
    Expression condition = ExpressionRule();
    cursor_.Expect(kThen);
    result.whens.push_back(StatementBranch{std::move(condition), StatementList()});
  }
  if (result.whens.empty()) cursor_.FailExpecting();
  if (cursor_.Accept(kElse)) result.otherwise = StatementList();
  cursor_.Expect(kEnd);
  cursor_.Expect(kCase);
  return result;
}

IfStatement ParserImpl::IfStatementRule() {
  IfStatement result;
  do {
    Expression condition = ExpressionRule();
    cursor_.Expect(kThen);
    result.branches.push_back(StatementBranch{std::move(condition), StatementList()});
  } while (cursor_.Accept(kElseif));
  if (cursor_.Accept(kElse)) result.otherwise = StatementList();
  cursor_.Expect(kEnd);
  cursor_.Expect(kIf);
  return result;
}

CompoundStatement ParserImpl::CompoundStatementRule() {
  CompoundStatement compound;
  while (cursor_.Accept(kDeclare)) {
    std::vector<Identifier> names;
    do {
      names.push_back(Name());
    } while (cursor_.Accept(","));
    DataType type = Type();
    VariableDeclaration declaration{std::move(names), std::move(type), std::nullopt};
    if (cursor_.Accept(kDefault)) declaration.default_value = ValueExpression();
    cursor_.Expect(";");
    compound.variables.push_back(std::move(declaration));
  }
  if (!cursor_.Is(kEnd)) compound.statements = StatementList();
  cursor_.Expect(kEnd);
  return compound;
}

}  // namespace tarn::sql
