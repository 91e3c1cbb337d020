#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "datadiff/schema_diff.h"
#include "engine/engine.h"

namespace tarn::datadiff {

// A value with its type, to be shown.
struct TypedValue {
  engine::Value value;
  engine::Type type;
};

// What the difference does to one column.
struct ColumnDelta {
  std::string name;
  int64_t null_count = 0;              // nulls after less nulls before
  std::optional<TypedValue> sum = {};  // of numbers: the sum after less the sum before
  // Of whole tables, for types whose bounds metadata keeps exactly: numbers, dates, timestamps.
  // Null where there are no values.
  std::optional<TypedValue> min_before = {};
  std::optional<TypedValue> min_after = {};
  std::optional<TypedValue> max_before = {};
  std::optional<TypedValue> max_after = {};
};

struct ColumnDeltaRequest {
  std::string before;  // rows that only one side has, as SQL names the relation
  std::string after;
  std::string all_before;  // all rows
  std::string all_after;
  std::vector<ColumnPair> columns;
};

// Two queries a side, of which one reads rows that both sides have only where metadata does
// not tell bounds. Errors: of the session, kCancelled.
std::vector<ColumnDelta> CompareColumns(engine::Session& session, const ColumnDeltaRequest& request,
                                        const base::CancelToken& cancel);

}  // namespace tarn::datadiff
