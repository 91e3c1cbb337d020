#include "catalog/transfer/empty_catalog.h"

#include "base/clock.h"
#include "base/error.h"
#include "versions/objects.h"
#include "versions/references.h"

namespace tarn::catalog {
namespace {

bool IsUntouched(metadb::Executor& executor, const versions::Reference& reference) {
  const auto row =
      executor.QueryOne<metadb::Blob>("SELECT data FROM version_objects WHERE hash = ?",
                                      metadb::Blob{std::string(reference.head.bytes())});
  return row && versions::DecodeCommit(std::get<0>(*row).bytes).parents.empty();
}

}  // namespace

void RequireEmptyCatalog(metadb::Executor& executor) {
  const auto references = versions::ListReferenceRows(executor);
  if (references.size() == 1 && IsUntouched(executor, references.front())) return;
  throw base::Error(base::ErrorKind::kFailedPrecondition,
                    fmt::format("the catalog is in use: it has {} branches and tags, or commits",
                                references.size()),
                    "import into a lake that tarn init has just made");
}

void PutImportedReferences(metadb::Database& database,
                           const std::vector<versions::Reference>& references) {
  const int64_t now_ms = base::Clock::System().NowMs();
  database.InTransaction(metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
    RequireEmptyCatalog(transaction);
    for (const auto& own : versions::ListReferenceRows(transaction)) {
      versions::DeleteReferenceRow(transaction, own.name, own.head);
    }
    for (const auto& reference : references) {
      versions::InsertReferenceRow(transaction, reference, now_ms);
    }
  });
}

}  // namespace tarn::catalog
