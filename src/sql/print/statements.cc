#include "sql/print/statement_emitter.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void PrinterImpl::Emit(const Statement& statement) {
  std::visit(StatementEmitter{*this}, statement.node);
}

void StatementEmitter::Like(const std::optional<ShowPattern>& pattern) const {
  if (!pattern) return;
  p.Text(" LIKE ");
  p.String(pattern->pattern);
  p.OptionalString(" ESCAPE ", pattern->escape);
}

void StatementEmitter::TableAndBranch(const QualifiedName& table,
                                      const std::optional<Identifier>& branch) const {
  p.Emit(table);
  p.Optional("@", branch);
}

// Data.

void StatementEmitter::operator()(const QueryStatement& s) const { p.Emit(*s.query); }

void StatementEmitter::operator()(const Insert& s) const {
  p.Text("INSERT INTO ");
  TableAndBranch(s.table, s.branch);
  p.Text(" ");
  if (!s.columns.empty()) {
    p.Parenthesized(s.columns);
    p.Text(" ");
  }
  p.Emit(*s.query);
}

void StatementEmitter::operator()(const Delete& s) const {
  p.Text("DELETE FROM ");
  TableAndBranch(s.table, s.branch);
  p.Optional(" WHERE ", s.where);
}

void StatementEmitter::operator()(const Update& s) const {
  p.Text("UPDATE ");
  TableAndBranch(s.table, s.branch);
  p.OptionalList(" SET ", s.assignments);
  p.Optional(" WHERE ", s.where);
}

void StatementEmitter::operator()(const Merge& s) const {
  p.Text("MERGE INTO ");
  TableAndBranch(s.table, s.branch);
  p.Optional(" AS ", s.alias);
  p.Text(" USING ");
  p.Emit(s.source);
  p.Text(" ON ");
  p.Emit(*s.condition);
  for (const MergeCase& merge_case : s.cases) {
    p.Text(" ");
    p.Emit(merge_case);
  }
}

void PrinterImpl::Emit(const Assignment& assignment) {
  Emit(assignment.column);
  out_ += " = ";
  Emit(*assignment.value);
}

void PrinterImpl::Emit(const MergeCase& merge_case) {
  const bool insert = std::holds_alternative<MergeInsert>(merge_case.action);
  out_ += insert ? "WHEN NOT MATCHED" : "WHEN MATCHED";
  Optional(" AND ", merge_case.condition);
  out_ += " THEN ";
  if (const auto* update = std::get_if<MergeUpdate>(&merge_case.action)) {
    out_ += "UPDATE SET ";
    List(update->assignments);
  } else if (!insert) {
    out_ += "DELETE";
  } else {
    const auto& action = std::get<MergeInsert>(merge_case.action);
    out_ += "INSERT ";
    if (!action.columns.empty()) {
      Parenthesized(action.columns);
      out_ += ' ';
    }
    out_ += "VALUES ";
    Parenthesized(action.values);
  }
}

void StatementEmitter::operator()(const Call& s) const {
  p.Text("CALL ");
  p.Emit(s.name);
  p.Parenthesized(s.arguments);
}

// Description.

