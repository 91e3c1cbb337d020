#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "catalog/catalog.h"
#include "engine/commit_table.h"
#include "iceberg/manifest/manifest_cache.h"

namespace tarn::engine::embedded {

// What an engine::CommitTable in a namespace is: immutable, as commits are.
struct CommitTableView {
  std::shared_ptr<const iceberg::TableMetadata> metadata;
  std::shared_ptr<const std::set<std::string>> only;  // the files that it has; null for all
};

// Whether the commit has such a table; false for a commit that does not exist. Thread safe.
bool HasCommitTable(catalog::Catalog& catalog, const catalog::Namespace& ns,
                    const CommitTable& table);
// kNotFound when there is none; errors of the store. Thread safe.
CommitTableView LoadCommitTable(catalog::Catalog& catalog, const catalog::Namespace& ns,
                                const CommitTable& table, iceberg::ManifestCache& cache);

}  // namespace tarn::engine::embedded
