#pragma once

#include <memory>

#include "iceberg/metadata_table/metadata_table.h"

// The readers behind ReadMetadataTable, one file each.
namespace tarn::iceberg {

// snapshot_tables.cc
std::unique_ptr<MetadataRowReader> ReadHistory(MetadataTableSource source);
std::unique_ptr<MetadataRowReader> ReadMetadataLog(MetadataTableSource source);
std::unique_ptr<MetadataRowReader> ReadSnapshots(MetadataTableSource source);
std::unique_ptr<MetadataRowReader> ReadProperties(MetadataTableSource source);
std::unique_ptr<MetadataRowReader> ReadRefs(MetadataTableSource source);
// manifest_tables.cc
std::unique_ptr<MetadataRowReader> ReadManifests(MetadataTableKind kind, MetadataTableSource source,
                                                 MetadataReadOptions options);
// entry_tables.cc
std::unique_ptr<MetadataRowReader> ReadEntries(MetadataTableKind kind, MetadataTableSource source,
                                               MetadataReadOptions options);
// partition_table.cc
std::unique_ptr<MetadataRowReader> ReadPartitions(MetadataTableSource source,
                                                  MetadataReadOptions options);

}  // namespace tarn::iceberg
