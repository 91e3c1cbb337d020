#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// ALTER TABLE as changes of metadata (spec: Schema Evolution). Each throws kNotFound for an unknown
// column (with "did you mean"), kAlreadyExists, kInvalidArgument for what Iceberg does not allow.

// The new column is the last; rows that are there have NULL in it.
Alteration AddColumn(iceberg::NestedField field);
Alteration DropColumn(std::string column);
Alteration RenameColumn(std::string column, std::string to);
// Only to a wider type: int to bigint, real to double, a decimal of more digits.
Alteration SetColumnType(std::string column, iceberg::Type type);
Alteration DropNotNull(std::string column);
Alteration SetColumnComment(std::string column, std::string comment);
// A value that is nothing takes the property away.
Alteration SetTableProperties(std::map<std::string, std::optional<std::string>> properties);
// Trino's partitioning for files written from now on.
Alteration SetPartitioning(std::vector<std::string> partitioning);

}  // namespace tarn::engine::embedded
