#include "engine/embedded/adapter/materialized_view.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "engine/embedded/adapter/reading_as.h"

namespace tarn::engine::embedded {

using catalog::ContentKind;
using catalog::TableIdentifier;
using nlohmann::json;

namespace {

constexpr const char* kStorageProperty = "tarn.materialized-view.storage-table";
constexpr const char* kGraceProperty = "tarn.materialized-view.grace-period-ms";
constexpr std::string_view kStorageSuffix = "$materialized_view_storage";

}  // namespace

std::optional<MaterializedView> MaterializedView::Of(const iceberg::ViewMetadata& view) {
  const auto storage = view.properties.find(kStorageProperty);
  if (storage == view.properties.end()) return std::nullopt;
  MaterializedView result;
  result.storage_table = storage->second;
  const auto grace = view.properties.find(kGraceProperty);
  if (grace == view.properties.end()) return result;
  const std::string& text = grace->second;
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) {
    base::Throw(base::ErrorKind::kDataCorruption, "the property {} of a view is no number: '{}'",
                kGraceProperty, text);
  }
  result.grace_period_ms = number;
  return result;
}

iceberg::Properties MaterializedView::Properties() const {
  iceberg::Properties properties = {{kStorageProperty, storage_table}};
  if (grace_period_ms) properties[kGraceProperty] = std::to_string(*grace_period_ms);
  return properties;
}

std::string NewStorageName() {
  std::string name = "st_";
  for (const char c : base::NewUuid()) {
    if (c != '-') name += c;
  }
  return name + std::string(kStorageSuffix);
}

bool IsStorageName(std::string_view table) { return table.ends_with(kStorageSuffix); }

std::string Dependencies::ToJson() const {
  json list = json::array();
  for (const Table& table : tables) {
    json entry = {{"namespace", table.id.ns}, {"table", table.id.name}, {"uuid", table.uuid}};
    if (table.snapshot_id) entry["snapshot-id"] = *table.snapshot_id;
    list.push_back(std::move(entry));
  }
  return json{{"tables", list}, {"complete", complete}}.dump();
}

std::optional<Dependencies> Dependencies::FromJson(const std::string& text) {
  try {
    const json value = json::parse(text);
    Dependencies result;
    result.complete = value.at("complete").get<bool>();
    for (const json& entry : value.at("tables")) {
      Table table;
      table.id.ns = entry.at("namespace").get<catalog::Namespace>();
      table.id.name = entry.at("table").get<std::string>();
      table.uuid = entry.at("uuid").get<std::string>();
      if (entry.contains("snapshot-id")) {
        table.snapshot_id = entry.at("snapshot-id").get<int64_t>();
      }
      result.tables.push_back(std::move(table));
    }
    return result;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

Freshness FreshnessOf(LakeTransaction& lake, const TableIdentifier& view,
                      const MaterializedView& materialized) {
  const TableView storage = lake.Table({view.ns, materialized.storage_table});
  if (storage.has_local_changes()) return Freshness::kFresh;  // refreshed by this transaction
  if (storage.snapshot == nullptr) return Freshness::kNeverRefreshed;
  const auto recorded = storage.snapshot->summary.find(kDependenciesKey);
  if (recorded == storage.snapshot->summary.end()) return Freshness::kStale;
  const auto made_from = Dependencies::FromJson(recorded->second);
  if (!made_from || !made_from->complete) return Freshness::kStale;
  // That a table has not changed tells nothing of it, and its rows may come through views of
  // others.
  const ReadingAs everything{std::string()};
  for (const Dependencies::Table& table : made_from->tables) {
    if (lake.Find(table.id) != ContentKind::kTable) return Freshness::kStale;
    const TableView now = lake.Table(table.id);
    std::optional<int64_t> snapshot_id;
    if (now.snapshot != nullptr) snapshot_id = now.snapshot->snapshot_id.value();
    if (now.has_local_changes() || now.metadata->table_uuid != table.uuid ||
        snapshot_id != table.snapshot_id) {
      return Freshness::kStale;
    }
  }
  return Freshness::kFresh;
}

bool ReadsStorage(LakeTransaction& lake, const TableIdentifier& view,
                  const MaterializedView& materialized, int64_t now_ms) {
  switch (FreshnessOf(lake, view, materialized)) {
    case Freshness::kNeverRefreshed: return false;
    case Freshness::kFresh: return true;
    case Freshness::kStale: break;
  }
  if (!materialized.grace_period_ms) return true;
  const TableView storage = lake.Table({view.ns, materialized.storage_table});
  return now_ms - storage.snapshot->timestamp_ms <= *materialized.grace_period_ms;
}

}  // namespace tarn::engine::embedded
