#include "datadiff/diff_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tarn::datadiff {
namespace {

using Json = nlohmann::ordered_json;

Json Value(const engine::Value& value, const engine::Type& type) {
  return value.is_null() ? Json() : Json::parse(engine::ToJson(value, type));
}

Json Row(const std::vector<engine::Value>& row, const std::vector<engine::Column>& columns) {
  Json json = Json::array();
  for (size_t i = 0; i < row.size(); ++i) json.push_back(Value(row[i], columns[i].type));
  return json;
}

Json RowsOf(const RowDiff& rows) {
  Json json = {{"added", rows.added}, {"removed", rows.removed}, {"changed", rows.changed}};
  json["columns"] = Json::array();
  for (const auto& column : rows.columns) {
    json["columns"].push_back({{"name", column.name}, {"type", column.type.ToString()}});
  }
  Json samples = {{"added", Json::array()}, {"removed", Json::array()}, {"changed", Json::array()}};
  for (const auto& sample : rows.added_rows) {
    samples["added"].push_back(Row(*sample.after, rows.columns));
  }
  for (const auto& sample : rows.removed_rows) {
    samples["removed"].push_back(Row(*sample.before, rows.columns));
  }
  for (const auto& sample : rows.changed_rows) {
    samples["changed"].push_back({{"before", Row(*sample.before, rows.columns)},
                                  {"after", Row(*sample.after, rows.columns)}});
  }
  json["samples"] = std::move(samples);
  return json;
}

Json ColumnOf(const ColumnDelta& column) {
  Json json = {{"name", column.name}, {"null-count-delta", column.null_count}};
  const auto put = [&](const char* name, const std::optional<TypedValue>& value) {
    if (value) json[name] = Value(value->value, value->type);
  };
  put("sum-delta", column.sum);
  put("min-before", column.min_before);
  put("min-after", column.min_after);
  put("max-before", column.max_before);
  put("max-after", column.max_after);
  return json;
}

// Bytes that are no UTF-8 must not make a diff fail.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ToJson(const TableDiff& diff) {
  const bool table = diff.kind == catalog::ContentKind::kTable;
  Json json = {{"namespace", diff.name.ns},
               {"name", diff.name.name},
               {"kind", table ? "table" : "view"},
               {"change", ToString(diff.change)}};
  if (diff.former_name) {
    json["former-namespace"] = diff.former_name->ns;
    json["former-name"] = diff.former_name->name;
  }
  if (!table) return Dump(json);
  json["schema"] = Json::array();
  for (const SchemaChange& change : diff.schema) {
    Json one = {{"column", change.name}, {"change", ToString(change.kind)}};
    if (!change.before.empty()) one["before"] = change.before;
    if (!change.after.empty()) one["after"] = change.after;
    json["schema"].push_back(std::move(one));
  }
  json["rows-before"] = diff.rows_before;
  json["rows-after"] = diff.rows_after;
  json["key"] = diff.key;
  if (diff.rows) json["rows"] = RowsOf(*diff.rows);
  json["columns"] = Json::array();
  for (const ColumnDelta& column : diff.columns) json["columns"].push_back(ColumnOf(column));
  json["notes"] = diff.notes;
  return Dump(json);
}

std::string ToJson(const std::string& from, const std::string& to, const Compared& compared,
                   const std::vector<std::string>& tables) {
  return fmt::format(R"({{"from":{},"to":{},"tables":[{}]}})",
                     Dump({{"ref", from}, {"commit", compared.from}}),
                     Dump({{"ref", to}, {"commit", compared.to}}), fmt::join(tables, ","));
}

}  // namespace tarn::datadiff
