// CREATE, DROP and ALTER of schemas, tables and views: changes of the lake's transaction, made from
// the tree without DuckDB.
#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/schema_properties.h"
#include "engine/embedded/adapter/sort_orders.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/alterations.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/stored_views.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/table_places.h"
#include "engine/embedded/typing/typer.h"
#include "engine/type_display.h"
#include "iceberg/location.h"
#include "sql/formatter.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;

namespace {

// Statements about views are not for materialized ones, as in Trino.
void RequireOrdinaryView(LakeTransaction& lake, const catalog::TableIdentifier& id) {
  if (MaterializedView::Of(*lake.View(id))) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
                "View '{}' does not exist, but a materialized view with that name exists.",
                TrinoName(id));
  }
}

// Of a column, or of the view itself. Nothing as `text` takes the comment away.
void CommentOnView(LakeTransaction& lake, const catalog::TableIdentifier& id,
                   const std::optional<std::string>& column,
                   const std::optional<std::string>& text) {
  const auto view = lake.View(id);
  iceberg::Schema schema = view->current_schema();
  iceberg::Properties properties = view->properties;
  if (column) {
    const auto field = std::find_if(
        schema.fields.begin(), schema.fields.end(), [&](const iceberg::NestedField& one) {
          return sql::Identifier{one.name, false, {}}.Canonical() == *column;
        });
    if (field == schema.fields.end()) {
      base::Throw(ErrorKind::kNotFound, base::StandardError::kColumnNotFound,
                  "Column does not exist: {}", *column);
    }
    field->doc = text;
  } else {
    RequireOrdinaryView(lake, id);
    properties.erase("comment");
    if (text) properties["comment"] = *text;
  }
  lake.PutView(id, schema, view->current_version(), CreateMode::kReplace, std::move(properties));
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateSchema& create) {
  const catalog::Namespace ns = ResolveSchema(create.name, scope());
  std::map<std::string, std::string> properties;
  for (const sql::Property& property : create.properties) {
    if (property.value) {
      properties[property.name.Canonical()] = LiteralText(**property.value, source_);
    }
  }
  properties.emplace(kSchemaOwner,
                     create.authorization ? create.authorization->name.value : options_.user);
  if (properties[kSchemaOwner].empty()) properties.erase(kSchemaOwner);
  SetCommitMessage("CREATE SCHEMA " + SchemaText(ns));
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    if (create.if_not_exists && lake.NamespaceExists(ns)) return;
    lake.CreateNamespace(ns, properties);
  });
  return Updated("CREATE SCHEMA");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropSchema& drop) {
  const catalog::Namespace ns = ResolveSchema(drop.name, scope());
  SetCommitMessage("DROP SCHEMA " + SchemaText(ns));
  OnLake(drop.name.location, [&](LakeTransaction& lake) {
    if (drop.if_exists && !lake.NamespaceExists(ns)) return;
    lake.DropNamespace(ns, drop.behavior == sql::DropBehavior::kCascade);
  });
  return Updated("DROP SCHEMA");
}

namespace {

// What the properties ask for; 2 is what tables are by themselves.
int32_t FormatVersionOf(const std::map<std::string, std::string>& properties) {
  const auto version = properties.find("format-version");
  return version != properties.end() && version->second.size() == 1 ? version->second[0] - '0' : 2;
}

void CheckDefaults(const iceberg::NewTable& table) {
  if (FormatVersionOf(table.properties) > 2) return;
  for (const iceberg::NestedField& field : table.schema.fields) {
    if (!field.write_default) continue;
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "column defaults need format version 3: '" + field.name + "'",
                      "CREATE TABLE … WITH (format_version = 3)");
  }
}

// Iceberg's own rules, which Trino leaves to its connector.
void CheckNewSchema(const iceberg::Schema& schema) {
  try {
    iceberg::CheckSchema(schema);
  } catch (const base::Error& error) {
    throw ConnectorError(error.kind(), error.message(), error.hint());
  }
}

