// Views of the catalog `memory`: DuckDB's, with what Trino knows of them beside (MemoryViewNote).
#include "engine/embedded/memory_views.h"

#include <utility>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/told_type.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "sql/formatter.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

std::string CommentOnView(const OtherTable& view, const MemoryViewNote& note) {
  return fmt::format("COMMENT ON VIEW {} IS {}", view.Quoted(), sql::QuoteString(note.ToText()));
}

MemoryViewNote EmbeddedSession::DefineViewInMemory(const sql::CreateView& create,
                                                   const OtherTable& view) {
  const sql::Statement query{sql::QueryStatement{create.query}};
  ForEachTable(query, [&](const sql::QualifiedName& name) {
    const bool is_other = others_.Has(CatalogOf({&name}, scope()));
    if (is_other && ResolveOther(name, scope()).ToString() == view.ToString()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kViewIsRecursive,
                    name.location, "Statement would create a recursive view", source_);
    }
  });
  MemoryViewNote note;
  StatementTypes typed;
  note.duck_text = Translate(query, &typed);
  note.text = sql::Format(*create.query);
  note.comment = create.comment;
  note.invoker = create.security == sql::ViewSecurity::kInvoker;
  const auto columns = Ready().Describe(note.duck_text);
  for (size_t i = 0; i < columns.size(); ++i) {
    const bool known = typed.columns().size() == columns.size();
    const auto& type = known ? typed.columns()[i] : std::nullopt;
    if (known && typed.names()[i].empty()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kMissingColumnName, {},
                    fmt::format("Column name not specified at position {}", i + 1), source_);
    }
    std::string name = known ? typed.names()[i] : columns[i].name;
    for (const MemoryViewNote::Column& other : note.columns) {
      if (other.name != name) continue;
      throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kDuplicateColumnName, {},
                    fmt::format("Column name '{}' specified more than once", name), source_);
    }
    note.columns.push_back(
        {std::move(name), type ? ToldType(*type, columns[i].type) : columns[i].type});
  }
  return note;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::CreateView& create) {
  const OtherTable view = NewInMemory(create.name);
  if (!create.properties.empty()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, create.properties.front().location,
                  fmt::format("Catalog 'memory' view property '{}' does not exist",
                              create.properties.front().name.Canonical()),
                  source_);
  }
  const auto there = Ready().FindTable(kMemoryCatalog, view.schema, view.name);
  if (there && !(create.or_replace && there->is_view)) {
    throw ErrorAt(
        ErrorKind::kAlreadyExists, {},
        fmt::format("{} already exists: '{}'", there->is_view ? "View" : "Table", view.ToString()),
        source_);
  }
  const MemoryViewNote note = DefineViewInMemory(create, view);
  WriteMemory({fmt::format("CREATE {}VIEW {} AS {}", create.or_replace ? "OR REPLACE " : "",
                           view.Quoted(), note.duck_text),
               CommentOnView(view, note)});
  return Updated("CREATE VIEW");
}

OtherTable EmbeddedSession::ViewInMemory(const sql::QualifiedName& name, const char* instead,
                                         base::StandardError code) {
  OtherTable view = ResolveOther(name, scope());
  const auto there = Ready().FindTable(kMemoryCatalog, view.schema, view.name);
  if (!there) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kGenericUserError, {},
                  fmt::format("View '{}' does not exist", view.ToString()), source_);
  }
  if (!there->is_view) {
    throw ErrorAt(ErrorKind::kInvalidArgument, code, {},
                  fmt::format("View '{}' does not exist, but a table with that name exists. Did "
                              "you mean {}?",
                              view.ToString(), fmt::format(fmt::runtime(instead), view.ToString())),
                  source_);
  }
  return view;
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::DropView& drop) {
  if (drop.if_exists && MissingInMemory(drop.name)) return Updated("DROP VIEW");
  WriteMemory(
      {"DROP VIEW " +
       ViewInMemory(drop.name, "DROP TABLE {}", base::StandardError::kGenericUserError).Quoted()});
  return Updated("DROP VIEW");
}

EmbeddedSession::Result EmbeddedSession::InMemory(const sql::RenameView& rename) {
  const OtherTable from = ViewInMemory(rename.name, "ALTER TABLE {} RENAME TO ...",
                                       base::StandardError::kTableNotFound);
  const OtherTable to = RenamedInMemory(from, rename.target, true);
  WriteMemory(MoveInMemory(FindElsewhere(rename.name, {}), to));
  return Updated("RENAME VIEW");
}

}  // namespace tarn::engine::embedded
