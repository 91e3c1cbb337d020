#include "api/postgres/catalog/lake_listing.h"

#include <map>
#include <utility>

#include "base/error.h"

namespace tarn::api::postgres {
namespace {

constexpr const char* kInformationSchema = "information_schema";

std::string Text(const engine::Value& value) {
  const auto* text = std::get_if<std::string>(&value.data);
  return text != nullptr ? *text : std::string();
}

std::vector<std::vector<engine::Value>> Rows(engine::Session& session, const char* sql) {
  const auto stream = session.Execute(sql);
  return engine::Collect(*stream, kMaxListedColumns).rows;
}

engine::Type TypeOfText(const std::string& text) {
  try {
    return engine::Type::Parse(text);
  } catch (const base::Error&) {
    return engine::Type{engine::TypeKind::kVarchar, 0, 0, {}, {}};
  }
}

}  // namespace

LakeListing ListLake(engine::Session& session) {
  LakeListing listing;
  for (const auto& row : Rows(session,
                              "SELECT schema_name FROM iceberg.information_schema.schemata "
                              "ORDER BY schema_name")) {
    if (std::string name = Text(row[0]); name != kInformationSchema) {
      listing.schemas.push_back(std::move(name));
    }
  }
  std::map<std::pair<std::string, std::string>, size_t> places;
  for (const auto& row :
       Rows(session,
            "SELECT table_schema, table_name, table_type FROM iceberg.information_schema.tables "
            "WHERE table_schema <> 'information_schema' ORDER BY table_schema, table_name")) {
    places[{Text(row[0]), Text(row[1])}] = listing.relations.size();
    listing.relations.push_back({Text(row[0]), Text(row[1]), Text(row[2]) == "VIEW", {}, {}});
  }
  const auto relation_of = [&](const auto& row) -> LakeListing::Relation* {
    const auto found = places.find({Text(row[0]), Text(row[1])});
    return found == places.end() ? nullptr : &listing.relations[found->second];
  };
  for (const auto& row :
       Rows(session,
            "SELECT table_schema, table_name, column_name, data_type, is_nullable, comment FROM "
            "iceberg.information_schema.columns WHERE table_schema <> 'information_schema' "
            "ORDER BY table_schema, table_name, ordinal_position")) {
    if (auto* relation = relation_of(row)) {
      relation->columns.push_back(
          {Text(row[2]), TypeOfText(Text(row[3])), Text(row[4]) != "NO", Text(row[5])});
    }
  }
  for (const auto& row : Rows(session,
                              "SELECT table_schema, table_name, view_definition FROM "
                              "iceberg.information_schema.views")) {
    if (auto* relation = relation_of(row)) relation->definition = Text(row[2]);
  }
  return listing;
}

}  // namespace tarn::api::postgres
