#include "engine/embedded/stored_views.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/reading_as.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/names.h"
#include "engine/embedded/other_catalogs.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/typer.h"
#include "engine/type_display.h"
#include "iceberg/metadata_table/metadata_table.h"
#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// Views of views: as deep as this, a view is taken to read itself.
constexpr int kMostNestedViews = 64;

std::vector<Column> ColumnsOf(const iceberg::Schema& schema) {
  std::vector<Column> columns;
  for (const iceberg::NestedField& field : schema.fields) {
    columns.push_back({field.name, FromIcebergType(field.type)});
  }
  return columns;
}

const iceberg::SqlViewRepresentation& TextOf(const iceberg::ViewVersion& version) {
  if (const auto* text = version.FindDialect("trino")) return *text;
  const std::string has =
      version.representations.empty() ? "none" : version.representations.front().dialect;
  throw base::Error(ErrorKind::kUnsupported,
                    "a view has no text in Trino's SQL, only in dialect " + has,
                    "create it again with CREATE OR REPLACE VIEW");
}

// A view's text with names in full and the types of its expressions.
struct StoredQuery {
  sql::Statement statement;
  StatementTypes types;

  const sql::Query& query() const { return *statement.As<sql::QueryStatement>()->query; }
};

using TableVisitor =
    std::function<void(const sql::QualifiedName& name, const catalog::TableIdentifier& id)>;

// `visit` sees every table of the lake that the text names.
StoredQuery Analyze(const iceberg::ViewVersion& version, LakeTransaction& lake,
                    const TableVisitor& visit) {
  const std::string& text = TextOf(version).sql;
  StoredQuery result{sql::ParseStatement(text), {}};
  if (!result.statement.Is<sql::QueryStatement>()) {
    base::Throw(ErrorKind::kDataCorruption, "the text of a view is not a query: {}", text);
  }
  const NameScope scope{SchemaText(version.default_namespace), text};
  std::map<std::string, std::vector<Column>> columns;
  ForEachTable(result.statement, [&](const sql::QualifiedName& name) {
    if (IsElsewhere(name) || (name.parts.size() == 1 && scope.schema.empty())) return;
    const catalog::TableIdentifier id = ResolveTable(name, scope);
    if (id.ns == catalog::Namespace{"information_schema"}) return;
    visit(name, id);
    try {
      const auto metadata = lake.Find(id) ? std::nullopt : FindMetadataTable(lake, id);
      columns.emplace(FullName(id), ColumnsOf(lake, id, metadata));
    } catch (const base::Error& error) {  // others are told when the table is read
      if (error.kind() == ErrorKind::kPermissionDenied) throw;
    }
  });
  QualifyTables(result.statement, scope);
  result.types = TypeStatement(result.statement,
                               [&](const sql::QualifiedName& name) -> const std::vector<Column>* {
                                 const auto found = columns.find(name.Canonical());
                                 return found == columns.end() ? nullptr : &found->second;
                               });
  return result;
}

// Gives the tables of a text with names in full the names by which DuckDB looks them up with the
// rights of the text's owner.
class OwnedTables : public sql::TreeRewriter {
 public:
  using TreeRewriter::Enter;

  bool Enter(sql::Relation& relation) override {
    auto* table = relation.As<sql::Table>();
    if (table == nullptr) return true;
    auto& parts = table->name.parts;
    if (parts.size() == 3 && parts[0].Canonical() == kCatalogName &&
        parts[1].Canonical() != kInformationSchema) {
      parts[1].value = ReadingAs::SchemaName(parts[1].Canonical());
      parts[1].quoted = true;
    }
    return true;
  }
};

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

[[noreturn]] void FailedAnalyzing(const catalog::TableIdentifier& id, const base::Error& error) {
  base::Throw(ErrorKind::kFailedPrecondition, base::StandardError::kInvalidView,
              "Failed analyzing stored view '{}': {}", TrinoName(id), FirstLine(error.message()));
}

