#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/identifier.h"
#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/file_access.h"
#include "engine/engine.h"
#include "iceberg/view_metadata.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

class LakeTransaction;

// The name of a table of the lake as names of typed statements are written: iceberg.schema.table.
std::string FullName(const catalog::TableIdentifier& id);

// The columns of a table or view of the lake, or of a metadata table. Errors: those of the lake.
std::vector<Column> ColumnsOf(LakeTransaction& lake, const catalog::TableIdentifier& id,
                              const std::optional<MetadataTableId>& metadata);

// The text of a view of the lake as DuckDB's SQL, its columns cast to the types that the view
// declares where the query gives others. Errors: kUnsupported when the view has no text in Trino's
// dialect, or reads a file that `files` does not let it read; kDataCorruption when the text is no
// query.
std::string TranslateView(const iceberg::ViewMetadata& view, LakeTransaction& lake,
                          const FileAccess* files = nullptr);

// Whether a name in the text of a view is that of a table of another catalog than the lake.
bool IsElsewhere(const sql::QualifiedName& name);

// Whether a table or view is the view `view`, or a view that reads it over any others.
bool ReadsView(LakeTransaction& lake, const catalog::TableIdentifier& id,
               const catalog::TableIdentifier& view);

// Analyzes the text of a view as Trino does before it reads from one. Errors, without a place of
// their own: kFailedPrecondition "Failed analyzing stored view …" when something that the text
// names is not there any more, and "View … is stale or in invalid state …" when its columns are no
// longer those that the view declares. Nothing for a table.
void CheckStoredView(LakeTransaction& lake, const catalog::TableIdentifier& id);

}  // namespace tarn::engine::embedded
