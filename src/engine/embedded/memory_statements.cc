// What changes the catalog `memory`, with what Trino's connector 476 can do
// (https://trino.io/docs/476/connector/memory.html): tables in DuckDB's own database in memory, one
// for all sessions of the process. Every statement is a transaction of its own.
#include <algorithm>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/memory_views.h"
#include "engine/embedded/session.h"
#include "engine/embedded/shown_text.h"
#include "engine/embedded/static_result.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using sql::QuoteIdentifier;

namespace {

// A comment on a column of `memory`: the type that it was declared with, for which DuckDB may have
// another, then a line and the comment, where there is one.
std::string ColumnNote(const std::string& type, const std::optional<std::string>& comment) {
  return comment ? type + "\n" + *comment : type;
}

void CheckNoProperties(const std::vector<sql::Property>& properties, std::string_view source) {
  if (properties.empty()) return;
  throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
                properties.front().location,
                fmt::format("Catalog 'memory' table property '{}' does not exist",
                            properties.front().name.Canonical()),
                source);
}

// The table's name in the place of what the statement calls it.
sql::QualifiedName FullName(const OtherTable& table, const sql::Location& location) {
  sql::QualifiedName name;
  name.location = location;
  for (const std::string& part : {table.catalog, table.schema, table.name}) {
    sql::Identifier identifier;
    identifier.value = part;
    identifier.quoted = true;
    identifier.location = location;
    name.parts.push_back(std::move(identifier));
  }
  return name;
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::RunInMemory(const sql::Statement& statement) {
  if (in_transaction_) {
    throw base::Error(ErrorKind::kFailedPrecondition, base::StandardError::kAutocommitWriteConflict,
                      "Catalog only supports writes using autocommit: memory",
                      "COMMIT or ROLLBACK first");
  }
  return std::visit(
      [&](const auto& node) -> Result {
        if constexpr (requires { InMemory(node, statement); }) {
          return InMemory(node, statement);
        } else if constexpr (requires { InMemory(node); }) {
          return InMemory(node);
        } else {
          ThrowNotSupportedBy(statement);
        }
      },
      statement.node);
}

uint64_t EmbeddedSession::WriteMemory(const std::vector<std::string>& statements) {
  return Ready().WriteMemory(statements, others_.memory_bytes);
}

// --- schemas ---

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CreateSchema& create) {
  const std::string schema = create.name.last().Canonical();
  CheckNoProperties(create.properties, source_);
  if (Ready().HasSchema(kMemoryCatalog, schema) || IsReservedSchema(schema)) {
    if (create.if_not_exists) return Updated("CREATE SCHEMA");
    throw ErrorAt(ErrorKind::kAlreadyExists, base::StandardError::kSchemaAlreadyExists, {},
                  fmt::format("Schema 'memory.{}' already exists", schema), source_);
  }
  WriteMemory({"CREATE SCHEMA memory." + QuoteIdentifier(schema)});
  return Updated("CREATE SCHEMA");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropSchema& drop) {
  const std::string schema = drop.name.last().Canonical();
  if (!Ready().HasSchema(kMemoryCatalog, schema)) {
    if (drop.if_exists) return Updated("DROP SCHEMA");
    ThrowNoSchema(kMemoryCatalog, schema);
  }
  const bool cascade = drop.behavior == sql::DropBehavior::kCascade;
  if (!cascade && !Ready().TablesOf(kMemoryCatalog, schema).empty()) {
    throw ErrorAt(ErrorKind::kFailedPrecondition, base::StandardError::kSchemaNotEmpty, {},
                  fmt::format("Cannot drop non-empty schema '{}'", schema), source_);
  }
  WriteMemory({"DROP SCHEMA memory." + QuoteIdentifier(schema) + (cascade ? " CASCADE" : "")});
  return Updated("DROP SCHEMA");
}

// DuckDB renames no schema: what is in it moves to a new one.
EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameSchema& rename) {
  const std::string from = rename.name.last().Canonical();
  const std::string to = rename.target.Canonical();
  if (!Ready().HasSchema(kMemoryCatalog, from)) ThrowNoSchema(kMemoryCatalog, from);
  if (Ready().HasSchema(kMemoryCatalog, to) || IsReservedSchema(to)) {
    throw ErrorAt(ErrorKind::kAlreadyExists, base::StandardError::kSchemaAlreadyExists, {},
                  fmt::format("Target schema 'memory.{}' already exists", to), source_);
  }
  std::vector<std::string> statements = {"CREATE SCHEMA memory." + QuoteIdentifier(to)};
  for (const ListedTable& listed : Ready().TablesOf(kMemoryCatalog, from)) {
    const auto table = Ready().FindTable(kMemoryCatalog, from, listed.name);
    if (!table) continue;
    for (std::string& move : MoveInMemory(*table, {kMemoryCatalog, to, listed.name})) {
      statements.push_back(std::move(move));
    }
  }
  statements.push_back("DROP SCHEMA memory." + QuoteIdentifier(from));
  WriteMemory(statements);
  return Updated("RENAME SCHEMA");
}

