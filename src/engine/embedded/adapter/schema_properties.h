#pragma once

// Properties of schemas that Trino's Iceberg catalog writes and reads as well.
namespace tarn::engine::embedded {

// Who made a schema, as Iceberg's catalogs for Hive and Spark call it, and where its tables are.
inline constexpr const char* kSchemaOwner = "owner";
inline constexpr const char* kSchemaLocation = "location";

}  // namespace tarn::engine::embedded
