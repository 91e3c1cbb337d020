#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"
#include "iceberg/view_metadata.h"

namespace tarn::engine::embedded {

// A materialized view is a view with a property that names its storage table, in the same schema:
// the rows of its query as of the last refresh. The summary of the storage table's snapshot tells
// what the rows were made from.

// What a view's properties say of it; nothing for an ordinary view.
struct MaterializedView {
  std::string storage_table;
  // How long rows that may be out of date are still used, from their refresh on; nothing: for ever.
  std::optional<int64_t> grace_period_ms;

  static std::optional<MaterializedView> Of(const iceberg::ViewMetadata& view);
  iceberg::Properties Properties() const;
};

// A new name for a storage table. Such tables are not shown by SHOW TABLES and information_schema.
std::string NewStorageName();
bool IsStorageName(std::string_view table);

// The tables that a query reads, views opened, with the snapshots that it sees.
struct Dependencies {
  struct Table {
    catalog::TableIdentifier id;
    std::string uuid;
    std::optional<int64_t> snapshot_id;  // nothing: without rows
  };
  std::vector<Table> tables;
  bool complete = true;  // false: it also reads what has no snapshots (files, information_schema)

  // For a snapshot's summary.
  std::string ToJson() const;
  // Nothing for text that ToJson did not write.
  static std::optional<Dependencies> FromJson(const std::string& text);
};
inline constexpr const char* kDependenciesKey = "tarn.depends-on";

enum class Freshness {
  kNeverRefreshed,
  kFresh,  // its tables have the snapshots that the rows were made from
  kStale,  // they have not, or nobody can tell
};
Freshness FreshnessOf(LakeTransaction& lake, const catalog::TableIdentifier& view,
                      const MaterializedView& materialized);

// Whether a query reads the storage table: as Trino does, when it is fresh, or stale within the
// grace period. Else the view's query is run.
bool ReadsStorage(LakeTransaction& lake, const catalog::TableIdentifier& view,
                  const MaterializedView& materialized, int64_t now_ms);

}  // namespace tarn::engine::embedded