// kInvalidArgument when a row has two fields of one name, whatever their letters.
void CheckFieldNames(const iceberg::Type& type) {
  if (const auto* row = std::get_if<iceberg::StructType>(&type)) {
    std::set<std::string> names;
    for (const iceberg::NestedField& field : row->fields) {
      std::string name = field.name;
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (!names.insert(name).second) {
        throw ConnectorError(ErrorKind::kInvalidArgument, base::StandardError::kDuplicateColumnName,
                             fmt::format("Field name '{}' specified more than once", name));
      }
    }
  }
  for (const iceberg::NestedField* child : iceberg::ChildrenOf(type)) CheckFieldNames(child->type);
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateTable& create) {
  const catalog::TableIdentifier id = ResolveTable(create.name, scope());
  const TableOptions options = TableOptionsOf(create.properties, create.comment, source_);
  TableOptions creation;
  AddCreationProperties(creation);
  SetCommitMessage("CREATE TABLE " + id.ToString());
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    if (create.if_not_exists && lake.Find(id)) return;
    iceberg::NewTable table;
    std::set<std::string> names;
    for (const sql::TableElement& element : create.elements) {
      if (const auto* column = std::get_if<sql::ColumnDefinition>(&element)) {
        if (!names.insert(column->name.last().Canonical()).second) {
          throw ErrorAt(
              ErrorKind::kInvalidArgument, base::StandardError::kDuplicateColumnName,
              column->name.location,
              fmt::format("Column name '{}' specified more than once", column->name.last().value),
              source_);
        }
        table.schema.fields.push_back(ColumnField(*column, source_));
        continue;
      }
      const auto& like = std::get<sql::LikeClause>(element);
      const TableView other = lake.Table(ResolveTable(like.name, scope()));
      for (const auto& field : other.metadata->current_schema().fields) {
        table.schema.fields.push_back(field);
      }
      if (like.including_properties.value_or(false)) table.properties = other.metadata->properties;
    }
    for (const auto& [name, value] : options.properties) table.properties[name] = value;
    for (const auto& [name, value] : creation.properties) table.properties.emplace(name, value);
    for (iceberg::NestedField& field : table.schema.fields) {
      CheckFieldNames(field.type);
      field.type = ForVersion(std::move(field.type), FormatVersionOf(table.properties));
    }
    table.schema = iceberg::AssignFreshIds(table.schema);
    CheckNewSchema(table.schema);
    table.spec = ParsePartitioning(options.partitioning, table.schema);
    table.sort_order = ParseSortedBy(options.sorted_by, table.schema);
    table.location = options.location;
    CheckDefaults(table);
    RequireObjectStoreLayout(table.properties);
    places_.Check(options);
    lake.CreateTable(id, std::move(table),
                     create.or_replace ? CreateMode::kReplace : CreateMode::kCreate);
    lake.Append(id, {});  // Trino begins a table's history with a snapshot of no rows
  });
  return Updated("CREATE TABLE");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropTable& drop) {
  const catalog::TableIdentifier id = ResolveTable(drop.name, scope());
  SetCommitMessage("DROP TABLE " + id.ToString());
  OnLake(drop.name.location, [&](LakeTransaction& lake) {
    if (drop.if_exists && !lake.Find(id)) return;
    lake.DropTable(id);
  });
  return Updated("DROP TABLE");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::RenameTable& rename) {
  const catalog::TableIdentifier from = ResolveTable(rename.name, scope());
  NameScope target_scope = scope();
  target_scope.schema = SchemaText(from.ns);  // an unqualified new name stays in the schema
  const catalog::TableIdentifier to = ResolveTable(rename.target, target_scope);
  SetCommitMessage(fmt::format("ALTER TABLE {} RENAME TO {}", from.ToString(), to.ToString()));
  OnLake(rename.name.location, [&](LakeTransaction& lake) {
    if (rename.if_exists && !lake.Find(from)) return;
    // dbt renames views with ALTER TABLE as well.
    if (lake.Find(from) == ContentKind::kView) {
      RequireOrdinaryView(lake, from);
      lake.RenameView(from, to);
    } else {
      lake.RenameTable(from, to);
    }
  });
  return Updated("RENAME TABLE");
}

