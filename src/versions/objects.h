#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "metadb/database.h"
#include "versions/node.h"

namespace tarn::versions {

// Where immutable objects are read from.
class ObjectSource {
 public:
  virtual ~ObjectSource() = default;
  // kDataCorruption when a node is missing or damaged.
  virtual std::shared_ptr<const Node> GetNode(const Hash& hash) = 0;
  // kNotFound when there is no such commit.
  virtual std::shared_ptr<const Commit> GetCommit(const Hash& hash) = 0;
};

// Objects made but not stored yet, over those that are stored. Used by one thread.
class NewObjects : public ObjectSource {
 public:
  explicit NewObjects(ObjectSource& stored) : stored_(stored) {}

  Hash Add(Node node);
  // Sets commit.hash.
  void Add(Commit& commit);

  std::shared_ptr<const Node> GetNode(const Hash& hash) override;
  std::shared_ptr<const Commit> GetCommit(const Hash& hash) override;

  struct Object {
    std::string bytes;
    std::variant<std::shared_ptr<const Node>, std::shared_ptr<const Commit>> value;
  };
  const std::map<Hash, Object>& objects() const { return objects_; }

 private:
  ObjectSource& stored_;
  std::map<Hash, Object> objects_;
};

// The objects in the metadata database, behind a cache of decoded ones. Thread safe.
class StoredObjects : public ObjectSource {
 public:
  StoredObjects(metadb::Database& database, size_t cache_bytes)
      : database_(database), cache_bytes_(cache_bytes) {}

  std::shared_ptr<const Node> GetNode(const Hash& hash) override;
  std::shared_ptr<const Commit> GetCommit(const Hash& hash) override;
  // Null when there is none.
  std::shared_ptr<const Commit> FindCommit(const Hash& hash);
  // The commits whose hash begins with these hexadecimal digits (8 at least); a few at most.
  std::vector<Hash> FindCommits(const std::string& hex_digits);

  // Stores objects in the caller's transaction; those that are there already are skipped.
  static void Insert(metadb::Transaction& transaction, const NewObjects& objects);
  // After the commit of that transaction; what does not fit in memory is read again.
  void Remember(const NewObjects& objects) noexcept;

 private:
  using Value = std::variant<std::shared_ptr<const Node>, std::shared_ptr<const Commit>>;
  struct Cached {
    Hash hash;
    Value value;
    size_t bytes = 0;
  };

  std::optional<Value> FindCached(const Hash& hash);
  void Cache(const Hash& hash, Value value, size_t bytes);
  // The stored bytes, checked against their hash.
  std::optional<std::string> Load(const Hash& hash);

  metadb::Database& database_;
  size_t cache_bytes_;
  std::mutex mutex_;
  std::list<Cached> cached_;  // most recently used first
  std::unordered_map<Hash, std::list<Cached>::iterator> by_hash_;
  size_t cached_bytes_ = 0;
};

}  // namespace tarn::versions
