#include "versions/compaction.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "versions/history.h"
#include "versions/objects.h"
#include "versions/references.h"

namespace tarn::versions {
namespace {

constexpr size_t kPage = 1000;  // objects read at once
constexpr size_t kBatch = 200;  // objects removed in one transaction
constexpr size_t kCacheBytes = size_t{32} << 20;

// What must stay.
class Live {
 public:
  Live(metadb::Database& database, const CompactionOptions& options)
      : options_(options), objects_(database, kCacheBytes) {}

  bool Contains(const Hash& hash) const { return live_.contains(hash); }
  uint64_t trees() const { return with_tree_.size(); }

  // Everything that the references name now and did not name at an earlier call.
  void Add(metadb::Executor& executor) {
    std::vector<CommitPtr> heads;
    for (const Reference& reference : ListReferenceRows(executor)) {
      if (!known_heads_.insert(reference.head).second) continue;
      heads.push_back(objects_.GetCommit(reference.head));
      for (const Hash& hash : RecentHeadsOf(executor, reference.name)) AddFormerHead(hash);
    }
    if (heads.empty()) return;
    for (const CommitPtr& head : heads) AddHistory(head->hash);
    for (const CommitPtr& head : heads) AddTree(*head);
    for (const CommitPtr& head : heads) readable_.insert(head->hash);
    for (const Hash& hash : options_.retained()) {
      AddTreeIfThere(*objects_.GetCommit(hash));
      readable_.insert(hash);
    }
    AddMergeBases();
  }

  // A commit that no reference reaches, with all that it holds as far as that is still there.
  void AddUnreachable(const Hash& hash) {
    if (AddHistoryIfThere(hash)) AddTreeIfThere(*objects_.GetCommit(hash));
  }

 private:
  static bool IsMissing(const base::Error& error) {
    return error.kind() == base::ErrorKind::kNotFound ||
           error.kind() == base::ErrorKind::kDataCorruption;
  }

  // Where a reference pointed before is told of, but not kept readable.
  void AddFormerHead(const Hash& hash) { AddHistoryIfThere(hash); }

  bool AddHistoryIfThere(const Hash& hash) {
    try {
      AddHistory(hash);
      return true;
    } catch (const base::Error& error) {
      if (!IsMissing(error)) throw;
      return false;
    }
  }

  // An earlier compaction may have taken it; whoever asks may have it in memory still.
  void AddTreeIfThere(const Commit& commit) {
    try {
      AddTree(commit);
    } catch (const base::Error& error) {
      if (!IsMissing(error)) throw;
    }
  }

  void AddHistory(const Hash& from) {
    std::vector<Hash> queue = {from};
    while (!queue.empty()) {
      const Hash hash = queue.back();
      queue.pop_back();
      if (live_.contains(hash)) continue;
      options_.cancel.Check();
      const CommitPtr commit = objects_.GetCommit(hash);
      live_.insert(hash);
      queue.insert(queue.end(), commit->parents.begin(), commit->parents.end());
    }
  }

  // All of it or nothing: what lies below a live node is live.
  void AddTree(const Commit& commit) {
    if (commit.root.empty() || with_tree_.contains(commit.hash)) return;
    std::vector<Hash> added;
    std::vector<Hash> queue = {commit.root};
    try {
      while (!queue.empty()) {
        const Hash hash = queue.back();
        queue.pop_back();
        if (!live_.insert(hash).second) continue;
        added.push_back(hash);
        for (const ChildEntry& child : objects_.GetNode(hash)->children) {
          queue.push_back(child.hash);
        }
      }
    } catch (const base::Error&) {
      for (const Hash& hash : added) live_.erase(hash);
      throw;
    }
    with_tree_.insert(commit.hash);
  }

  // Merges need what the two sides had in common, and a branch may be made at any of the readable
  // commits later. What two of them have in common is readable itself, or else the ways to it leave
  // the readable ones for good by a commit directly behind one: it is that commit, when two leave
  // by the same, or what two such commits have in common without passing readable ones again.
  void AddMergeBases() {
    for (const Hash& hash : readable_) {
      for (const Hash& parent : objects_.GetCommit(hash)->parents) {
        if (readable_.contains(parent)) continue;
        const auto [found, added] = behind_.emplace(parent, hash);
        if (!added && found->second != hash) AddTreeIfThere(*objects_.GetCommit(parent));
        if (added) AddMergeBasesWith(objects_.GetCommit(parent));
      }
    }
  }

