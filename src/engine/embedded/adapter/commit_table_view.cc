#include "engine/embedded/adapter/commit_table_view.h"

#include "base/error.h"
#include "iceberg/scan/snapshot_diff.h"

namespace tarn::engine::embedded {

bool HasCommitTable(catalog::Catalog& catalog, const catalog::Namespace& ns,
                    const CommitTable& table) {
  try {
    const auto entry = catalog.Snapshot("@" + table.commit)->Find({ns, table.table});
    return entry && entry->kind == catalog::ContentKind::kTable;
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound) throw;
    return false;
  }
}

CommitTableView LoadCommitTable(catalog::Catalog& catalog, const catalog::Namespace& ns,
                                const CommitTable& table, iceberg::ManifestCache& cache) {
  CommitTableView view;
  view.metadata = catalog.Snapshot("@" + table.commit)->LoadTable({ns, table.table});
  if (table.without.empty()) return view;
  auto other = std::make_shared<const iceberg::TableMetadata>();
  if (HasCommitTable(catalog, ns, {table.table, table.without, {}})) {
    other = catalog.Snapshot("@" + table.without)->LoadTable({ns, table.table});
  }
  view.only = std::make_shared<const std::set<std::string>>(
      iceberg::FilesOnlyIn(*view.metadata, view.metadata->current_snapshot(), *other,
                           other->current_snapshot(), catalog.store(), &cache));
  return view;
}

}  // namespace tarn::engine::embedded