// What a view keeps of a type: Iceberg has fewer.
Type KeptAs(Type type) {
  for (Type& child : type.children) child = KeptAs(std::move(child));
  switch (type.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint: return {TypeKind::kInteger, 0, 0, {}, {}};
    case TypeKind::kVarchar:
    case TypeKind::kChar:
    case TypeKind::kJson: return {TypeKind::kVarchar, 0, 0, {}, {}};
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone: type.precision = 6; return type;
    default: return type;
  }
}

// Trino's words for a column that is not what the view declares; empty when it is.
std::string Difference(const StatementTypes& types, size_t place, const Column& declared) {
  const std::string& name = types.names()[place];
  const std::optional<Type>& type = types.columns()[place];
  const std::string shown = type ? DisplayName(*type) : "unknown";
  const std::string& wanted = declared.name;
  if (!name.empty() && name != wanted) {
    return fmt::format(
        "column [{}] of type {} projected from query view at position {} has a "
        "different name from column [{}] of type {} stored in view definition",
        name, shown, place, wanted, DisplayName(declared.type));
  }
  if (type && !CanCoerce(*type, declared.type) && !SameType(KeptAs(*type), declared.type)) {
    return fmt::format(
        "column [{}] of type {} projected from query view at position {} cannot be "
        "coerced to column [{}] of type {} stored in view definition",
        wanted, shown, place, wanted, DisplayName(declared.type));
  }
  return "";
}

// The query with casts of the columns that a table that is there in another form gives other types;
// empty when there are none.
std::string CastToDeclared(const StoredQuery& stored, const iceberg::Schema& schema) {
  const std::vector<std::optional<Type>>& types = stored.types.columns();
  if (types.size() != schema.fields.size()) return "";
  std::string select, names;
  bool differs = false;
  for (size_t i = 0; i < types.size(); ++i) {
    const iceberg::NestedField& field = schema.fields[i];
    const Type declared = FromIcebergType(field.type);
    // Tables keep less of a type than queries tell, so it is theirs that are compared.
    const bool same =
        !types[i] || types[i]->kind == declared.kind || !CanCoerce(*types[i], declared);
    differs = differs || !same;
    const std::string comma = i > 0 ? ", " : "";
    names += fmt::format("{}c{}", comma, i);
    select += same ? fmt::format("{}c{} AS {}", comma, i, sql::QuoteIdentifier(field.name))
                   : fmt::format("{}CAST(c{} AS {}) AS {}", comma, i, declared.ToString(),
                                 sql::QuoteIdentifier(field.name));
  }
  if (!differs) return "";
  return fmt::format("SELECT {} FROM ({}) AS t ({})", select, sql::Print(stored.query()), names);
}

void Check(LakeTransaction& lake, const catalog::TableIdentifier& id, int depth) {
  if (lake.Find(id) != catalog::ContentKind::kView) return;
  if (depth > kMostNestedViews) {
    base::Throw(ErrorKind::kFailedPrecondition, base::StandardError::kViewIsRecursive,
                "View is recursive: {}", TrinoName(id));
  }
  const auto view = lake.View(id);
  const iceberg::ViewVersion& version = view->current_version();
  if (version.FindDialect("trino") == nullptr) return;  // told when it is read
  const ReadingAs reading(lake, id, *view);
  std::optional<StoredQuery> stored;
  try {
    const std::string& text = TextOf(version).sql;
    stored = Analyze(version, lake, [&](const auto& name, const auto& table) {
      if (!lake.Find(table) && !FindMetadataTable(lake, table)) {
        if (!lake.NamespaceExists(table.ns)) {
          throw ErrorAt(base::StandardError::kSchemaNotFound, name.location,
                        fmt::format("Schema '{}' does not exist", SchemaText(table.ns)), text);
        }
        throw ErrorAt(base::StandardError::kTableNotFound, name.location,
                      fmt::format("Table '{}' does not exist", TrinoName(table)), text);
      }
      try {
        Check(lake, table, depth + 1);
      } catch (const base::Error& error) {
        if (error.kind() == ErrorKind::kPermissionDenied) throw;
        throw ErrorAt(name.location, error, text);
      }
    });
    if (const auto& fault = stored->types.fault()) {
      if (!fault->location) {
        throw base::Error(base::KindOf(fault->code), fault->code, fault->message);
      }
      throw ErrorAt(fault->code, *fault->location, fault->message, text);
    }
  } catch (const base::Error& error) {
    if (error.kind() == ErrorKind::kPermissionDenied) throw;
    FailedAnalyzing(id, error);
  }
  const std::vector<Column> declared = ColumnsOf(view->current_schema());
  const StatementTypes& types = stored->types;
  const size_t count = types.columns().size();
  std::string difference;
  if (count > 0 && count != declared.size()) {
    difference = fmt::format(
        "stored view column count ({}) does not match column count derived "
        "from the view query analysis ({})",
        declared.size(), count);
  }
  for (size_t i = 0; i < count && difference.empty() && types.names().size() == count; ++i) {
    difference = Difference(types, i, declared[i]);
  }
  if (!difference.empty()) {
    base::Throw(ErrorKind::kFailedPrecondition, base::StandardError::kViewIsStale,
                "View '{}' is stale or in invalid state: {}", TrinoName(id), difference);
  }
}

}  // namespace

