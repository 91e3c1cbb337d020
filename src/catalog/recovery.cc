#include "catalog/recovery.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <vector>

#include "catalog/write_journal.h"

namespace tarn::catalog {
namespace {

// Clocks of machines that share a lake may differ by this much.
constexpr std::chrono::hours kClockSkew{24};

// The write transactions of all commits that any reference reaches and that are not older than
// `since`.
std::set<std::string> CommittedTransactions(versions::Repository& repository,
                                            base::TimePoint since) {
  std::set<std::string> transactions;
  std::set<versions::Hash> seen;
  std::vector<versions::Hash> queue;
  for (const auto& reference : repository.ListReferences()) queue.push_back(reference.head);
  while (!queue.empty()) {
    versions::Hash hash = queue.back();
    queue.pop_back();
    if (hash.empty() || !seen.insert(hash).second) continue;
    versions::Commit commit = repository.GetCommit(hash);
    if (commit.depth == 0 || commit.time < since - kClockSkew) continue;
    auto property = commit.properties.find(kTransactionProperty);
    if (property != commit.properties.end()) transactions.insert(property->second);
    queue.insert(queue.end(), commit.parents.begin(), commit.parents.end());
  }
  return transactions;
}

}  // namespace

RecoveryReport RecoverWriters(const std::string& directory, versions::Repository& repository,
                              store::ObjectStore& store, base::Clock& clock) {
  RecoveryReport report;
  for (auto& journal : DeadJournal::Find(directory)) {
    ++report.dead_writers;
    auto transactions = journal->OpenTransactions();
    if (!transactions.empty()) {
      base::TimePoint oldest = transactions.front().begun;
      for (const auto& transaction : transactions) oldest = std::min(oldest, transaction.begun);
      auto committed = CommittedTransactions(repository, oldest);
      for (const auto& transaction : transactions) {
        if (committed.contains(transaction.id)) continue;
        for (const auto& path : transaction.files) {
          // Nobody else writes there: whatever the store's clock says of when it began.
          store.RemoveUnfinished(path, clock.Now() + kClockSkew);
          if (!store.Stat(path)) continue;
          store.Remove(path);
          report.removed_files.push_back(path);
        }
      }
    }
    journal->Discard();
  }
  return report;
}

}  // namespace tarn::catalog
