#include "transform/docs/docs.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/runner/console_lines.h"
#include "transform/runner/run_context.h"

namespace tarn::transform {

namespace {

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string Key(const std::string& schema, const std::string& name) {
  return Lower(schema) + "." + Lower(name);
}

}  // namespace

std::vector<CatalogTable> ReadCatalog(const Manifest& manifest, Database& database) {
  std::map<std::string, std::set<std::string>> schemas;  // database → its schemas
  for (const Node& node : manifest.nodes) {
    if (node.is_relational() && !node.is_ephemeral()) {
      schemas[node.database].insert(Lower(node.schema));
    }
  }
  std::vector<CatalogTable> tables;
  for (const auto& [name, in_database] : schemas) {
    std::vector<std::string> literals;
    for (const auto& schema : in_database) literals.push_back(SqlString(schema));
    const std::string where = fmt::format("WHERE table_schema IN ({})", fmt::join(literals, ", "));
    const QueryResult found = database.Query(fmt::format(
        "SELECT table_schema, table_name, table_type FROM {}.information_schema.tables {}",
        QuoteIdentifier(name), where));
    const QueryResult columns = database.Query(fmt::format(
        "SELECT table_schema, table_name, column_name, data_type, ordinal_position "
        "FROM {}.information_schema.columns {} ORDER BY table_schema, table_name, ordinal_position",
        QuoteIdentifier(name), where));
    std::map<std::string, CatalogTable> by_name;
    for (const auto& row : found.rows) {
      by_name[Key(jinja::Str(row[0]), jinja::Str(row[1]))].type = jinja::Str(row[2]);
    }
    for (const auto& row : columns.rows) {
      auto it = by_name.find(Key(jinja::Str(row[0]), jinja::Str(row[1])));
      if (it == by_name.end()) continue;
      it->second.columns.push_back(
          {jinja::Str(row[2]), jinja::Str(row[3]), row[4].is_int() ? row[4].AsInt() : 0});
    }
    for (const Node& node : manifest.nodes) {
      if (!node.is_relational() || node.is_ephemeral() || node.database != name) continue;
      auto it = by_name.find(Key(node.schema, node.alias));
      if (it == by_name.end()) continue;
      CatalogTable table = it->second;
      table.node = &node;
      tables.push_back(std::move(table));
    }
  }
  return tables;
}

void GenerateDocs(RunContext& context) {
  CompileNodes(context);
  std::vector<CatalogTable> tables;
  if (!context.options().empty_catalog) {
    auto lease = context.TakeSession();
    Database database = context.MakeDatabase(lease->session());
    tables = ReadCatalog(context.manifest(), database);
  }
  context.WriteArtifact("catalog.json", CatalogJson(tables, context.artifact_info()));
  context.WriteArtifact("index.html",
                        DocsPage(context.manifest(), tables, context.result().results));
  context.Info(fmt::format("Catalog of {} relations written to {}", tables.size(),
                           (context.target_path() / "catalog.json").string()));
}

}  // namespace tarn::transform
