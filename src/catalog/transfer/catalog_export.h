#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/cancel.h"
#include "metadb/database.h"

namespace tarn::catalog {

// The whole catalog as text: every branch and tag, every commit that they reach, and what each of
// them held, from which another metadata database (SQLite or PostgreSQL) becomes the same catalog,
// with the same hashes of commits. Files of tables stay where they are. Format: docs/catalog.md.
//
// Not Nessie's export format: that is protobuf of contents as Nessie's own store keeps them, which
// Nessie documents for itself alone, and has no place for trees.

struct TransferReport {
  uint64_t objects = 0;     // commits and nodes of their trees
  uint64_t references = 0;  // branches and tags
  // Commits without what they held: `tarn gc compact` forgot it.
  uint64_t forgotten_trees = 0;
};

// Writes the state of one moment; commits go on meanwhile. Lines come without a line break. Memory:
// 32 bytes and some for each object.
TransferReport ExportCatalog(metadb::Database& database,
                             const std::function<void(const std::string& line)>& write,
                             const base::CancelToken& cancel = {});

// Reads what ExportCatalog wrote into a database whose catalog was never committed to. Objects come
// first, branches and tags last and at once: an import that was killed is started again, and nobody
// sees half of it. `read` gives none at the end.
//
// Errors: kFailedPrecondition when the catalog has commits, or branches of its own;
// kInvalidArgument for text that is no export, with the number of the line, and for one that is not
// whole or not undamaged (every object is checked by its hash, and that nothing is missing).
TransferReport ImportCatalog(metadb::Database& database,
                             const std::function<std::optional<std::string>()>& read,
                             const base::CancelToken& cancel = {});

// The longest line that an import takes.
inline constexpr size_t kMaxExportLine = size_t{64} << 20;

}  // namespace tarn::catalog
