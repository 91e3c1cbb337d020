#include "api/iceberg_rest/keyed_commit.h"

#include "base/error.h"

namespace tarn::api::iceberg_rest {
namespace {

// Clocks of several servers differ.
constexpr std::chrono::seconds kSkew{60};
constexpr size_t kCommitsAtOnce = 200;

std::optional<versions::Hash> FindInHistory(versions::Repository& repository, versions::Hash from,
                                            const std::string& key, base::TimePoint begin) {
  while (true) {
    const auto commits = repository.Log(from, kCommitsAtOnce);
    for (const versions::Commit& commit : commits) {
      if (commit.time < begin) return std::nullopt;  // no first parent is younger
      const auto property = commit.properties.find(kIdempotencyKeyProperty);
      if (property != commit.properties.end() && property->second == key) return commit.hash;
    }
    if (commits.size() < kCommitsAtOnce || commits.back().parents.empty()) return std::nullopt;
    from = commits.back().parents.front();
  }
}

}  // namespace

std::optional<versions::Hash> FindKeyedCommit(versions::Repository& repository,
                                              const std::string& key, base::TimePoint since) {
  for (const versions::Reference& reference : repository.ListReferences()) {
    if (reference.kind != versions::ReferenceKind::kBranch) continue;
    if (auto found = FindInHistory(repository, reference.head, key, since - kSkew)) return found;
  }
  return std::nullopt;
}

}  // namespace tarn::api::iceberg_rest
