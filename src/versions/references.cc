#include "versions/references.h"

#include <algorithm>
#include <tuple>

#include "base/error.h"

namespace tarn::versions {
namespace {

using Row = std::tuple<std::string, std::string, metadb::Blob>;

metadb::Blob AsBlob(const Hash& hash) { return metadb::Blob{std::string(hash.bytes())}; }

const char* KindName(ReferenceKind kind) {
  return kind == ReferenceKind::kBranch ? "branch" : "tag";
}

Reference ToReference(const Row& row) {
  const auto& [name, kind, head] = row;
  return {name, kind == "tag" ? ReferenceKind::kTag : ReferenceKind::kBranch,
          Hash::FromBytes(head.bytes)};
}

}  // namespace

const std::vector<metadb::Migration>& VersionsMigrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "objects and references",
       {"CREATE TABLE version_objects (hash {blob} NOT NULL PRIMARY KEY, data {blob} NOT NULL)",
        "CREATE TABLE version_references (name TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, head "
        "{blob} NOT NULL, created_at_ms BIGINT NOT NULL)"}},
      // The digits of former heads, newest first, one after the other.
      {2,
       "recent heads of references",
       {"ALTER TABLE version_references ADD COLUMN recent_heads TEXT NOT NULL DEFAULT ''"}},
  };
  return migrations;
}

std::optional<Reference> FindReferenceRow(metadb::Executor& executor, const std::string& name) {
  auto row = executor.QueryOne<std::string, std::string, metadb::Blob>(
      "SELECT name, kind, head FROM version_references WHERE name = ?", name);
  if (!row) return std::nullopt;
  return ToReference(*row);
}

std::vector<Reference> ListReferenceRows(metadb::Executor& executor) {
  std::vector<Reference> result;
  for (const Row& row : executor.Query<std::string, std::string, metadb::Blob>(
           "SELECT name, kind, head FROM version_references")) {
    result.push_back(ToReference(row));
  }
  // Bytewise, whatever the database's collation is.
  std::sort(result.begin(), result.end(),
            [](const Reference& a, const Reference& b) { return a.name < b.name; });
  return result;
}

void InsertReferenceRow(metadb::Executor& executor, const Reference& reference, int64_t now_ms) {
  int64_t rows = executor.Execute(
      "INSERT INTO version_references (name, kind, head, created_at_ms) VALUES (?, ?, ?, ?) ON "
      "CONFLICT DO NOTHING",
      reference.name, KindName(reference.kind), AsBlob(reference.head), now_ms);
  if (rows == 0) {
    base::Throw(base::ErrorKind::kAlreadyExists, "a branch or tag of that name exists: '{}'",
                reference.name);
  }
}

static_assert(kRecentHeads * Hash::kBytes * 2 == 1280);

bool MoveReferenceRow(metadb::Executor& executor, const std::string& name, const Hash& expected,
                      const Hash& head) {
  return executor.Execute(
             "UPDATE version_references SET head = ?, recent_heads = substr(CAST(? AS TEXT) || "
             "recent_heads, 1, 1280) WHERE name = ? AND head = ?",
             AsBlob(head), expected == head ? std::string() : expected.hex(), name,
             AsBlob(expected)) == 1;
}

std::vector<Hash> RecentHeadsOf(metadb::Executor& executor, const std::string& name) {
  auto row = executor.QueryOne<std::string>(
      "SELECT recent_heads FROM version_references WHERE name = ?", name);
  const std::string digits = row ? std::get<0>(*row) : std::string();
  std::vector<Hash> heads;
  constexpr size_t kDigits = Hash::kBytes * 2;
  for (size_t at = 0; at + kDigits <= digits.size(); at += kDigits) {
    if (auto hash = Hash::FromHex(digits.substr(at, kDigits))) heads.push_back(*hash);
  }
  return heads;
}

bool DeleteReferenceRow(metadb::Executor& executor, const std::string& name, const Hash& expected) {
  return executor.Execute("DELETE FROM version_references WHERE name = ? AND head = ?", name,
                          AsBlob(expected)) == 1;
}

}  // namespace tarn::versions
