#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// The JSON of table metadata (spec: Appendix C). Thread safe.
//
// Errors name the place of the offending value ("snapshots[3].manifest-list: expected a string, got
// 7"): kDataCorruption, or kUnsupported for a format version that Tarn does not know.
TableMetadata ParseTableMetadata(std::string_view json);

std::string SerializeTableMetadata(const TableMetadata& metadata);
// The same in pieces, without building the whole: the JSON of old snapshots is kept with them and
// only handed on.
void SerializeTableMetadata(const TableMetadata& metadata,
                            const std::function<void(std::string_view)>& sink);
// The same as one gzip member. Old snapshots are compressed once and stitched in, so that the cost
// follows the size of the result, not of the JSON.
std::string SerializeTableMetadataGzip(const TableMetadata& metadata);

// Parts that other APIs need. Errors as above with kInvalidArgument.
std::string SerializeSchema(const Schema& schema);
Schema ParseSchema(std::string_view json);
std::string SerializePartitionSpec(const PartitionSpec& spec);
PartitionSpec ParsePartitionSpec(std::string_view json);
std::string SerializeSortOrder(const SortOrder& order);
SortOrder ParseSortOrder(std::string_view json);
std::string SerializeSnapshot(const Snapshot& snapshot);
Snapshot ParseSnapshot(std::string_view json);
std::string SerializeType(const Type& type);

}  // namespace tarn::iceberg
