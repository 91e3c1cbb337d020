#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/type.h"
#include "iceberg/metadata_table/metadata_table.h"

namespace tarn::engine::embedded {

// "orders$files" and its like as a transaction sees them. Thread safe as the transaction is.

struct MetadataTableId {
  catalog::TableIdentifier table;
  iceberg::MetadataTableKind kind = iceberg::MetadataTableKind::kFiles;
};

// What `id` means: nothing when a table or view has just that name, or there is no table before the
// '$', or what follows is no metadata table.
std::optional<MetadataTableId> FindMetadataTable(LakeTransaction& lake,
                                                 const catalog::TableIdentifier& id);
// For "did you mean": the metadata tables of the table before the '$'; empty when there is none.
std::vector<std::string> MetadataTablesBeside(LakeTransaction& lake,
                                              const catalog::TableIdentifier& id);

// What there is to tell of a table now.
iceberg::MetadataTableSource MetadataSourceOf(LakeTransaction& lake,
                                              const catalog::TableIdentifier& table);

// A column's type as users see it.
Type TypeOfMetadataColumn(const iceberg::MetadataColumn& column);

}  // namespace tarn::engine::embedded