// DuckDB's own schemas, which nobody sees here.
bool EmbeddedSession::IsReservedSchema(const std::string& schema) {
  return schema == "main" || schema == "pg_catalog" || schema == kInformationSchema;
}

// --- tables ---

OtherTable EmbeddedSession::NewInMemory(const sql::QualifiedName& name) {
  OtherTable table = ResolveOther(name, scope());
  if (!Ready().HasSchema(kMemoryCatalog, table.schema)) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kNotFound, "Schema {} not found",
                table.schema);
  }
  return table;
}

bool EmbeddedSession::IsInMemory(const OtherTable& table, bool if_not_exists, const char* what) {
  if (!Ready().FindTable(kMemoryCatalog, table.schema, table.name)) return false;
  if (if_not_exists) return true;
  throw ErrorAt(ErrorKind::kAlreadyExists, {},
                fmt::format("{} '{}' already exists", what, table.ToString()), source_);
}

std::vector<ListedColumn> EmbeddedSession::ColumnsLike(const sql::QualifiedName& name) {
  if (CatalogOf({&name}, scope()) != kCatalogName)
    return FindElsewhere(name, name.location).columns;
  std::vector<ListedColumn> columns;
  const auto metadata = MetadataOf(ResolveTable(name, scope()), name.location);
  for (const iceberg::NestedField& field : metadata->current_schema().fields) {
    columns.push_back({field.name, FromIcebergType(field.type), field.required, field.doc});
  }
  return columns;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CreateTable& create,
                                                  const sql::Statement& statement) {
  if (create.or_replace) ThrowNotSupportedBy(statement);
  const OtherTable table = NewInMemory(create.name);
  CheckNoProperties(create.properties, source_);
  if (IsInMemory(table, create.if_not_exists, "Table")) return Updated("CREATE TABLE");
  std::string columns;
  std::vector<std::string> statements(1);
  const auto add = [&](const std::string& name, const std::string& duck_type, bool required,
                       const std::string& note) {
    columns += fmt::format("{}{} {}{}", columns.empty() ? "" : ", ", QuoteIdentifier(name),
                           duck_type, required ? " NOT NULL" : "");
    statements.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", table.Quoted(),
                                     QuoteIdentifier(name), sql::QuoteString(note)));
  };
  for (const sql::TableElement& element : create.elements) {
    if (const auto* column = std::get_if<sql::ColumnDefinition>(&element)) {
      if (column->default_value) {
        throw ErrorAt(ErrorKind::kUnsupported, column->location,
                      "Catalog 'memory' does not support default values of columns", source_);
      }
      add(column->name.last().Canonical(), ToDuckDbType(column->type), column->not_null,
          ColumnNote(Type::Parse(sql::Print(column->type)).ToString(), column->comment));
      continue;
    }
    const auto& like = std::get<sql::LikeClause>(element);
    for (const ListedColumn& column : ColumnsLike(like.name)) {
      add(column.name, ToDuckDbType(sql::ParseType(SqlTypeText(column.type))), column.required,
          ColumnNote(column.type.ToString(), column.comment));
    }
  }
  statements.front() = fmt::format("CREATE TABLE {} ({})", table.Quoted(), columns);
  if (create.comment) {
    statements.push_back(fmt::format("COMMENT ON TABLE {} IS {}", table.Quoted(),
                                     sql::QuoteString(*create.comment)));
  }
  WriteMemory(statements);
  return Updated("CREATE TABLE");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CreateTableAsSelect& create,
                                                  const sql::Statement& statement) {
  if (create.or_replace) ThrowNotSupportedBy(statement);
  const OtherTable table = NewInMemory(create.name);
  CheckNoProperties(create.properties, source_);
  if (IsInMemory(table, create.if_not_exists, "Table")) return Updated("CREATE TABLE", 0);
  sql::Statement named = statement;
  named.As<sql::CreateTableAsSelect>()->name = FullName(table, create.name.location);
  std::vector<std::string> statements = {Translate(named)};
  if (create.comment) {
    statements.push_back(fmt::format("COMMENT ON TABLE {} IS {}", table.Quoted(),
                                     sql::QuoteString(*create.comment)));
  }
  return Updated("CREATE TABLE", WriteMemory(statements));
}

