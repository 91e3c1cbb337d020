#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// ALTER TABLE as changes of metadata (spec: Schema Evolution). Each throws kNotFound for an unknown
// column (with "did you mean"), kAlreadyExists, kInvalidArgument for what Iceberg does not allow.
// A change whose effect the table has already makes no updates.

// A column, or a field of a row inside it: {"a", "b"} is a.b; "element" is an array's, "key" and
// "value" are a map's.
using FieldPath = std::vector<std::string>;
std::string ToString(const FieldPath& path);
// Whether a schema has it.
bool HasField(const iceberg::Schema& schema, const FieldPath& path);

struct FieldPosition {
  bool first = false;
  std::string after;  // empty: the last, unless `first`
};
// Adds a field to the row that `parent` names (empty: a column). Rows that are there have its
// initial default in it, else NULL; NOT NULL needs a default, and defaults need format version 3
// (kFailedPrecondition).
// `written` is the name as errors tell it.
Alteration AddColumn(FieldPath parent, iceberg::NestedField field, FieldPosition position,
                     std::string written);
// kFailedPrecondition when the table is partitioned or sorted by it.
Alteration DropColumn(FieldPath column);
Alteration RenameColumn(FieldPath column, std::string to);
// Only to a wider type: int to bigint, real to double, a decimal of more digits.
Alteration SetColumnType(FieldPath column, iceberg::Type type);
Alteration DropNotNull(FieldPath column);
Alteration SetColumnComment(FieldPath column, std::optional<std::string> comment);
// What INSERT puts into the column when it gives no value: nothing for NULL. `literal_of` gives the
// value in the column's type, or throws. kFailedPrecondition before format version 3.
using LiteralSource = std::function<iceberg::Literal(const iceberg::NestedField& field)>;
Alteration SetColumnDefault(FieldPath column, std::optional<LiteralSource> literal_of);
// A value that is nothing takes the property away.
Alteration SetTableProperties(std::map<std::string, std::optional<std::string>> properties);
// Trino's partitioning for files written from now on.
Alteration SetPartitioning(std::vector<std::string> partitioning);
// Trino's sort order for files written from now on; empty for none.
Alteration SetSortedBy(std::vector<std::string> sorted_by);
// To a later format version; kInvalidArgument for an earlier one.
Alteration SetFormatVersion(int32_t version);

}  // namespace tarn::engine::embedded
