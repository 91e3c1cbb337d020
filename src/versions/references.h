#pragma once

#include <optional>
#include <string>
#include <vector>

#include "metadb/database.h"
#include "versions/repository.h"

namespace tarn::versions {

// The tables of the repository.
const std::vector<metadb::Migration>& VersionsMigrations();

// The rows of branches and tags: thin, without checks of names or commits. Thread safe.
std::optional<Reference> FindReferenceRow(metadb::Executor& executor, const std::string& name);
std::vector<Reference> ListReferenceRows(metadb::Executor& executor);  // sorted by name
// kAlreadyExists.
void InsertReferenceRow(metadb::Executor& executor, const Reference& reference, int64_t now_ms);
// Newest first, without the head; empty when there is no such reference.
std::vector<Hash> RecentHeadsOf(metadb::Executor& executor, const std::string& name);
// Compare and swap: false when the reference does not point to `expected`.
bool MoveReferenceRow(metadb::Executor& executor, const std::string& name, const Hash& expected,
                      const Hash& head);
bool DeleteReferenceRow(metadb::Executor& executor, const std::string& name, const Hash& expected);

}  // namespace tarn::versions