bool EmbeddedSession::MissingInMemory(const sql::QualifiedName& name) {
  const OtherTable table = ResolveOther(name, scope());
  return !Ready().FindTable(kMemoryCatalog, table.schema, table.name);
}

OtherTable EmbeddedSession::TableInMemory(const sql::QualifiedName& name, const char* instead,
                                          base::StandardError code) {
  const ListedTable found = FindElsewhere(name, {});
  OtherTable table = ResolveOther(name, scope());
  if (found.is_view) {
    throw ErrorAt(
        ErrorKind::kInvalidArgument, code, {},
        fmt::format("Table '{}' does not exist, but a view with that name exists. Did "
                    "you mean {}?",
                    table.ToString(), fmt::format(fmt::runtime(instead), table.ToString())),
        source_);
  }
  return table;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::Insert& insert,
                                                  const sql::Statement& statement) {
  if (FindElsewhere(insert.table, {}).is_view) {
    throw ErrorAt(ErrorKind::kUnsupported, {}, "Inserting into views is not supported", source_);
  }
  const OtherTable table = ResolveOther(insert.table, scope());
  sql::Statement named = statement;
  auto& target = *named.As<sql::Insert>();
  if (target.branch) ThrowNotSupportedBy(statement);
  target.table = FullName(table, insert.table.location);
  const std::string duck_sql = Translate(named);
  try {
    return Updated("INSERT", WriteMemory({duck_sql}));
  } catch (const base::Error& error) {
    static constexpr std::string_view kFailed = "NOT NULL constraint failed: ";
    const size_t at = error.message().find(kFailed);
    if (at == std::string::npos) throw;
    const std::string column = error.message().substr(at + kFailed.size());
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kConstraintViolation,
                "NULL value not allowed for NOT NULL column: {}",
                column.substr(column.rfind('.') + 1));
  }
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropTable& drop) {
  if (drop.if_exists && MissingInMemory(drop.name)) return Updated("DROP TABLE");
  WriteMemory(
      {"DROP TABLE " +
       TableInMemory(drop.name, "DROP VIEW {}", base::StandardError::kGenericUserError).Quoted()});
  return Updated("DROP TABLE");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::TruncateTable& truncate) {
  if (FindElsewhere(truncate.name, {}).is_view) {
    throw ErrorAt(ErrorKind::kUnsupported, {}, "Cannot truncate a view", source_);
  }
  WriteMemory({"DELETE FROM " + ResolveOther(truncate.name, scope()).Quoted()});
  return Updated("TRUNCATE TABLE");
}

OtherTable EmbeddedSession::RenamedInMemory(const OtherTable& from, const sql::QualifiedName& to,
                                            bool is_view) {
  NameScope target = scope();
  target.catalog = from.catalog;
  target.schema = from.schema;  // an unqualified new name stays in the schema
  const OtherTable renamed = ResolveOther(to, target);
  if (renamed.catalog != from.catalog) {
    throw ErrorAt(
        ErrorKind::kUnsupported, {},
        fmt::format("{} rename across catalogs is not supported", is_view ? "View" : "Table"),
        source_);
  }
  if (!Ready().HasSchema(kMemoryCatalog, renamed.schema)) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kNotFound, "Schema {} not found",
                renamed.schema);
  }
  if (const auto there = Ready().FindTable(kMemoryCatalog, renamed.schema, renamed.name)) {
    const char* what = is_view ? "view" : "table";
    throw ErrorAt(
        ErrorKind::kAlreadyExists, base::StandardError::kTableAlreadyExists, {},
        there->is_view == is_view
            ? fmt::format("Target {} '{}' already exists", what, renamed.ToString())
            : fmt::format("Target {} '{}' does not exist, but a {} with that name exists.", what,
                          renamed.ToString(), there->is_view ? "view" : "table"),
        source_);
  }
  return renamed;
}

