#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "versions/hash.h"

namespace tarn::versions {

// A value under a key. The payload is the caller's; the id stays with the content over renames.
struct Content {
  std::string content_id;
  std::string payload;
  friend bool operator==(const Content&, const Content&) = default;
};

// What people say about a commit.
struct CommitMeta {
  std::string message;
  std::string author;
  std::string committer;                          // the author when empty
  std::map<std::string, std::string> properties;  // e.g. {"tarn.run-id": …}
};

// Immutable; its hash covers everything but the hash itself.
struct Commit {
  Hash hash;
  std::vector<Hash> parents;  // the branch's former head first; for a merge then the source
  Hash root;                  // of the tree of keys; none for no keys
  std::string message;
  std::string author;
  std::string committer;
  base::TimePoint time;  // never before the first parent's
  std::map<std::string, std::string> properties;
  uint64_t depth = 0;       // first parents to the empty commit
  uint64_t generation = 0;  // the longest way to it over any parents
  Hash jump;                // a far first-parent ancestor, so that history is walked in O(log n)
};

}  // namespace tarn::versions