  void AddMergeBasesWith(const CommitPtr& commit) {
    for (const CommitPtr& other : ends_) {
      options_.cancel.Check();
      const CommitPtr base = MergeBase(objects_, commit, other,
                                       [&](const Hash& hash) { return readable_.contains(hash); });
      if (base) AddTreeIfThere(*base);
    }
    ends_.push_back(commit);
  }

  const CompactionOptions& options_;
  StoredObjects objects_;
  std::unordered_set<Hash> live_;
  std::unordered_set<Hash> with_tree_;
  std::unordered_set<Hash> known_heads_;
  std::unordered_set<Hash> readable_;      // heads, and what is retained
  std::unordered_map<Hash, Hash> behind_;  // directly behind a readable commit: which one
  std::vector<CommitPtr> ends_;            // those
};

class Compaction {
 public:
  Compaction(metadb::Database& database, const CompactionOptions& options)
      : database_(database), options_(options), live_(database, options) {}

  CompactionReport Run() {
    live_.Add(database_);
    ForEachObject([&](const Hash& hash, const std::string& data) { KeepIfYoung(hash, data); });
    ForEachObject([&](const Hash& hash, const std::string& data) {
      ++report_.objects;
      if (live_.Contains(hash)) return;
      batch_.emplace_back(hash, data.size());
      if (batch_.size() >= kBatch) RemoveBatch();
    });
    RemoveBatch();
    report_.kept_trees = live_.trees();
    return report_;
  }

 private:
  // In order of hashes, page by page: what is added meanwhile may be seen or not.
  template <typename Visit>
  void ForEachObject(Visit&& visit) {
    std::string after;
    while (true) {
      options_.cancel.Check();
      const auto rows = database_.Query<metadb::Blob, metadb::Blob>(
          "SELECT hash, data FROM version_objects WHERE hash > ? ORDER BY hash LIMIT ?",
          metadb::Blob{after}, static_cast<int64_t>(kPage));
      if (rows.empty()) return;
      for (const auto& [hash, data] : rows) visit(Hash::FromBytes(hash.bytes), data.bytes);
      after = std::get<0>(rows.back()).bytes;
    }
  }

  // Somebody may bring it back.
  void KeepIfYoung(const Hash& hash, const std::string& data) {
    if (live_.Contains(hash) || !IsCommit(data)) return;
    if (DecodeCommit(data).time >= options_.unreachable_before) live_.AddUnreachable(hash);
  }

  void RemoveBatch() {
    if (batch_.empty()) return;
    if (options_.dry_run) {
      Count();
    } else if (options_.guard) {
      options_.guard([&] { RemoveGuarded(); });
    } else {
      RemoveGuarded();
    }
    batch_.clear();
  }

  void RemoveGuarded() {
    database_.InTransaction(
        metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
          // Whoever is in the middle of a commit ends it first, and others begin theirs after this
          // one: an object that they find here, and do not store again, stays.
          if (transaction.dialect() == metadb::Dialect::kPostgresql) {
            transaction.Execute("LOCK TABLE version_objects IN SHARE ROW EXCLUSIVE MODE");
          }
          live_.Add(transaction);
          removed_.clear();
          for (const auto& [hash, bytes] : batch_) {
            if (live_.Contains(hash)) continue;
            transaction.Execute("DELETE FROM version_objects WHERE hash = ?",
                                metadb::Blob{std::string(hash.bytes())});
            removed_.push_back(bytes);
          }
        });
    for (const size_t bytes : removed_) CountOne(bytes);
  }

  void Count() {
    for (const auto& [hash, bytes] : batch_) CountOne(bytes);
  }
  void CountOne(size_t bytes) {
    ++report_.removed_objects;
    report_.removed_bytes += bytes;
  }

  metadb::Database& database_;
  const CompactionOptions& options_;
  Live live_;
  CompactionReport report_;
  std::vector<std::pair<Hash, size_t>> batch_;
  std::vector<size_t> removed_;
};

}  // namespace

CompactionReport CompactObjects(metadb::Database& database, const CompactionOptions& options) {
  return Compaction(database, options).Run();
}

}  // namespace tarn::versions