// DuckDB renames within a schema only: into another one rows and definition are copied.
std::vector<std::string> EmbeddedSession::MoveInMemory(const ListedTable& from,
                                                       const OtherTable& to) {
  const OtherTable old{kMemoryCatalog, from.schema, from.name};
  if (from.is_view) {
    if (!from.note) base::Throw(ErrorKind::kInternal, "a view without a note: {}", old.ToString());
    return {"DROP VIEW " + old.Quoted(),
            fmt::format("CREATE VIEW {} AS {}", to.Quoted(), from.note->duck_text),
            fmt::format("COMMENT ON VIEW {} IS {}", to.Quoted(),
                        sql::QuoteString(from.note->ToText()))};
  }
  if (from.schema == to.schema) {
    return {fmt::format("ALTER TABLE {} RENAME TO {}", old.Quoted(), QuoteIdentifier(to.name))};
  }
  std::vector<std::string> statements = {
      fmt::format("CREATE TABLE {} AS FROM {}", to.Quoted(), old.Quoted())};
  for (const ListedColumn& column : from.columns) {
    const std::string name = QuoteIdentifier(column.name);
    if (column.required) {
      statements.push_back(
          fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", to.Quoted(), name));
    }
    statements.push_back(
        fmt::format("COMMENT ON COLUMN {}.{} IS {}", to.Quoted(), name,
                    sql::QuoteString(ColumnNote(column.type.ToString(), column.comment))));
  }
  if (from.comment) {
    statements.push_back(
        fmt::format("COMMENT ON TABLE {} IS {}", to.Quoted(), sql::QuoteString(*from.comment)));
  }
  statements.push_back("DROP TABLE " + old.Quoted());
  return statements;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameTable& rename) {
  if (rename.if_exists && MissingInMemory(rename.name)) return Updated("RENAME TABLE");
  const OtherTable from = TableInMemory(rename.name, "ALTER VIEW {} RENAME TO ...",
                                        base::StandardError::kGenericUserError);
  const OtherTable to = RenamedInMemory(from, rename.target, false);
  WriteMemory(MoveInMemory(FindElsewhere(rename.name, {}), to));
  return Updated("RENAME TABLE");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::SetProperties& set) {
  TableInMemory(set.name, "ALTER VIEW {} SET PROPERTIES ...",
                base::StandardError::kGenericUserError);
  CheckNoProperties(set.properties, source_);
  return Updated("SET PROPERTIES");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::SetAuthorization&) {
  throw base::Error(ErrorKind::kUnsupported,
                    "Catalog does not support permission management: memory");
}

// --- columns ---

namespace {

// No statement does it for a view.
constexpr auto kCodeOfView = base::StandardError::kGenericUserError;
constexpr const char* kColumnsOfView = "CREATE OR REPLACE VIEW {} AS ...";

}  // namespace

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::AddColumn& add) {
  const std::string column = add.column.name.last().Canonical();
  if (add.table_if_exists && MissingInMemory(add.table)) return Updated("ADD COLUMN");
  const OtherTable table = TableInMemory(add.table, kColumnsOfView, kCodeOfView);
  for (const ListedColumn& other : FindElsewhere(add.table, {}).columns) {
    if (other.name != column) continue;
    if (add.column_if_not_exists) return Updated("ADD COLUMN");
    throw ErrorAt(ErrorKind::kAlreadyExists, base::StandardError::kColumnAlreadyExists, {},
                  fmt::format("Column '{}' already exists", column), source_);
  }
  if (add.position && add.position->kind != sql::ColumnPositionKind::kLast) {
    base::Throw(ErrorKind::kUnsupported,
                "This connector does not support adding columns with {} clause",
                add.position->kind == sql::ColumnPositionKind::kFirst ? "FIRST" : "AFTER");
  }
  if (add.column.not_null) {
    base::Throw(ErrorKind::kUnsupported,
                "Unable to add NOT NULL column '{}' for non-empty table: {}.{}", column,
                table.schema, table.name);
  }
  const std::string place = table.Quoted() + "." + QuoteIdentifier(column);
  WriteMemory(
      {fmt::format("ALTER TABLE {} ADD COLUMN {} {}", table.Quoted(), QuoteIdentifier(column),
                   ToDuckDbType(add.column.type)),
       fmt::format("COMMENT ON COLUMN {} IS {}", place,
                   sql::QuoteString(ColumnNote(Type::Parse(sql::Print(add.column.type)).ToString(),
                                               add.column.comment)))});
  return Updated("ADD COLUMN");
}