void StatementEmitter::operator()(const ShowCatalogs& s) const {
  p.Text("SHOW CATALOGS");
  Like(s.like);
}
void StatementEmitter::operator()(const ShowSchemas& s) const {
  p.Text("SHOW SCHEMAS");
  p.Optional(" FROM ", s.catalog);
  Like(s.like);
}
void StatementEmitter::operator()(const ShowTables& s) const {
  p.Text("SHOW TABLES");
  p.Optional(" FROM ", s.schema);
  Like(s.like);
}
void StatementEmitter::operator()(const ShowColumns& s) const {
  p.Text("SHOW COLUMNS FROM ");
  p.Emit(s.table);
  Like(s.like);
}
void StatementEmitter::operator()(const ShowFunctions& s) const {
  p.Text("SHOW FUNCTIONS");
  p.Optional(" FROM ", s.schema);
  Like(s.like);
}
void StatementEmitter::operator()(const ShowSession& s) const {
  p.Text("SHOW SESSION");
  Like(s.like);
}
void StatementEmitter::operator()(const ShowCreate& s) const {
  constexpr std::string_view kKinds[] = {"SCHEMA ", "TABLE ", "VIEW ", "MATERIALIZED VIEW ",
                                         "FUNCTION "};
  p.Text("SHOW CREATE ");
  p.Text(kKinds[static_cast<size_t>(s.kind)]);
  p.Emit(s.name);
}
void StatementEmitter::operator()(const ShowStats& s) const {
  p.Text("SHOW STATS FOR ");
  if (const auto* name = std::get_if<QualifiedName>(&s.subject)) {
    p.Emit(*name);
  } else {
    p.Text("(");
    p.Emit(*std::get<QueryBox>(s.subject));
    p.Text(")");
  }
}
void StatementEmitter::operator()(const ShowRoles& s) const {
  p.Text(s.current ? "SHOW CURRENT ROLES" : "SHOW ROLES");
  p.Optional(" FROM ", s.catalog);
}
void StatementEmitter::operator()(const ShowRoleGrants& s) const {
  p.Text("SHOW ROLE GRANTS");
  p.Optional(" FROM ", s.catalog);
}
void StatementEmitter::operator()(const ShowGrants& s) const {
  p.Text("SHOW GRANTS");
  p.Optional(" ON ", s.on);
}
void StatementEmitter::operator()(const ShowBranches& s) const {
  p.Text("SHOW BRANCHES FROM TABLE ");
  p.Emit(s.table);
}
void StatementEmitter::operator()(const Explain& s) const {
  constexpr std::string_view kFormats[] = {"TEXT", "GRAPHVIZ", "JSON"};
  constexpr std::string_view kTypes[] = {"LOGICAL", "DISTRIBUTED", "VALIDATE", "IO"};
  p.Text("EXPLAIN ");
  if (s.format || s.type) {
    p.Text("(");
    if (s.format) {
      p.Text("FORMAT ");
      p.Text(kFormats[static_cast<size_t>(*s.format)]);
    }
    if (s.format && s.type) p.Text(", ");
    if (s.type) {
      p.Text("TYPE ");
      p.Text(kTypes[static_cast<size_t>(*s.type)]);
    }
    p.Text(") ");
  }
  p.Emit(*s.statement);
}
void StatementEmitter::operator()(const ExplainAnalyze& s) const {
  p.Text(s.verbose ? "EXPLAIN ANALYZE VERBOSE " : "EXPLAIN ANALYZE ");
  p.Emit(*s.statement);
}
void StatementEmitter::operator()(const DescribeInput& s) const {
  p.Text("DESCRIBE INPUT ");
  p.Emit(s.name);
}
void StatementEmitter::operator()(const DescribeOutput& s) const {
  p.Text("DESCRIBE OUTPUT ");
  p.Emit(s.name);
}

// Session, transactions, prepared statements.

void StatementEmitter::operator()(const Use& s) const {
  p.Text("USE ");
  if (s.catalog) {
    p.Emit(*s.catalog);
    p.Text(".");
  }
  p.Emit(s.schema);
}
void StatementEmitter::operator()(const SetSession& s) const {
  p.Text("SET SESSION ");
  p.Emit(s.name);
  p.Text(" = ");
  p.Emit(*s.value);
}
void StatementEmitter::operator()(const ResetSession& s) const {
  p.Text("RESET SESSION ");
  p.Emit(s.name);
}
void StatementEmitter::operator()(const SetSessionAuthorization& s) const {
  p.Text("SET SESSION AUTHORIZATION ");
  if (const auto* name = std::get_if<Identifier>(&s.user)) {
    p.Emit(*name);
  } else {
    p.String(std::get<std::string>(s.user));
  }
}
void StatementEmitter::operator()(const ResetSessionAuthorization&) const {
  p.Text("RESET SESSION AUTHORIZATION");
}
void StatementEmitter::operator()(const SetTimeZone& s) const {
  p.Text("SET TIME ZONE ");
  if (s.zone) {
    p.Emit(**s.zone);
  } else {
    p.Text("LOCAL");
  }
}
void StatementEmitter::operator()(const SetPath& s) const { p.OptionalList("SET PATH ", s.path); }
void StatementEmitter::operator()(const StartTransaction& s) const {
  p.Text("START TRANSACTION");
  if (s.isolation) {
    p.Text(" ISOLATION LEVEL ");
    p.Text(Text(*s.isolation));
  }
  if (s.isolation && s.read_only) p.Text(",");
  if (s.read_only) p.Text(*s.read_only ? " READ ONLY" : " READ WRITE");
}
void StatementEmitter::operator()(const Commit&) const { p.Text("COMMIT"); }
void StatementEmitter::operator()(const Rollback&) const { p.Text("ROLLBACK"); }
void StatementEmitter::operator()(const Prepare& s) const {
  p.Text("PREPARE ");
  p.Emit(s.name);
  p.Text(" FROM ");
  p.Emit(*s.statement);
}
void StatementEmitter::operator()(const Execute& s) const {
  p.Text("EXECUTE ");
  p.Emit(s.name);
  p.OptionalList(" USING ", s.arguments);
}
void StatementEmitter::operator()(const ExecuteImmediate& s) const {
  p.Text("EXECUTE IMMEDIATE ");
  p.String(s.statement);
  p.OptionalList(" USING ", s.arguments);
}
void StatementEmitter::operator()(const Deallocate& s) const {
  p.Text("DEALLOCATE PREPARE ");
  p.Emit(s.name);
}

void PrinterImpl::Emit(const PathElement& element) {
  if (element.catalog) {
    Emit(*element.catalog);
    out_ += '.';
  }
  Emit(element.schema);
}

}  // namespace tarn::sql