EmbeddedSession::Result EmbeddedSession::Alter(const sql::QualifiedName& table, bool if_exists,
                                               const char* update_type,
                                               const Alteration& alteration) {
  const catalog::TableIdentifier id = ResolveTable(table, scope());
  SetCommitMessage(fmt::format("ALTER TABLE {}: {}", id.ToString(), update_type));
  OnLake(table.location, [&](LakeTransaction& lake) {
    if (if_exists && !lake.Find(id)) return;
    lake.AlterTable(id, alteration);
  });
  return Updated(update_type);
}

namespace {

FieldPath PathOf(const sql::QualifiedName& column) {
  FieldPath path;
  for (const sql::Identifier& part : column.parts) path.push_back(part.Canonical());
  return path;
}

// Makes an alteration do nothing when the field is there (or is not).
Alteration UnlessField(bool there, FieldPath path, Alteration alteration) {
  return [there, path = std::move(path),
          alteration = std::move(alteration)](const iceberg::TableMetadata& metadata) {
    if (HasField(metadata.current_schema(), path) == there) {
      return std::vector<iceberg::TableUpdate>();
    }
    return alteration(metadata);
  };
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::AddColumn& add) {
  const FieldPath path = PathOf(add.column.name);
  FieldPosition position;
  if (add.position) {
    position.first = add.position->kind == sql::ColumnPositionKind::kFirst;
    if (add.position->after) position.after = add.position->after->Canonical();
  }
  iceberg::NestedField field = ColumnField(add.column, source_);
  // A column is told as it was written when it is there already.
  const std::string written = path.size() > 1 ? field.name : add.column.name.last().value;
  field.initial_default = field.write_default;
  Alteration alteration =
      AddColumn({path.begin(), path.end() - 1}, std::move(field), std::move(position), written);
  if (add.column_if_not_exists) alteration = UnlessField(true, path, std::move(alteration));
  return Alter(add.table, add.table_if_exists, "ADD COLUMN", alteration);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropColumn& drop) {
  // Fields are looked for by their very letters, as Trino does, columns by any.
  FieldPath column = PathOf(drop.column);
  for (size_t i = 1; i < column.size(); ++i) column[i] = drop.column.parts[i].value;
  Alteration alteration = DropColumn(column);
  if (drop.column_if_exists) alteration = UnlessField(false, column, std::move(alteration));
  return Alter(drop.table, drop.table_if_exists, "DROP COLUMN", alteration);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::RenameColumn& rename) {
  const FieldPath column = PathOf(rename.column);
  Alteration alteration = RenameColumn(column, rename.target.Canonical());
  if (rename.column_if_exists) alteration = UnlessField(false, column, std::move(alteration));
  return Alter(rename.table, rename.table_if_exists, "RENAME COLUMN", alteration);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetColumnType& set) {
  const FieldPath column = PathOf(set.column);
  return Alter(set.table, set.table_if_exists, "SET COLUMN TYPE",
               SetColumnType(column, ExactColumnType(set.type, set.column.Canonical(),
                                                     set.type.location, source_)));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetColumnDefault& set) {
  std::optional<LiteralSource> literal;
  if (set.default_value) {
    literal = [this, &set](const iceberg::NestedField& field) {
      return DefaultOf(**set.default_value, field, source_);
    };
  }
  return Alter(set.table, set.table_if_exists, set.default_value ? "SET DEFAULT" : "DROP DEFAULT",
               SetColumnDefault(PathOf(set.column), std::move(literal)));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropNotNull& drop) {
  return Alter(drop.table, drop.table_if_exists, "DROP NOT NULL",
               DropNotNull({drop.column.Canonical()}));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::SetProperties& set) {
  if (set.target != sql::PropertiesTarget::kTable) {
    throw ErrorAt(ErrorKind::kUnsupported, set.name.location,
                  "materialized views are not supported", source_);
  }
  const TableOptions options = TableOptionsOf(set.properties, std::nullopt, source_);
  places_.Check(options);
  std::map<std::string, std::optional<std::string>> properties(options.properties.begin(),
                                                               options.properties.end());
  std::vector<Alteration> alterations;
  if (const auto version = properties.find("format-version"); version != properties.end()) {
    alterations.push_back(SetFormatVersion(std::stoi(version->second.value_or("2"))));
    properties.erase(version);
  }
  for (const sql::Property& property : set.properties) {
    const std::string name = property.name.Canonical();
    if (name == "partitioning") alterations.push_back(SetPartitioning(options.partitioning));
    if (name == "sorted_by") alterations.push_back(SetSortedBy(options.sorted_by));
    if (name == "location") {
      throw ErrorAt(ErrorKind::kUnsupported, property.location,
                    "the location of a table cannot be changed", source_);
    }
    if (!property.value && name.find('.') != std::string::npos) {
      properties[property.name.value] = std::nullopt;
    } else if (!property.value) {
      for (const std::string& key : DefaultedKeys(name)) properties[key] = std::nullopt;
    }
  }
  if (options.properties.contains(iceberg::kDataPath)) {
    alterations.push_back([properties](const iceberg::TableMetadata& metadata) {
      iceberg::Properties after = metadata.properties;
      for (const auto& [key, value] : properties) {
        if (value) after[key] = *value;
      }
      RequireObjectStoreLayout(after);
      return std::vector<iceberg::TableUpdate>();
    });
  }
  alterations.push_back(SetTableProperties(std::move(properties)));
  return Alter(set.name, false, "SET PROPERTIES", [=](const iceberg::TableMetadata& metadata) {
    std::vector<iceberg::TableUpdate> updates;
    for (const Alteration& alteration : alterations) {
      for (auto& update : alteration(metadata)) updates.push_back(std::move(update));
    }
    return updates;
  });
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::CommentOn& comment) {
  if (comment.target == sql::CommentTarget::kColumn) {
    sql::QualifiedName table = comment.name;
    const std::string column = table.last().Canonical();
    table.parts.pop_back();
    if (table.parts.empty()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, comment.name.location,
                    "a column is named by its table and its name", source_);
    }
    const catalog::TableIdentifier id = ResolveTable(table, scope());
    bool view = false;
    OnLake(table.location, [&](LakeTransaction& lake) {
      view = lake.Find(id) == ContentKind::kView;
      if (view) CommentOnView(lake, id, column, comment.comment);
    });
    if (view) return Updated("COMMENT");
    return Alter(table, false, "COMMENT", SetColumnComment({column}, comment.comment));
  }
  if (comment.target == sql::CommentTarget::kView) {
    const catalog::TableIdentifier id = ResolveTable(comment.name, scope());
    SetCommitMessage("COMMENT ON VIEW " + id.ToString());
    OnLake(comment.name.location,
           [&](LakeTransaction& lake) { CommentOnView(lake, id, std::nullopt, comment.comment); });
    return Updated("COMMENT");
  }
  return Alter(comment.name, false, "COMMENT", SetTableProperties({{"comment", comment.comment}}));
}

