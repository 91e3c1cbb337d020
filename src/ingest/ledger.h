#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace tarn::ingest {

// A file's contents: what makes it the same file whatever it is called.
struct LedgerEntry {
  std::string xxh3_128;
  uint64_t bytes = 0;
  std::string name;  // the last part of its path when it was loaded

  std::string Key() const { return xxh3_128 + ":" + std::to_string(bytes); }
};

// Keys of the snapshot summaries in which loads note what they did.
inline constexpr const char* kLoadedFilesProperty = "tarn.loaded-files";  // JSON array of entries
inline constexpr const char* kLoadModeProperty = "tarn.load-mode";        // append, replace
inline constexpr const char* kLoadSpecProperty = "tarn.load-spec";        // fingerprint of the spec

std::string FormatEntries(const std::vector<LedgerEntry>& entries);
// kDataCorruption for what FormatEntries did not write.
std::vector<LedgerEntry> ParseEntries(const std::string& json);

// What a table holds, read from its current snapshot back to the last replacement. Compactions in
// between change nothing; deletes and writes of others leave the files in the ledger.
struct Ledger {
  std::map<std::string, LedgerEntry> files;  // by key
  // The current contents are exactly what one replacing load wrote (but for compactions).
  bool untouched_replacement = false;
  std::string replacement_spec;  // its fingerprint
};
Ledger ReadLedger(const iceberg::TableMetadata& table);

}  // namespace tarn::ingest
