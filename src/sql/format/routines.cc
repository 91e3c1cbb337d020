#include "sql/format/formatter_impl.h"

namespace tarn::sql {

void FormatterImpl::Emit(const FunctionSpecification& function, int depth) {
  Line(depth, "FUNCTION ");
  Emit(function.name);
  Parenthesized(function.parameters);
  out_ += '\n';
  Line(depth, "RETURNS ");
  Emit(function.returns);
  out_ += '\n';
  for (const RoutineCharacteristic& characteristic : function.characteristics) {
    Emit(characteristic, depth);
    out_ += '\n';
  }
  if (const auto* statement = std::get_if<ControlStatement>(&function.body)) {
    Emit(*statement, depth);
  } else {
    Line(depth, "AS $$\n" + std::get<std::string>(function.body) + "$$");
  }
}

void FormatterImpl::Emit(const RoutineCharacteristic& characteristic, int depth) {
  Line(depth);
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
    out_ += "WITH (";
    Properties(std::get<PropertiesCharacteristic>(characteristic).properties, depth + 1);
    out_ += '\n';
    Line(depth, ")");
  }
}

void FormatterImpl::Statements(const std::vector<ControlStatement>& statements, int depth) {
  for (const ControlStatement& statement : statements) {
    Emit(statement, depth);
    out_ += ";\n";
  }
}

// One overload for each alternative of ControlStatementNode, after the blanks of its first line.
struct ControlFormat {
  FormatterImpl& f;
  int depth;

  void Label(const std::optional<Identifier>& label) const {
    if (!label) return;
    f.Emit(*label);
    f.Text(": ");
  }
  void Otherwise(const std::optional<std::vector<ControlStatement>>& statements, int at) const {
    if (!statements) return;
    f.Line(at, "ELSE\n");
    f.Statements(*statements, at + 1);
  }

  void operator()(const ReturnStatement& s) const {
    f.Text("RETURN ");
    f.Emit(*s.value);
  }
  void operator()(const AssignmentStatement& s) const {
    f.Text("SET ");
    f.Emit(s.target);
    f.Text(" = ");
    f.Emit(*s.value);
  }
  void operator()(const CaseStatement& s) const {
    f.Text("CASE");
    f.Optional(" ", s.operand);
    f.Text("\n");
    for (const StatementBranch& branch : s.whens) {
      f.Line(depth + 1, "WHEN ");
      f.Emit(*branch.condition);
      f.Text(" THEN\n");
      f.Statements(branch.statements, depth + 2);
    }
    Otherwise(s.otherwise, depth + 1);
    f.Line(depth, "END CASE");
  }
  void operator()(const IfStatement& s) const {
    for (size_t i = 0; i < s.branches.size(); ++i) {
      if (i > 0) f.Line(depth, "ELSE");
      f.Text("IF ");
      f.Emit(*s.branches[i].condition);
      f.Text(" THEN\n");
      f.Statements(s.branches[i].statements, depth + 1);
    }
    Otherwise(s.otherwise, depth);
    f.Line(depth, "END IF");
  }
  void operator()(const IterateStatement& s) const {
    f.Text("ITERATE ");
    f.Emit(s.label);
  }
  void operator()(const LeaveStatement& s) const {
    f.Text("LEAVE ");
    f.Emit(s.label);
  }
  void operator()(const CompoundStatement& s) const {
    f.Text("BEGIN\n");
    for (const VariableDeclaration& variable : s.variables) {
      f.Line(depth + 1, "DECLARE ");
      f.List(variable.names);
      f.Text(" ");
      f.Emit(variable.type);
      f.Optional(" DEFAULT ", variable.default_value);
      f.Text(";\n");
    }
    f.Statements(s.statements, depth + 1);
    f.Line(depth, "END");
  }
  void operator()(const LoopStatement& s) const {
    Label(s.label);
    f.Text("LOOP\n");
    f.Statements(s.statements, depth + 1);
    f.Line(depth, "END LOOP");
  }
  void operator()(const WhileStatement& s) const {
    Label(s.label);
    f.Text("WHILE ");
    f.Emit(*s.condition);
    f.Text(" DO\n");
    f.Statements(s.statements, depth + 1);
    f.Line(depth, "END WHILE");
  }
  void operator()(const RepeatStatement& s) const {
    Label(s.label);
    f.Text("REPEAT\n");
    f.Statements(s.statements, depth + 1);
    f.Line(depth, "UNTIL ");
    f.Emit(*s.condition);
    f.Text("\n");
    f.Line(depth, "END REPEAT");
  }
};

void FormatterImpl::Emit(const ControlStatement& statement, int depth) {
  Line(depth);
  std::visit(ControlFormat{*this, depth}, statement.node);
}

}  // namespace tarn::sql