EmbeddedSession::ViewDefinition EmbeddedSession::DefineView(const sql::QueryBox& text) {
  if (!text->functions.empty()) {
    throw ErrorAt(ErrorKind::kUnsupported, text->functions.front().location,
                  "Views cannot contain inline functions", source_);
  }
  sql::Statement query{sql::QueryStatement{text}};
  const auto tables = CheckTables(query);
  QualifyTables(query, scope());
  const StatementTypes types = TypeStatement(query, [&](const sql::QualifiedName& table) {
    const auto found = tables.find(table.Canonical());
    return found == tables.end() ? nullptr : &found->second;
  });
  ThrowFault(types);
  CheckCreatedColumns(types, false, statement_location_, source_);
  ViewDefinition result;
  iceberg::FieldId next = 0;
  for (const Connection::QueryColumn& column :
       Ready().Describe(ToDuckDbSql(query, &files_, &types))) {
    if (!column.storage) {
      throw base::Error(ErrorKind::kUnsupported,
                        "Type not supported for Iceberg: " + DisplayName(column.type),
                        "cast column '" + column.name + "' to a type that Iceberg has");
    }
    iceberg::NestedField field;
    field.id = ++next;
    field.name = column.name;
    for (char& c : field.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    field.type = *column.storage;
    result.schema.fields.push_back(std::move(field));
  }
  result.schema = iceberg::AssignFreshIds(result.schema);
  CheckNewSchema(result.schema);
  // What an unqualified name means in another catalog could not be told from the view.
  const bool elsewhere = options_.catalog != kCatalogName;
  result.version.representations = {
      {sql::Format(elsewhere ? *query.As<sql::QueryStatement>()->query : *text), "trino"}};
  result.version.default_catalog = kCatalogName;
  if (!options_.schema.empty()) {
    result.version.default_namespace = SchemaNamespace(options_.schema);
  }
  result.version.summary = {{"engine-name", "tarn"}};
  return result;
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateView& create) {
  const catalog::TableIdentifier id = ResolveTable(create.name, scope());
  if (!create.properties.empty()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, create.properties.front().location,
                  fmt::format("Catalog '{}' view property '{}' does not exist", kCatalogName,
                              create.properties.front().name.Canonical()),
                  source_);
  }
  const ViewDefinition definition = DefineView(create.query);
  iceberg::Properties properties;
  if (create.security != sql::ViewSecurity::kInvoker) {
    properties[catalog::kRunAsOwner] = options_.user;
  }
  if (create.comment) properties["comment"] = *create.comment;
  SetCommitMessage("CREATE VIEW " + id.ToString());
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    if (create.or_replace && lake.Find(id) == ContentKind::kView) {
      RequireOrdinaryView(lake, id);
      ForEachTable(
          sql::Statement{sql::QueryStatement{create.query}}, [&](const sql::QualifiedName& name) {
            if (CatalogOf({&name}, scope()) != kCatalogName ||
                !ReadsView(lake, ResolveTable(name, scope()), id)) {
              return;
            }
            throw ErrorAt(ErrorKind::kUnsupported, base::StandardError::kViewIsRecursive,
                          name.location, "Statement would create a recursive view", source_);
          });
    }
    lake.PutView(id, definition.schema, definition.version,
                 create.or_replace ? CreateMode::kReplace : CreateMode::kCreate, properties);
  });
  return Updated("CREATE VIEW");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropView& drop) {
  const catalog::TableIdentifier id = ResolveTable(drop.name, scope());
  SetCommitMessage("DROP VIEW " + id.ToString());
  OnLake(drop.name.location, [&](LakeTransaction& lake) {
    if (drop.if_exists && !lake.Find(id)) return;
    RequireOrdinaryView(lake, id);
    lake.DropView(id);
  });
  return Updated("DROP VIEW");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::RenameView& rename) {
  const catalog::TableIdentifier from = ResolveTable(rename.name, scope());
  NameScope target_scope = scope();
  target_scope.schema = SchemaText(from.ns);
  const catalog::TableIdentifier to = ResolveTable(rename.target, target_scope);
  SetCommitMessage(fmt::format("ALTER VIEW {} RENAME TO {}", from.ToString(), to.ToString()));
  OnLake(rename.name.location, [&](LakeTransaction& lake) {
    RequireOrdinaryView(lake, from);
    lake.RenameView(from, to);
  });
  return Updated("RENAME VIEW");
}

}  // namespace tarn::engine::embedded
