#pragma once

#include <string>

#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {

inline constexpr const char* kInformationSchemaName = "information_schema";

// The query (DuckDB's SQL) behind iceberg.information_schema.{schemata,tables,columns,views}, with
// what the transaction sees as its rows and Trino's columns; empty for another name.
std::string InformationSchemaQuery(LakeTransaction& lake, const std::string& view);

}  // namespace tarn::engine::embedded
