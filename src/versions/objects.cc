#include "versions/objects.h"

#include <algorithm>
#include <new>

#include "base/error.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

// Rows of one INSERT: a statement of few shapes stays prepared.
constexpr size_t kInsertRows = 8;
// What decoded objects and the bookkeeping of the cache take over their stored bytes.
constexpr size_t kCacheOverhead = 200;

std::string InsertStatement(size_t rows) {
  std::string sql = "INSERT INTO version_objects (hash, data) VALUES ";
  for (size_t i = 0; i < rows; ++i) sql += i == 0 ? "(?, ?)" : ", (?, ?)";
  return sql + " ON CONFLICT DO NOTHING";
}

}  // namespace

Hash NewObjects::Add(Node node) {
  std::string bytes = EncodeNode(node);
  Hash hash = Hash::Of(bytes);
  objects_.try_emplace(hash,
                       Object{std::move(bytes), std::make_shared<const Node>(std::move(node))});
  return hash;
}

void NewObjects::Add(Commit& commit) {
  std::string bytes = EncodeCommit(commit);
  commit.hash = Hash::Of(bytes);
  objects_.try_emplace(commit.hash,
                       Object{std::move(bytes), std::make_shared<const Commit>(commit)});
}

std::shared_ptr<const Node> NewObjects::GetNode(const Hash& hash) {
  auto found = objects_.find(hash);
  if (found == objects_.end()) return stored_.GetNode(hash);
  return std::get<std::shared_ptr<const Node>>(found->second.value);
}

std::shared_ptr<const Commit> NewObjects::GetCommit(const Hash& hash) {
  auto found = objects_.find(hash);
  if (found == objects_.end()) return stored_.GetCommit(hash);
  return std::get<std::shared_ptr<const Commit>>(found->second.value);
}

std::shared_ptr<const Node> StoredObjects::GetNode(const Hash& hash) {
  if (auto cached = FindCached(hash)) {
    if (auto* node = std::get_if<std::shared_ptr<const Node>>(&*cached)) return *node;
  }
  auto bytes = Load(hash);
  if (!bytes) {
    throw base::Error(
        ErrorKind::kDataCorruption,
        fmt::format("a tree node is missing in the metadata database: {}", hash.hex()),
        "what old commits held is forgotten by `tarn gc compact`; otherwise restore the metadata "
        "database from a backup");
  }
  auto node = std::make_shared<const Node>(DecodeNode(*bytes));
  Cache(hash, node, bytes->size());
  return node;
}

std::shared_ptr<const Commit> StoredObjects::FindCommit(const Hash& hash) {
  if (auto cached = FindCached(hash)) {
    auto* commit = std::get_if<std::shared_ptr<const Commit>>(&*cached);
    return commit == nullptr ? nullptr : *commit;
  }
  auto bytes = Load(hash);
  if (!bytes || !IsCommit(*bytes)) return nullptr;
  Commit decoded = DecodeCommit(*bytes);
  decoded.hash = hash;
  auto commit = std::make_shared<const Commit>(std::move(decoded));
  Cache(hash, commit, bytes->size());
  return commit;
}

std::shared_ptr<const Commit> StoredObjects::GetCommit(const Hash& hash) {
  auto commit = FindCommit(hash);
  if (!commit) base::Throw(ErrorKind::kNotFound, "no commit has the hash: {}", hash.hex());
  return commit;
}

std::vector<Hash> StoredObjects::FindCommits(const std::string& hex_digits) {
  auto low = Hash::FromHex(hex_digits + std::string(Hash::kBytes * 2 - hex_digits.size(), '0'));
  auto high = Hash::FromHex(hex_digits + std::string(Hash::kBytes * 2 - hex_digits.size(), 'f'));
  if (!low || !high) return {};
  auto rows = database_.Query<metadb::Blob>(
      "SELECT hash FROM version_objects WHERE hash >= ? AND hash <= ? ORDER BY hash LIMIT 100",
      metadb::Blob{std::string(low->bytes())}, metadb::Blob{std::string(high->bytes())});
  std::vector<Hash> result;
  for (auto& [bytes] : rows) {
    Hash hash = Hash::FromBytes(bytes.bytes);
    if (FindCommit(hash)) result.push_back(hash);
  }
  return result;
}

std::optional<std::string> StoredObjects::Load(const Hash& hash) {
  auto row = database_.QueryOne<metadb::Blob>("SELECT data FROM version_objects WHERE hash = ?",
                                              metadb::Blob{std::string(hash.bytes())});
  if (!row) return std::nullopt;
  std::string bytes = std::move(std::get<0>(*row).bytes);
  if (Hash::Of(bytes) != hash) {
    throw base::Error(ErrorKind::kDataCorruption,
                      fmt::format("an object in the metadata database is damaged: {}", hash.hex()),
                      "restore the metadata database from a backup");
  }
  return bytes;
}

void StoredObjects::Insert(metadb::Transaction& transaction, const NewObjects& objects) {
  metadb::Params params;
  for (const auto& [hash, object] : objects.objects()) {
    params.push_back(metadb::Blob{std::string(hash.bytes())});
    params.push_back(metadb::Blob{object.bytes});
    if (params.size() == kInsertRows * 2) {
      transaction.ExecuteWith(InsertStatement(kInsertRows), params);
      params.clear();
    }
  }
  if (!params.empty()) transaction.ExecuteWith(InsertStatement(params.size() / 2), params);
}

void StoredObjects::Remember(const NewObjects& objects) noexcept {
  try {
    for (const auto& [hash, object] : objects.objects()) {
      Cache(hash, object.value, object.bytes.size());
    }
  } catch (const std::bad_alloc&) {
    // The commit took place: failing now would say otherwise.
  }
}

std::optional<StoredObjects::Value> StoredObjects::FindCached(const Hash& hash) {
  std::lock_guard lock(mutex_);
  auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return std::nullopt;
  cached_.splice(cached_.begin(), cached_, found->second);
  return found->second->value;
}

void StoredObjects::Cache(const Hash& hash, Value value, size_t bytes) {
  bytes = bytes * 2 + kCacheOverhead;
  std::list<Cached> dropped;  // destroyed without the lock
  std::lock_guard lock(mutex_);
  if (by_hash_.contains(hash) || bytes > cache_bytes_) return;
  cached_.push_front({hash, std::move(value), bytes});
  by_hash_[hash] = cached_.begin();
  cached_bytes_ += bytes;
  while (cached_bytes_ > cache_bytes_) {
    cached_bytes_ -= cached_.back().bytes;
    by_hash_.erase(cached_.back().hash);
    dropped.splice(dropped.begin(), cached_, std::prev(cached_.end()));
  }
}

}  // namespace tarn::versions