ListedColumn EmbeddedSession::ColumnInMemory(const sql::QualifiedName& table,
                                             const std::string& column) {
  for (ListedColumn& found : FindElsewhere(table, {}).columns) {
    if (found.name == column) return std::move(found);
  }
  throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kColumnNotFound, {},
                fmt::format("Column '{}' does not exist", column), source_);
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameColumn& rename) {
  if (rename.table_if_exists && MissingInMemory(rename.table)) return Updated("RENAME COLUMN");
  const OtherTable table = TableInMemory(rename.table, kColumnsOfView, kCodeOfView);
  const std::string column = rename.column.last().Canonical();
  const std::string target = rename.target.Canonical();
  const std::vector<ListedColumn> columns = FindElsewhere(rename.table, {}).columns;
  const auto has = [&](const std::string& name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const ListedColumn& other) { return other.name == name; });
  };
  if (rename.column_if_exists && !has(column)) return Updated("RENAME COLUMN");
  ColumnInMemory(rename.table, column);
  if (has(target)) {
    throw ErrorAt(ErrorKind::kAlreadyExists, base::StandardError::kColumnAlreadyExists, {},
                  fmt::format("Column '{}' already exists", target), source_);
  }
  WriteMemory({fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", table.Quoted(),
                           QuoteIdentifier(column), QuoteIdentifier(target))});
  return Updated("RENAME COLUMN");
}

// Trino's connector drops none, and says so after it has looked for it.
EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropColumn& drop,
                                                  const sql::Statement& statement) {
  if (drop.table_if_exists && MissingInMemory(drop.table)) return Updated("DROP COLUMN");
  TableInMemory(drop.table, kColumnsOfView, kCodeOfView);
  const std::string column = drop.column.last().Canonical();
  const std::vector<ListedColumn> columns = FindElsewhere(drop.table, {}).columns;
  const bool there = std::any_of(columns.begin(), columns.end(),
                                 [&](const ListedColumn& other) { return other.name == column; });
  if (!there && drop.column_if_exists) return Updated("DROP COLUMN");
  ColumnInMemory(drop.table, column);
  ThrowNotSupportedBy(statement);
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropNotNull& drop) {
  if (drop.table_if_exists && MissingInMemory(drop.table)) return Updated("DROP NOT NULL");
  const OtherTable table = TableInMemory(drop.table, kColumnsOfView, kCodeOfView);
  if (!ColumnInMemory(drop.table, drop.column.Canonical()).required) {
    throw ErrorAt(ErrorKind::kUnsupported, {}, "Column is already nullable", source_);
  }
  WriteMemory({fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", table.Quoted(),
                           QuoteIdentifier(drop.column.Canonical()))});
  return Updated("DROP NOT NULL");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CommentOn& comment) {
  if (comment.target == sql::CommentTarget::kView) {
    const OtherTable view = ViewInMemory(comment.name, "COMMENT ON TABLE {} IS ...",
                                         base::StandardError::kTableNotFound);
    MemoryViewNote note = FindElsewhere(comment.name, {}).note.value();
    note.comment = comment.comment;
    WriteMemory({CommentOnView(view, note)});
    return Updated("COMMENT");
  }
  if (comment.target == sql::CommentTarget::kTable) {
    const OtherTable table = TableInMemory(comment.name, "COMMENT ON VIEW {} IS ...",
                                           base::StandardError::kTableNotFound);
    WriteMemory({fmt::format("COMMENT ON TABLE {} IS {}", table.Quoted(),
                             comment.comment ? sql::QuoteString(*comment.comment) : "NULL")});
    return Updated("COMMENT");
  }
  sql::QualifiedName table_name = comment.name;
  const std::string column = table_name.last().Canonical();
  table_name.parts.pop_back();
  const ListedTable found = FindElsewhere(table_name, {});
  const auto there = std::find_if(found.columns.begin(), found.columns.end(),
                                  [&](const ListedColumn& other) { return other.name == column; });
  if (there == found.columns.end()) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kColumnNotFound, {},
                  "Column does not exist: " + column, source_);
  }
  const OtherTable table = ResolveOther(table_name, scope());
  if (found.note) {
    MemoryViewNote note = *found.note;
    for (MemoryViewNote::Column& of_view : note.columns) {
      if (of_view.name == column) of_view.comment = comment.comment;
    }
    WriteMemory({CommentOnView(table, note)});
    return Updated("COMMENT");
  }
  WriteMemory({fmt::format("COMMENT ON COLUMN {}.{} IS {}", table.Quoted(), QuoteIdentifier(column),
                           sql::QuoteString(ColumnNote(there->type.ToString(), comment.comment)))});
  return Updated("COMMENT");
}

}  // namespace tarn::engine::embedded
