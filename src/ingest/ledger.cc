#include "ingest/ledger.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::ingest {

std::string FormatEntries(const std::vector<LedgerEntry>& entries) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const LedgerEntry& entry : entries) {
    json.push_back({{"xxh3", entry.xxh3_128}, {"bytes", entry.bytes}, {"name", entry.name}});
  }
  // File names need not be UTF-8; what is noted of them need only be readable.
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<LedgerEntry> ParseEntries(const std::string& json) {
  try {
    std::vector<LedgerEntry> entries;
    for (const auto& entry : nlohmann::json::parse(json)) {
      entries.push_back({entry.at("xxh3"), entry.at("bytes"), entry.at("name")});
    }
    return entries;
  } catch (const nlohmann::json::exception& e) {
    base::Throw(base::ErrorKind::kDataCorruption, "the ledger of loaded files is damaged: {}",
                json.substr(0, 200));
  }
}

Ledger ReadLedger(const iceberg::TableMetadata& table) {
  Ledger ledger;
  bool touched = false, loads_after = false;
  const iceberg::Snapshot* snapshot = table.current_snapshot();
  while (snapshot != nullptr) {
    auto files = snapshot->summary.find(kLoadedFilesProperty);
    if (files != snapshot->summary.end()) {
      for (LedgerEntry& entry : ParseEntries(files->second)) {
        std::string key = entry.Key();
        ledger.files.emplace(std::move(key), std::move(entry));
      }
      auto mode = snapshot->summary.find(kLoadModeProperty);
      if (mode != snapshot->summary.end() && mode->second == "replace") {
        ledger.untouched_replacement = !touched && !loads_after;
        auto spec = snapshot->summary.find(kLoadSpecProperty);
        if (spec != snapshot->summary.end()) ledger.replacement_spec = spec->second;
        return ledger;
      }
      loads_after = true;
    } else if (snapshot->operation != iceberg::Operation::kReplace) {
      touched = true;
    }
    if (!snapshot->parent_snapshot_id) break;
    snapshot = table.FindSnapshot(*snapshot->parent_snapshot_id);
  }
  return ledger;
}

}  // namespace tarn::ingest
