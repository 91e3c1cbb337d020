#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/nessie/error.h"
#include "base/clock.h"
#include "catalog/content.h"
#include "versions/repository.h"

// What requests and responses of Nessie's API are made of (schemas of its OpenAPI document).
// Values.
namespace tarn::api::nessie {

enum class ApiVersion { kV1 = 1, kV2 = 2 };

enum class ReferenceType { kBranch, kTag, kDetached };
const char* ReferenceTypeName(ReferenceType type);  // "BRANCH"
// In any case; kInvalidArgument for another word.
ReferenceType ParseReferenceType(const std::string& text);

struct CommitMeta {
  std::optional<std::string> hash;  // set by the server, as are the next two
  std::optional<std::string> committer;
  std::optional<base::TimePoint> commit_time;
  std::vector<std::string> authors;
  std::vector<std::string> signed_off_by;
  std::string message;
  std::optional<base::TimePoint> author_time;
  std::map<std::string, std::vector<std::string>> properties;
  std::vector<std::string> parents;  // hashes; the branch's former head first
};

// Of a reference beside the default branch; only with fetch=ALL.
struct ReferenceMetadata {
  std::optional<int64_t> commits_ahead;
  std::optional<int64_t> commits_behind;
  std::optional<CommitMeta> head;
  std::optional<std::string> common_ancestor;
  int64_t total_commits = 0;
};

struct Reference {
  ReferenceType type = ReferenceType::kBranch;
  std::string name;  // empty for a detached one
  std::string hash;  // may be empty in requests
  std::optional<ReferenceMetadata> metadata;
};

// A content as clients send it: with the id that it shall have, if any.
struct ContentValue {
  std::optional<std::string> id;
  catalog::CatalogContent content;
};

struct PutOperation {
  versions::ContentKey key;
  ContentValue content;
  std::optional<ContentValue> expected;  // version 1 only
};
struct DeleteOperation {
  versions::ContentKey key;
};
struct UnchangedOperation {
  versions::ContentKey key;
};
using Operation = std::variant<PutOperation, DeleteOperation, UnchangedOperation>;

struct Operations {
  CommitMeta meta;
  std::vector<Operation> operations;
};

struct AddedContent {
  versions::ContentKey key;
  std::string content_id;
};
struct CommitResponse {
  Reference target;
  std::vector<AddedContent> added;
};

// A content that the store has, under its key.
struct StoredContent {
  versions::ContentKey key;
  versions::Content content;
};
struct ContentsResponse {
  std::vector<StoredContent> contents;
  Reference effective;
};

struct Entry {
  versions::ContentKey key;
  std::string type;
  std::string content_id;
  std::optional<versions::Content> content;
};
template <typename Item>
struct PageOf {
  std::vector<Item> items;
  std::optional<std::string> token;  // of the next page
};
struct EntriesResponse {
  PageOf<Entry> page;
  Reference effective;
};

// An operation as the log tells it: a put has a content.
struct LoggedOperation {
  versions::ContentKey key;
  std::optional<versions::Content> content;
};
struct LogEntry {
  CommitMeta meta;
  std::optional<std::vector<LoggedOperation>> operations;  // only with fetch=ALL
};

struct DiffResponse {
  PageOf<versions::DiffEntry> page;
  Reference from;
  Reference to;
};

struct KeyMergeMode {
  versions::ContentKey key;
  versions::MergeBehavior behavior = versions::MergeBehavior::kNormal;
  std::optional<ContentValue> expected_target;
  std::optional<ContentValue> resolved;
};
// Merge and transplant share most of their request.
struct MergeRequest {
  std::string from_name;
  std::optional<std::string> from_hash;  // merge
  std::vector<std::string> transplant;   // hashes, oldest first
  std::optional<std::string> message;
  std::optional<CommitMeta> meta;
  std::vector<KeyMergeMode> key_modes;
  versions::MergeBehavior default_mode = versions::MergeBehavior::kNormal;
  bool dry_run = false;
  bool conflict_as_result = false;
};
struct MergeKeyDetails {
  versions::ContentKey key;
  versions::MergeBehavior behavior = versions::MergeBehavior::kNormal;
  std::optional<Conflict> conflict;
};
struct MergeResponse {
  bool applied = false;
  bool successful = false;
  std::optional<std::string> resultant_hash;
  std::optional<std::string> common_ancestor;
  std::string target_branch;
  std::string effective_target_hash;
  std::string expected_hash;
  std::vector<MergeKeyDetails> details;
};

struct ReferenceHistory {
  Reference reference;
  CommitMeta current;
  std::vector<CommitMeta> previous;
  const char* log_consistency = "NOT_CHECKED";  // or "COMMIT_CONSISTENT", "COMMIT_INCONSISTENT"
};

struct Configuration {
  std::string default_branch;
  std::string no_ancestor_hash;
  base::TimePoint created;
};

}  // namespace tarn::api::nessie
