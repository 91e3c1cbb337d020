#include "sql/print/printer_impl.h"

namespace tarn::sql {

void PrinterImpl::Emit(const FunctionSpecification& function) {
  out_ += "FUNCTION ";
  Emit(function.name);
  Parenthesized(function.parameters);
  out_ += " RETURNS ";
  Emit(function.returns);
  for (const RoutineCharacteristic& characteristic : function.characteristics) {
    out_ += ' ';
    Emit(characteristic);
  }
  if (const auto* statement = std::get_if<ControlStatement>(&function.body)) {
    out_ += ' ';
    Emit(*statement);
  } else {
    out_ += " AS $$\n" + std::get<std::string>(function.body) + "$$";
  }
}

void PrinterImpl::Emit(const RoutineCharacteristic& characteristic) {
  if (const auto* language = std::get_if<LanguageCharacteristic>(&characteristic)) {
    out_ += "LANGUAGE ";
    Emit(language->language);
  } else if (const auto* determinism = std::get_if<DeterministicCharacteristic>(&characteristic)) {
    out_ += determinism->deterministic ? "DETERMINISTIC" : "NOT DETERMINISTIC";
  } else if (const auto* nulls = std::get_if<NullInputCharacteristic>(&characteristic)) {
    out_ += nulls->called ? "CALLED ON NULL INPUT" : "RETURNS NULL ON NULL INPUT";
  } else if (const auto* security = std::get_if<SecurityCharacteristic>(&characteristic)) {
    out_ += security->invoker ? "SECURITY INVOKER" : "SECURITY DEFINER";
  } else if (const auto* comment = std::get_if<CommentCharacteristic>(&characteristic)) {
    out_ += "COMMENT ";
    String(comment->comment);
  } else {
    out_ += "WITH ";
    Parenthesized(std::get<PropertiesCharacteristic>(characteristic).properties);
  }
}

void PrinterImpl::Statements(const std::vector<ControlStatement>& statements) {
  for (const ControlStatement& statement : statements) {
    out_ += ' ';
    Emit(statement);
    out_ += ';';
  }
}

namespace {

void Append(std::string& out, std::string_view text) { out += text; }

}  // namespace

void PrinterImpl::Emit(const ControlStatement& statement) {
  const auto label = [this](const std::optional<Identifier>& name) {
    if (!name) return;
    Emit(*name);
    Append(out_, ": ");
  };
  if (const auto* result = std::get_if<ReturnStatement>(&statement.node)) {
    out_ += "RETURN ";
    Emit(*result->value, kConcatenation);
  } else if (const auto* assignment = std::get_if<AssignmentStatement>(&statement.node)) {
    out_ += "SET ";
    Emit(assignment->target);
    out_ += " = ";
    Emit(*assignment->value);
  } else if (const auto* choice = std::get_if<CaseStatement>(&statement.node)) {
    out_ += "CASE";
    Optional(" ", choice->operand);
    for (const StatementBranch& branch : choice->whens) {
      out_ += " WHEN ";
      Emit(*branch.condition);
      out_ += " THEN";
      Statements(branch.statements);
    }
    if (choice->otherwise) {
      out_ += " ELSE";
      Statements(*choice->otherwise);
    }
    out_ += " END CASE";
  } else if (const auto* condition = std::get_if<IfStatement>(&statement.node)) {
    for (size_t i = 0; i < condition->branches.size(); ++i) {
      out_ += i == 0 ? "IF " : " ELSEIF ";
      Emit(*condition->branches[i].condition);
      out_ += " THEN";
      Statements(condition->branches[i].statements);
    }
    if (condition->otherwise) {
      out_ += " ELSE";
      Statements(*condition->otherwise);
    }
    out_ += " END IF";
  } else if (const auto* iterate = std::get_if<IterateStatement>(&statement.node)) {
    out_ += "ITERATE ";
    Emit(iterate->label);
  } else if (const auto* leave = std::get_if<LeaveStatement>(&statement.node)) {
    out_ += "LEAVE ";
    Emit(leave->label);
  } else if (const auto* compound = std::get_if<CompoundStatement>(&statement.node)) {
    out_ += "BEGIN";
    for (const VariableDeclaration& variable : compound->variables) {
      out_ += " DECLARE ";
      List(variable.names);
      out_ += ' ';
      Emit(variable.type);
      if (variable.default_value) {
        out_ += " DEFAULT ";
        Emit(**variable.default_value, kConcatenation);
      }
      out_ += ';';
    }
    Statements(compound->statements);
    out_ += " END";
  } else if (const auto* loop = std::get_if<LoopStatement>(&statement.node)) {
    label(loop->label);
    out_ += "LOOP";
    Statements(loop->statements);
    out_ += " END LOOP";
  } else if (const auto* while_loop = std::get_if<WhileStatement>(&statement.node)) {
    label(while_loop->label);
    out_ += "WHILE ";
    Emit(*while_loop->condition);
    out_ += " DO";
    Statements(while_loop->statements);
    out_ += " END WHILE";
  } else {
    const auto& repeat = std::get<RepeatStatement>(statement.node);
    label(repeat.label);
    out_ += "REPEAT";
    Statements(repeat.statements);
    out_ += " UNTIL ";
    Emit(*repeat.condition);
    out_ += " END REPEAT";
  }
}

}  // namespace tarn::sql
