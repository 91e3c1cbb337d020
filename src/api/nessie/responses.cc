#include "api/nessie/responses.h"

#include "api/nessie/commit_meta.h"
#include "api/nessie/content_json.h"

namespace tarn::api::nessie {
namespace {

using nlohmann::json;

constexpr const char* kSpecification = "2.2.0";

template <typename T>
json OrNull(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json ContentOrNull(const std::optional<versions::Content>& content,
                   const versions::ContentKey& key) {
  return content ? ToJson(*content, key) : json(nullptr);
}

template <typename Item>
json PageJson(const PageOf<Item>& page, const char* member, json items) {
  return {{"hasMore", page.token.has_value()},
          {"token", OrNull(page.token)},
          {member, std::move(items)}};
}

json MetadataJson(const ReferenceMetadata& metadata, ApiVersion version) {
  return {{"numCommitsAhead", OrNull(metadata.commits_ahead)},
          {"numCommitsBehind", OrNull(metadata.commits_behind)},
          {"commitMetaOfHEAD", metadata.head ? ToJson(*metadata.head, version) : json(nullptr)},
          {"commonAncestorHash", OrNull(metadata.common_ancestor)},
          {"numTotalCommits", metadata.total_commits}};
}

json OperationJson(const LoggedOperation& operation, ApiVersion version) {
  json body = {{"type", operation.content ? "PUT" : "DELETE"}, {"key", ToJson(operation.key)}};
  if (!operation.content) return body;
  body["content"] = ToJson(*operation.content, operation.key);
  body[version == ApiVersion::kV1 ? "expectedContent" : "documentation"] = nullptr;
  return body;
}

const char* BehaviorName(versions::MergeBehavior behavior) {
  static constexpr const char* kNames[] = {"NORMAL", "FORCE", "DROP"};
  return kNames[static_cast<size_t>(behavior)];
}

json HistoryState(const CommitMeta& meta) {
  return {{"commitHash", meta.hash.value_or("")},
          {"commitConsistency", "COMMIT_CONSISTENT"},
          {"meta", ToJson(meta, ApiVersion::kV2)}};
}

}  // namespace

json ToJson(const Configuration& configuration, ApiVersion version) {
  json body = {{"defaultBranch", configuration.default_branch}, {"maxSupportedApiVersion", 2}};
  if (version == ApiVersion::kV1) return body;
  body["minSupportedApiVersion"] = 1;
  body["actualApiVersion"] = 2;
  body["specVersion"] = kSpecification;
  body["noAncestorHash"] = configuration.no_ancestor_hash;
  body["repositoryCreationTimestamp"] = base::FormatTimestamp(configuration.created);
  body["oldestPossibleCommitTimestamp"] = base::FormatTimestamp(configuration.created);
  return body;
}

json ToJson(const Reference& reference, ApiVersion version) {
  json body = {{"type", ReferenceTypeName(reference.type)}, {"hash", reference.hash}};
  if (reference.type != ReferenceType::kDetached) body["name"] = reference.name;
  if (reference.metadata) body["metadata"] = MetadataJson(*reference.metadata, version);
  return body;
}

json ToJson(const PageOf<Reference>& page, ApiVersion version) {
  json items = json::array();
  for (const Reference& reference : page.items) items.push_back(ToJson(reference, version));
  return PageJson(page, "references", std::move(items));
}

json ToJson(const ReferenceHistory& history) {
  json previous = json::array();
  for (const CommitMeta& meta : history.previous) previous.push_back(HistoryState(meta));
  return {{"reference", ToJson(history.reference, ApiVersion::kV2)},
          {"current", HistoryState(history.current)},
          {"previous", std::move(previous)},
          {"commitLogConsistency", history.log_consistency}};
}

json ContentJson(const ContentsResponse& response, ApiVersion version) {
  const StoredContent& stored = response.contents.front();
  json content = ToJson(stored.content, stored.key);
  if (version == ApiVersion::kV1) return content;
  return {{"content", std::move(content)},
          {"effectiveReference", ToJson(response.effective, version)}};
}

json ContentsJson(const ContentsResponse& response, ApiVersion version) {
  json items = json::array();
  for (const StoredContent& stored : response.contents) {
    items.push_back({{"key", ToJson(stored.key)}, {"content", ToJson(stored.content, stored.key)}});
  }
  json body = {{"contents", std::move(items)}};
  if (version == ApiVersion::kV2) body["effectiveReference"] = ToJson(response.effective, version);
  return body;
}

json ToJson(const EntriesResponse& response, ApiVersion version) {
  json items = json::array();
  for (const Entry& entry : response.page.items) {
    json item = {{"name", ToJson(entry.key)}, {"type", entry.type}};
    if (version == ApiVersion::kV2) {
      item["contentId"] = entry.content_id;
      item["content"] = ContentOrNull(entry.content, entry.key);
    }
    items.push_back(std::move(item));
  }
  json body = PageJson(response.page, "entries", std::move(items));
  if (version == ApiVersion::kV2) body["effectiveReference"] = ToJson(response.effective, version);
  return body;
}

json ToJson(const PageOf<LogEntry>& page, ApiVersion version) {
  json items = json::array();
  for (const LogEntry& entry : page.items) {
    const std::vector<std::string>& parents = entry.meta.parents;
    json operations = nullptr;
    if (entry.operations) {
      operations = json::array();
      for (const auto& operation : *entry.operations) {
        operations.push_back(OperationJson(operation, version));
      }
    }
    json item = {{"commitMeta", ToJson(entry.meta, version)},
                 {"parentCommitHash", parents.empty() ? json(nullptr) : json(parents.front())},
                 {"operations", std::move(operations)}};
    if (version == ApiVersion::kV1 && parents.size() > 1) {
      item["additionalParents"] = std::vector<std::string>(parents.begin() + 1, parents.end());
    }
    items.push_back(std::move(item));
  }
  return PageJson(page, "logEntries", std::move(items));
}

json ToJson(const DiffResponse& response, ApiVersion version) {
  json items = json::array();
  for (const versions::DiffEntry& entry : response.page.items) {
    items.push_back({{"key", ToJson(entry.key)},
                     {"from", ContentOrNull(entry.from, entry.key)},
                     {"to", ContentOrNull(entry.to, entry.key)}});
  }
  json body = PageJson(response.page, "diffs", std::move(items));
  if (version == ApiVersion::kV2) {
    body["effectiveFromReference"] = ToJson(response.from, version);
    body["effectiveToReference"] = ToJson(response.to, version);
  }
  return body;
}

json ToJson(const CommitResponse& response) {
  json added = nullptr;
  if (!response.added.empty()) {
    added = json::array();
    for (const AddedContent& content : response.added) {
      added.push_back({{"key", ToJson(content.key)}, {"contentId", content.content_id}});
    }
  }
  return {{"targetBranch", ToJson(response.target, ApiVersion::kV2)},
          {"addedContents", std::move(added)}};
}

json ToJson(const MergeResponse& response, ApiVersion version) {
  const bool v1 = version == ApiVersion::kV1;
  json details = json::array();
  for (const MergeKeyDetails& detail : response.details) {
    json item = {{"key", ToJson(detail.key)}, {"mergeBehavior", BehaviorName(detail.behavior)}};
    if (v1) {
      item["conflictType"] = detail.conflict ? "UNRESOLVABLE" : "NONE";
      item["sourceCommits"] = json::array();
      item["targetCommits"] = json::array();
    } else if (detail.conflict) {
      item["conflict"] = ToJson(*detail.conflict);
    }
    details.push_back(std::move(item));
  }
  json body = {{"wasApplied", response.applied},
               {"wasSuccessful", response.successful},
               {"resultantTargetHash", OrNull(response.resultant_hash)},
               {"commonAncestor", OrNull(response.common_ancestor)},
               {"targetBranch", response.target_branch},
               {"effectiveTargetHash", response.effective_target_hash},
               {"expectedHash", response.expected_hash},
               {"details", std::move(details)}};
  if (v1) {
    body["sourceCommits"] = json::array();
    body["targetCommits"] = nullptr;
  }
  return body;
}

json NamespacesJson(const std::vector<StoredContent>& namespaces) {
  json items = json::array();
  for (const StoredContent& stored : namespaces) {
    items.push_back(ToJson(stored.content, stored.key));
  }
  return {{"namespaces", std::move(items)}};
}

}  // namespace tarn::api::nessie
