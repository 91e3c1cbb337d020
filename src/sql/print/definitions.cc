#include "sql/print/statement_emitter.h"

namespace tarn::sql {

void StatementEmitter::Named(std::string_view verb, bool if_exists,
                             const QualifiedName& name) const {
  p.Text(verb);
  if (if_exists) p.Text("IF EXISTS ");
  p.Emit(name);
}

void StatementEmitter::Behavior(DropBehavior behavior) const {
  if (behavior == DropBehavior::kCascade) p.Text(" CASCADE");
  if (behavior == DropBehavior::kRestrict) p.Text(" RESTRICT");
}

void StatementEmitter::Column(std::string_view verb, bool if_exists,
                              const QualifiedName& column) const {
  p.Text(verb);
  if (if_exists) p.Text("IF EXISTS ");
  p.Emit(column);
}

void PrinterImpl::WithProperties(const std::vector<Property>& properties) {
  if (properties.empty()) return;
  out_ += " WITH ";
  Parenthesized(properties);
}

void PrinterImpl::Emit(const Property& property) {
  Emit(property.name);
  out_ += " = ";
  if (!property.value) {
    out_ += "DEFAULT";
    return;
  }
  // A column called default is not DEFAULT.
  const auto* column = (*property.value)->As<ColumnReference>();
  const bool ambiguous =
      column != nullptr && !column->name.quoted && column->name.Canonical() == "default";
  if (ambiguous) out_ += '(';
  Emit(**property.value);
  if (ambiguous) out_ += ')';
}

void PrinterImpl::Emit(const SessionProperty& property) {
  Emit(property.name);
  out_ += " = ";
  Emit(*property.value);
}

void PrinterImpl::Emit(const CallArgument& argument) {
  if (argument.name) {
    Emit(*argument.name);
    out_ += " => ";
  }
  Emit(*argument.value);
}

void StatementEmitter::operator()(const CreateCatalog& s) const {
  p.Text(s.if_not_exists ? "CREATE CATALOG IF NOT EXISTS " : "CREATE CATALOG ");
  p.Emit(s.name);
  p.Text(" USING ");
  p.Emit(s.connector);
  p.OptionalString(" COMMENT ", s.comment);
  p.Optional(" AUTHORIZATION ", s.authorization);
  p.WithProperties(s.properties);
}
void StatementEmitter::operator()(const DropCatalog& s) const {
  p.Text(s.if_exists ? "DROP CATALOG IF EXISTS " : "DROP CATALOG ");
  p.Emit(s.name);
  Behavior(s.behavior);
}
void StatementEmitter::operator()(const CreateSchema& s) const {
  p.Text(s.if_not_exists ? "CREATE SCHEMA IF NOT EXISTS " : "CREATE SCHEMA ");
  p.Emit(s.name);
  p.Optional(" AUTHORIZATION ", s.authorization);
  p.WithProperties(s.properties);
}
void StatementEmitter::operator()(const DropSchema& s) const {
  Named("DROP SCHEMA ", s.if_exists, s.name);
  Behavior(s.behavior);
}
void StatementEmitter::operator()(const RenameSchema& s) const {
  Named("ALTER SCHEMA ", false, s.name);
  p.Text(" RENAME TO ");
  p.Emit(s.target);
}

void PrinterImpl::Emit(const TableElement& element) {
  if (const auto* column = std::get_if<ColumnDefinition>(&element)) {
    Emit(*column);
    return;
  }
  const auto& like = std::get<LikeClause>(element);
  out_ += "LIKE ";
  Emit(like.name);
  if (like.including_properties) {
    out_ += *like.including_properties ? " INCLUDING PROPERTIES" : " EXCLUDING PROPERTIES";
  }
}

void PrinterImpl::Emit(const ColumnDefinition& column) {
  Emit(column.name);
  out_ += ' ';
  Emit(column.type);
  if (column.default_value) {
    out_ += " DEFAULT ";
    Emit(**column.default_value, kPrimary);
  }
  if (column.not_null) out_ += " NOT NULL";
  OptionalString(" COMMENT ", column.comment);
  WithProperties(column.properties);
}

void StatementEmitter::operator()(const CreateTable& s) const {
  p.Text(s.or_replace ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ");
  if (s.if_not_exists) p.Text("IF NOT EXISTS ");
  p.Emit(s.name);
  p.Text(" ");
  p.Parenthesized(s.elements);
  p.OptionalString(" COMMENT ", s.comment);
  p.WithProperties(s.properties);
}
void StatementEmitter::operator()(const CreateTableAsSelect& s) const {
  p.Text(s.or_replace ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ");
  if (s.if_not_exists) p.Text("IF NOT EXISTS ");
  p.Emit(s.name);
  if (!s.column_aliases.empty()) {
    p.Text(" ");
    p.Parenthesized(s.column_aliases);
  }
  p.OptionalString(" COMMENT ", s.comment);
  p.WithProperties(s.properties);
  p.Text(" AS ");
  p.Emit(*s.query);
  if (!s.with_data) p.Text(" WITH NO DATA");
}
void StatementEmitter::operator()(const DropTable& s) const {
  Named("DROP TABLE ", s.if_exists, s.name);
}
void StatementEmitter::operator()(const TruncateTable& s) const {
  Named("TRUNCATE TABLE ", false, s.name);
}
void StatementEmitter::operator()(const RenameTable& s) const {
  Named("ALTER TABLE ", s.if_exists, s.name);
  p.Text(" RENAME TO ");
  p.Emit(s.target);
}
void StatementEmitter::operator()(const AddColumn& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  p.Text(s.column_if_not_exists ? " ADD COLUMN IF NOT EXISTS " : " ADD COLUMN ");
  p.Emit(s.column);
  if (!s.position) return;
  if (s.position->kind == ColumnPositionKind::kFirst) p.Text(" FIRST");
  if (s.position->kind == ColumnPositionKind::kLast) p.Text(" LAST");
  p.Optional(" AFTER ", s.position->after);
}
void StatementEmitter::operator()(const RenameColumn& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  Column(" RENAME COLUMN ", s.column_if_exists, s.column);
  p.Text(" TO ");
  p.Emit(s.target);
}
void StatementEmitter::operator()(const DropColumn& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  Column(" DROP COLUMN ", s.column_if_exists, s.column);
}
void StatementEmitter::operator()(const SetColumnType& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  Column(" ALTER COLUMN ", false, s.column);
  p.Text(" SET DATA TYPE ");
  p.Emit(s.type);
}
void StatementEmitter::operator()(const SetColumnDefault& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  Column(" ALTER COLUMN ", false, s.column);
  p.Text(s.default_value ? " SET DEFAULT " : " DROP DEFAULT");
  if (s.default_value) p.Emit(**s.default_value, PrinterImpl::kPrimary);
}
void StatementEmitter::operator()(const DropNotNull& s) const {
  Named("ALTER TABLE ", s.table_if_exists, s.table);
  p.Text(" ALTER COLUMN ");
  p.Emit(s.column);
  p.Text(" DROP NOT NULL");
}
void StatementEmitter::operator()(const SetProperties& s) const {
  const bool table = s.target == PropertiesTarget::kTable;
  Named(table ? "ALTER TABLE " : "ALTER MATERIALIZED VIEW ", false, s.name);
  p.OptionalList(" SET PROPERTIES ", s.properties);
}
void StatementEmitter::operator()(const TableExecute& s) const {
  Named("ALTER TABLE ", false, s.table);
  p.Text(" EXECUTE ");
  p.Emit(s.procedure);
  if (!s.arguments.empty()) p.Parenthesized(s.arguments);
  p.Optional(" WHERE ", s.where);
}
void StatementEmitter::operator()(const SetAuthorization& s) const {
  p.Text("ALTER " + s.kind + " ");
  p.Emit(s.name);
  p.Text(" SET AUTHORIZATION ");
  p.Emit(s.principal);
}
void StatementEmitter::operator()(const Analyze& s) const {
  Named("ANALYZE ", false, s.table);
  p.WithProperties(s.properties);
}
void StatementEmitter::operator()(const CommentOn& s) const {
  constexpr std::string_view kTargets[] = {"COMMENT ON TABLE ", "COMMENT ON VIEW ",
                                           "COMMENT ON COLUMN "};
  Named(kTargets[static_cast<size_t>(s.target)], false, s.name);
  p.Text(s.comment ? "" : " IS NULL");
  p.OptionalString(" IS ", s.comment);
}
void StatementEmitter::operator()(const CreateView& s) const {
  Named(s.or_replace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ", false, s.name);
  p.OptionalString(" COMMENT ", s.comment);
  if (s.security == ViewSecurity::kDefiner) p.Text(" SECURITY DEFINER");
  if (s.security == ViewSecurity::kInvoker) p.Text(" SECURITY INVOKER");
  p.WithProperties(s.properties);
  p.Text(" AS ");
  p.Emit(*s.query);
}
void StatementEmitter::operator()(const DropView& s) const {
  Named("DROP VIEW ", s.if_exists, s.name);
}
void StatementEmitter::operator()(const RenameView& s) const {
  Named("ALTER VIEW ", false, s.name);
  p.Text(" RENAME TO ");
  p.Emit(s.target);
}
void StatementEmitter::operator()(const CreateMaterializedView& s) const {
  p.Text(s.or_replace ? "CREATE OR REPLACE MATERIALIZED VIEW " : "CREATE MATERIALIZED VIEW ");
  if (s.if_not_exists) p.Text("IF NOT EXISTS ");
  p.Emit(s.name);
  if (s.grace_period) {
    p.Text(" GRACE PERIOD ");
    p.Emit(Expression(*s.grace_period));
  }
  p.OptionalString(" COMMENT ", s.comment);
  p.WithProperties(s.properties);
  p.Text(" AS ");
  p.Emit(*s.query);
}
void StatementEmitter::operator()(const RefreshMaterializedView& s) const {
  Named("REFRESH MATERIALIZED VIEW ", false, s.name);
}
void StatementEmitter::operator()(const DropMaterializedView& s) const {
  Named("DROP MATERIALIZED VIEW ", s.if_exists, s.name);
}
void StatementEmitter::operator()(const RenameMaterializedView& s) const {
  Named("ALTER MATERIALIZED VIEW ", s.if_exists, s.name);
  p.Text(" RENAME TO ");
  p.Emit(s.target);
}
void StatementEmitter::operator()(const CreateFunction& s) const {
  p.Text(s.or_replace ? "CREATE OR REPLACE " : "CREATE ");
  p.Emit(s.function);
}
void StatementEmitter::operator()(const DropFunction& s) const {
  Named("DROP FUNCTION ", s.if_exists, s.name);
  p.Parenthesized(s.parameters);
}
void StatementEmitter::operator()(const CreateBranch& s) const {
  p.Text(s.or_replace ? "CREATE OR REPLACE BRANCH " : "CREATE BRANCH ");
  if (s.if_not_exists) p.Text("IF NOT EXISTS ");
  p.Emit(s.name);
  p.WithProperties(s.properties);
  p.Text(" IN TABLE ");
  p.Emit(s.table);
  p.Optional(" FROM ", s.source);
}
void StatementEmitter::operator()(const DropBranch& s) const {
  p.Text(s.if_exists ? "DROP BRANCH IF EXISTS " : "DROP BRANCH ");
  p.Emit(s.name);
  p.Text(" IN TABLE ");
  p.Emit(s.table);
}
void StatementEmitter::operator()(const FastForwardBranch& s) const {
  p.Text("ALTER BRANCH ");
  p.Emit(s.source);
  p.Text(" IN TABLE ");
  p.Emit(s.table);
  p.Text(" FAST FORWARD TO ");
  p.Emit(s.target);
}

}  // namespace tarn::sql
