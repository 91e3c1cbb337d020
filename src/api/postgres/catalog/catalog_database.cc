#include "api/postgres/catalog/catalog_database.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "api/postgres/catalog/catalog_script.h"
#include "api/postgres/catalog/oid.h"
#include "api/postgres/settings.h"
#include "api/postgres/types.h"

namespace tarn::api::postgres {
namespace {

using engine::Value;
using Rows = std::vector<std::vector<Value>>;

constexpr int64_t kPgCatalogOid = 11;
constexpr int64_t kInformationSchemaOid = 13'000;
constexpr int64_t kOwner = 10;
constexpr int64_t kPgClass = 1259;

Value Text(std::string text) { return Value{std::move(text)}; }
Value Number(int64_t number) { return Value{number}; }

// OIDs from names; where two names meet, the second goes to the next one that is free.
class Oids {
 public:
  int64_t Of(std::string_view name) {
    int64_t oid = OidOf(name);
    while (!taken_.insert(oid).second) ++oid;
    return oid;
  }

 private:
  std::set<int64_t> taken_;
};

Rows TypeRowsOf() {
  Rows rows;
  for (const TypeRow& type : AllTypes()) {
    rows.push_back({Number(type.oid), Text(type.name), Number(type.length),
                    Text(type.category == 'X' ? "p" : "b"), Text(std::string(1, type.category)),
                    Number(0), Number(type.array), Text(type.sql_name)});
    if (type.array == 0) continue;
    rows.push_back({Number(type.array), Text(std::string("_") + type.name), Number(-1), Text("b"),
                    Text("A"), Number(type.oid), Number(0),
                    Text(std::string(type.sql_name) + "[]")});
  }
  return rows;
}

}  // namespace

void FillCatalog(engine::PrivateDatabase& database, const LakeListing& listing,
                 const std::vector<std::string>& database_names, const std::string& user,
                 bool admin) {
  database.Run(kCatalogTables);
  database.Run(kCatalogFunctions);
  database.Run(kCatalogViews);
  Oids oids;
  std::map<std::string, int64_t> schema_oids;
  const Value none;
  Rows schemas = {
      {Number(kPgCatalogOid), Text("pg_catalog"), Number(kOwner), none},
      {Number(kInformationSchemaOid), Text("information_schema"), Number(kOwner), none}};
  for (const std::string& schema : listing.schemas) {
    schema_oids[schema] = oids.Of(schema);
    schemas.push_back({Number(schema_oids[schema]), Text(schema), Number(kOwner), none});
  }
  Rows relations, attributes, comments;
  for (const LakeListing::Relation& relation : listing.relations) {
    const int64_t oid = oids.Of(relation.schema + "." + relation.name);  // RelationOid
    relations.push_back({Number(oid), Text(relation.name), Number(schema_oids[relation.schema]),
                         Text(relation.view ? "v" : "r"),
                         Number(static_cast<int64_t>(relation.columns.size())),
                         relation.view ? Text(relation.definition) : none});
    int64_t number = 0;
    for (const LakeListing::Column& column : relation.columns) {
      const PgType type = TypeOf(column.type);
      attributes.push_back({Number(oid), Text(column.name), Number(type.oid), Number(type.length),
                            Number(++number), Number(type.modifier), Value{!column.nullable},
                            Number(FindElementOfArray(type.oid) != nullptr ? 1 : 0),
                            Text(column.type.ToString())});
      if (!column.comment.empty()) {
        comments.push_back({Number(oid), Number(kPgClass), Number(number), Text(column.comment)});
      }
    }
  }
  database.Append("pg_namespace", schemas);
  database.Append("relations", relations);
  database.Append("attributes", attributes);
  database.Append("types", TypeRowsOf());
  database.Append("pg_description", comments);
  Rows databases;
  for (const std::string& name : database_names) {
    databases.push_back({Number(oids.Of("database " + name)), Text(name)});
  }
  database.Append("databases", databases);
  database.Append("roles", {{Number(kOwner), Text(user), Value{admin}}});
  Rows settings;
  for (const SettingRow& setting : Settings::Known()) {
    settings.push_back({Text(setting.name), Text(setting.value), Text(setting.description)});
  }
  database.Append("settings", settings);
  database.Seal();
}

CatalogCache::Catalog CatalogCache::Find(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->catalog;
}

void CatalogCache::Keep(const std::string& key, Catalog catalog) {
  std::lock_guard lock(mutex_);
  entries_.push_front({key, std::move(catalog)});
  if (entries_.size() > kMost) entries_.pop_back();
}

}  // namespace tarn::api::postgres
