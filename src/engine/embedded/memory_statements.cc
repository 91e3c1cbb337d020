// What changes the catalog `memory`, with what Trino's connector 476 can do
// (https://trino.io/docs/476/connector/memory.html): tables in DuckDB's own database in memory, one
// for all sessions of the process. Every statement is a transaction of its own.
#include <fmt/format.h>

#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using sql::QuoteIdentifier;

namespace {

// A comment on a column of `memory`: the type that it was declared with, for which DuckDB may have
// another, then the comment.
std::string ColumnNote(const std::string& type, const std::optional<std::string>& comment) {
  return type + "\n" + comment.value_or("");
}

void CheckNoProperties(const std::vector<sql::Property>& properties, std::string_view source) {
  if (properties.empty()) return;
  throw ErrorAt(ErrorKind::kInvalidArgument, properties.front().location,
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
    throw base::Error(ErrorKind::kFailedPrecondition,
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
    throw ErrorAt(ErrorKind::kAlreadyExists, {},
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
    throw ErrorAt(ErrorKind::kFailedPrecondition, {},
                  fmt::format("Cannot drop non-empty schema '{}'", schema), source_);
  }
  WriteMemory({"DROP SCHEMA memory." + QuoteIdentifier(schema) + (cascade ? " CASCADE" : "")});
  return Updated("DROP SCHEMA");
}

// DuckDB's own schemas, which nobody sees here.
bool EmbeddedSession::IsReservedSchema(const std::string& schema) {
  return schema == "main" || schema == "pg_catalog" || schema == kInformationSchema;
}

// --- tables ---

OtherTable EmbeddedSession::NewInMemory(const sql::QualifiedName& name) {
  OtherTable table = ResolveOther(name, scope());
  if (!Ready().HasSchema(kMemoryCatalog, table.schema)) {
    base::Throw(ErrorKind::kNotFound, "Schema {} not found", table.schema);
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
      add(column.name, ToDuckDbType(sql::ParseType(column.type.ToString())), column.required,
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

OtherTable EmbeddedSession::TableInMemory(const sql::QualifiedName& name) {
  const ListedTable found = FindElsewhere(name, {});
  OtherTable table = ResolveOther(name, scope());
  if (found.is_view) {
    throw ErrorAt(ErrorKind::kInvalidArgument, {},
                  fmt::format("Table '{0}' does not exist, but a view with that name exists. Did "
                              "you mean DROP VIEW {0}?",
                              table.ToString()),
                  source_);
  }
  return table;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::Insert& insert,
                                                  const sql::Statement& statement) {
  const OtherTable table = TableInMemory(insert.table);
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
    base::Throw(ErrorKind::kInvalidArgument, "NULL value not allowed for NOT NULL column: {}",
                column.substr(column.rfind('.') + 1));
  }
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropTable& drop) {
  const OtherTable named = ResolveOther(drop.name, scope());
  if (drop.if_exists && !Ready().FindTable(kMemoryCatalog, named.schema, named.name)) {
    return Updated("DROP TABLE");
  }
  WriteMemory({"DROP TABLE " + TableInMemory(drop.name).Quoted()});
  return Updated("DROP TABLE");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::TruncateTable& truncate) {
  WriteMemory({"DELETE FROM " + TableInMemory(truncate.name).Quoted()});
  return Updated("TRUNCATE TABLE");
}

OtherTable EmbeddedSession::RenamedInMemory(const OtherTable& from, const sql::QualifiedName& to) {
  NameScope target = scope();
  target.catalog = from.catalog;
  target.schema = from.schema;  // an unqualified new name stays in the schema
  const OtherTable renamed = ResolveOther(to, target);
  if (renamed.catalog != from.catalog) {
    throw ErrorAt(ErrorKind::kUnsupported, {}, "Table rename across catalogs is not supported",
                  source_);
  }
  if (renamed.schema != from.schema) {
    throw ErrorAt(ErrorKind::kUnsupported, {},
                  fmt::format("Catalog 'memory' does not rename across schemas: from '{}' to '{}'",
                              from.schema, renamed.schema),
                  source_, "CREATE TABLE … AS SELECT * FROM …, then DROP TABLE");
  }
  IsInMemory(renamed, false, "Table");
  return renamed;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameTable& rename) {
  const OtherTable named = ResolveOther(rename.name, scope());
  if (rename.if_exists && !Ready().FindTable(kMemoryCatalog, named.schema, named.name)) {
    return Updated("RENAME TABLE");
  }
  const OtherTable from = TableInMemory(rename.name);
  const OtherTable to = RenamedInMemory(from, rename.target);
  WriteMemory(
      {fmt::format("ALTER TABLE {} RENAME TO {}", from.Quoted(), QuoteIdentifier(to.name))});
  return Updated("RENAME TABLE");
}

// --- columns ---

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::AddColumn& add) {
  const std::string column = add.column.name.last().Canonical();
  const OtherTable table = TableInMemory(add.table);
  for (const ListedColumn& other : FindElsewhere(add.table, {}).columns) {
    if (other.name != column) continue;
    if (add.column_if_not_exists) return Updated("ADD COLUMN");
    throw ErrorAt(ErrorKind::kAlreadyExists, {}, fmt::format("Column '{}' already exists", column),
                  source_);
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
  throw ErrorAt(ErrorKind::kNotFound, {}, fmt::format("Column '{}' does not exist", column),
                source_);
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameColumn& rename) {
  const OtherTable table = TableInMemory(rename.table);
  const std::string column = rename.column.last().Canonical();
  ColumnInMemory(rename.table, column);
  WriteMemory({fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", table.Quoted(),
                           QuoteIdentifier(column), QuoteIdentifier(rename.target.Canonical()))});
  return Updated("RENAME COLUMN");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropNotNull& drop) {
  const OtherTable table = TableInMemory(drop.table);
  ColumnInMemory(drop.table, drop.column.Canonical());
  WriteMemory({fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", table.Quoted(),
                           QuoteIdentifier(drop.column.Canonical()))});
  return Updated("DROP NOT NULL");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CommentOn& comment,
                                                  const sql::Statement& statement) {
  if (comment.target == sql::CommentTarget::kView) ThrowNotSupportedBy(statement);
  if (comment.target == sql::CommentTarget::kTable) {
    const OtherTable table = TableInMemory(comment.name);
    WriteMemory({fmt::format("COMMENT ON TABLE {} IS {}", table.Quoted(),
                             comment.comment ? sql::QuoteString(*comment.comment) : "NULL")});
    return Updated("COMMENT");
  }
  sql::QualifiedName table_name = comment.name;
  const std::string column = table_name.last().Canonical();
  table_name.parts.pop_back();
  const OtherTable table = TableInMemory(table_name);
  const ListedColumn there = ColumnInMemory(table_name, column);
  WriteMemory({fmt::format("COMMENT ON COLUMN {}.{} IS {}", table.Quoted(), QuoteIdentifier(column),
                           sql::QuoteString(ColumnNote(there.type.ToString(), comment.comment)))});
  return Updated("COMMENT");
}

// --- views ---

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CreateView& create) {
  const OtherTable view = NewInMemory(create.name);
  const auto there = Ready().FindTable(kMemoryCatalog, view.schema, view.name);
  if (there && !(create.or_replace && there->is_view)) {
    throw ErrorAt(
        ErrorKind::kAlreadyExists, {},
        fmt::format("{} already exists: '{}'", there->is_view ? "View" : "Table", view.ToString()),
        source_);
  }
  sql::Statement query{sql::QueryStatement{create.query}};
  CheckTables(query);
  QualifyTables(query, scope());
  WriteMemory({fmt::format("CREATE {}VIEW {} AS {}", create.or_replace ? "OR REPLACE " : "",
                           view.Quoted(), ToDuckDbSql(query, &files_)),
               fmt::format("COMMENT ON VIEW {} IS {}", view.Quoted(),
                           sql::QuoteString(sql::Print(*create.query)))});
  return Updated("CREATE VIEW");
}

OtherTable EmbeddedSession::ViewInMemory(const sql::QualifiedName& name) {
  OtherTable view = ResolveOther(name, scope());
  const auto there = Ready().FindTable(kMemoryCatalog, view.schema, view.name);
  if (!there) {
    throw ErrorAt(ErrorKind::kNotFound, {},
                  fmt::format("View '{}' does not exist", view.ToString()), source_);
  }
  if (!there->is_view) {
    throw ErrorAt(ErrorKind::kInvalidArgument, {},
                  fmt::format("View '{0}' does not exist, but a table with that name exists. Did "
                              "you mean DROP TABLE {0}?",
                              view.ToString()),
                  source_);
  }
  return view;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropView& drop) {
  const OtherTable named = ResolveOther(drop.name, scope());
  if (drop.if_exists && !Ready().FindTable(kMemoryCatalog, named.schema, named.name)) {
    return Updated("DROP VIEW");
  }
  WriteMemory({"DROP VIEW " + ViewInMemory(drop.name).Quoted()});
  return Updated("DROP VIEW");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameView& rename) {
  const OtherTable from = ViewInMemory(rename.name);
  const OtherTable to = RenamedInMemory(from, rename.target);
  WriteMemory({fmt::format("ALTER VIEW {} RENAME TO {}", from.Quoted(), QuoteIdentifier(to.name))});
  return Updated("RENAME VIEW");
}

}  // namespace tarn::engine::embedded