std::string FullName(const catalog::TableIdentifier& id) {
  return fmt::format("{}.{}.{}", kCatalogName, SchemaText(id.ns), id.name);
}

bool IsElsewhere(const sql::QualifiedName& name) {
  return name.parts.size() == 3 && name.parts[0].Canonical() != kCatalogName;
}

bool ReadsView(LakeTransaction& lake, const catalog::TableIdentifier& id,
               const catalog::TableIdentifier& view) {
  // Only whether it comes to the view: nothing of what is on the way is shown to who asks.
  const ReadingAs everything{std::string()};
  std::set<catalog::TableIdentifier> seen;
  std::vector<catalog::TableIdentifier> queue = {id};
  while (!queue.empty()) {
    const catalog::TableIdentifier next = std::move(queue.back());
    queue.pop_back();
    if (next == view) return true;
    if (!seen.insert(next).second || lake.Find(next) != catalog::ContentKind::kView) continue;
    const auto metadata = lake.View(next);
    const iceberg::ViewVersion& version = metadata->current_version();
    const auto* text = version.FindDialect("trino");
    if (text == nullptr) continue;
    const NameScope scope{SchemaText(version.default_namespace), text->sql};
    ForEachTable(sql::ParseStatement(text->sql), [&](const sql::QualifiedName& name) {
      if (!IsElsewhere(name) && (name.parts.size() > 1 || !scope.schema.empty())) {
        queue.push_back(ResolveTable(name, scope));
      }
    });
  }
  return false;
}

std::vector<Column> ColumnsOf(LakeTransaction& lake, const catalog::TableIdentifier& id,
                              const std::optional<MetadataTableId>& metadata) {
  if (!metadata) {
    if (lake.Find(id) == catalog::ContentKind::kView) {
      return ColumnsOf(lake.View(id)->current_schema());
    }
    return ColumnsOf(lake.Table(id).metadata->current_schema());
  }
  std::vector<Column> columns;
  for (const auto& column :
       iceberg::MetadataTableColumns(metadata->kind, *lake.Table(metadata->table).metadata)) {
    columns.push_back({column.name, TypeOfMetadataColumn(column)});
  }
  return columns;
}

std::string TranslateView(const iceberg::ViewMetadata& view, LakeTransaction& lake,
                          const FileAccess* files) {
  iceberg::ViewVersion version = view.current_version();
  const auto nothing = [](const auto&, const auto&) {};
  StoredQuery stored = Analyze(version, lake, nothing);
  if (const std::string cast = CastToDeclared(stored, view.current_schema()); !cast.empty()) {
    for (auto& text : version.representations) {
      if (&text == version.FindDialect("trino")) text.sql = cast;
    }
    stored = Analyze(version, lake, nothing);
  }
  if (ReadingAs::Owner()) {
    OwnedTables owned;
    sql::Rewrite(stored.statement, owned);
  }
  return ToDuckDbSql(stored.query(), files, &stored.types);
}

void CheckStoredView(LakeTransaction& lake, const catalog::TableIdentifier& id) {
  Check(lake, id, 0);
}

}  // namespace tarn::engine::embedded
