#pragma once

#include <optional>
#include <string>
#include <vector>

#include "iceberg/schema.h"

namespace tarn::datadiff {

// What happened to a field, nested ones included. Values.
struct SchemaChange {
  enum class Kind { kAdded, kDropped, kRenamed, kRetyped, kMadeOptional, kMadeRequired };
  Kind kind = Kind::kAdded;
  std::string name;    // dotted, as `after` calls it; of a dropped one as before
  std::string before;  // type or name; empty where it does not apply
  std::string after;
  friend bool operator==(const SchemaChange&, const SchemaChange&) = default;
};
// "added", "dropped", "renamed", "retyped", "made optional", "made required".
const char* ToString(SchemaChange::Kind kind);

// Top-level columns that are in both schemas; of both the pointers live as long as the schemas.
struct ColumnPair {
  const iceberg::NestedField* before = nullptr;
  const iceberg::NestedField* after = nullptr;
};

// How two schemas differ: by field ids when they are of one table, else by names. Pure.
std::vector<SchemaChange> CompareSchemas(const iceberg::Schema& before,
                                         const iceberg::Schema& after, bool same_table);
std::vector<ColumnPair> PairColumns(const iceberg::Schema& before, const iceberg::Schema& after,
                                    bool same_table);

}  // namespace tarn::datadiff
