#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "engine/engine.h"

namespace tarn::datadiff {

// A column of both relations, which may call it differently.
struct ComparedColumn {
  std::string before;
  std::string after;
  bool ordered = true;  // whether rows can be sorted by it
};

struct RowSample {
  std::optional<std::vector<engine::Value>> before;  // none for a row that came
  std::optional<std::vector<engine::Value>> after;   // none for a row that went
};

// How the rows of two relations differ, as multisets.
struct RowDiff {
  uint64_t added = 0;
  uint64_t removed = 0;
  uint64_t changed = 0;        // the same key, other values; 0 without a key
  uint64_t repeated_keys = 0;  // keys that stand in several of the differing rows of one side
  std::vector<engine::Column> columns;  // of the samples: the key first
  std::vector<RowSample> added_rows;
  std::vector<RowSample> removed_rows;
  std::vector<RowSample> changed_rows;
};

struct RowDiffRequest {
  std::string before;  // relations, as SQL names them
  std::string after;
  std::vector<ComparedColumn> columns;  // the key first; at least one
  size_t key_columns = 0;
  size_t samples = 10;
};

// One query: rows of both sides grouped by all columns, and what does not cancel out sorted by key.
// The engine spills what does not fit in its memory; here only the samples and a row are held.
// Errors: of the session (types that cannot be compared among them), kCancelled.
RowDiff CompareRelations(engine::Session& session, const RowDiffRequest& request,
                         const base::CancelToken& cancel);

// A name in double quotes.
std::string Quoted(const std::string& name);

}  // namespace tarn::datadiff
