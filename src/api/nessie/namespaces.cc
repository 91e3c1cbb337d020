// The namespaces of version 1, which has requests of its own for them.
#include "api/nessie/commit_plan.h"
#include "api/nessie/key_path.h"
#include "api/nessie/service.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using versions::ContentKey;

std::string NameOf(const ContentKey& key) { return ToEscapedKeyPath(key.elements); }

Operations OneOperation(const std::string& message, Operation operation) {
  Operations operations;
  operations.meta.message = message;
  operations.operations.push_back(std::move(operation));
  return operations;
}

// Lost races and missing parents, as the requests for namespaces tell them.
template <typename Change>
auto TellingConflicts(Change change) {
  try {
    return change();
  } catch (const ApiError& error) {
    if (error.code() != ErrorCode::kReferenceConflict) throw;
    throw ApiError(ErrorCode::kReferenceNotFound, error.message());
  }
}

}  // namespace

StoredContent Service::GetNamespace(const RefSpec& ref, const ContentKey& key) {
  const ResolvedRef at = Resolve(ref);
  auto content = repository_.GetContent(at.hash, key);
  if (!content || !IsNamespaceContent(*content)) {
    throw ApiError(ErrorCode::kNamespaceNotFound, "Namespace '" + NameOf(key) + "' does not exist",
                   key);
  }
  return {key, std::move(*content)};
}

std::vector<StoredContent> Service::ListNamespaces(const RefSpec& ref,
                                                   const std::optional<ContentKey>& below) {
  const ResolvedRef at = Resolve(ref);
  std::vector<StoredContent> found;
  const ContentKey prefix = below.value_or(ContentKey());
  if (below) {
    auto content = repository_.GetContent(at.hash, *below);
    if (content && IsNamespaceContent(*content)) found.push_back({*below, std::move(*content)});
  }
  versions::Page page{{}, 1000};
  while (true) {
    auto entries = repository_.ListKeys(at.hash, prefix, page);
    const bool more = entries.size() == page.limit;
    if (more) page.after = entries.back().key;
    for (versions::KeyEntry& entry : entries) {
      if (!IsNamespaceContent(entry.content)) continue;
      // The request knows no pages.
      if (found.size() == kMaxRecords) {
        base::Throw(base::ErrorKind::kResourceExhausted,
                    "there are more than {} namespaces: ask for those below one, or list entries",
                    kMaxRecords);
      }
      found.push_back({std::move(entry.key), std::move(entry.content)});
    }
    if (!more) return found;
  }
}

StoredContent Service::CreateNamespace(const std::string& ref, const ContentKey& key,
                                       const std::map<std::string, std::string>& properties) {
  const ResolvedRef branch = Resolve({ref, {}}, {.branch_only = true});
  if (repository_.GetContent(branch.hash, key)) {
    throw ApiError(ErrorCode::kNamespaceAlreadyExists,
                   "Namespace '" + NameOf(key) + "' already exists");
  }
  return TellingConflicts([&] {
    const CommitResponse response = CommitOn(
        branch, OneOperation("create namespace '" + NameOf(key) + "'",
                             PutOperation{key, {{}, catalog::NamespaceContent{properties}}, {}}));
    return GetNamespace({branch.name, response.target.hash}, key);
  });
}

void Service::DeleteNamespace(const std::string& ref, const ContentKey& key) {
  const ResolvedRef branch = Resolve({ref, {}}, {.branch_only = true});
  GetNamespace({branch.name, branch.hash.hex()}, key);
  try {
    CommitOn(branch, OneOperation("delete namespace '" + NameOf(key) + "'", DeleteOperation{key}));
  } catch (const ApiError& error) {
    auto* conflicts = std::get_if<std::vector<Conflict>>(&error.details());
    if (conflicts == nullptr) throw;
    for (const Conflict& conflict : *conflicts) {
      if (conflict.type != ConflictType::kNamespaceNotEmpty) continue;
      throw ApiError(ErrorCode::kNamespaceNotEmpty, "Namespace '" + NameOf(key) + "' is not empty");
    }
    throw ApiError(ErrorCode::kReferenceNotFound, error.message());
  }
}

void Service::UpdateNamespace(const std::string& ref, const ContentKey& key,
                              const NamespaceUpdate& update) {
  const ResolvedRef branch = Resolve({ref, {}}, {.branch_only = true});
  const StoredContent current = GetNamespace({branch.name, branch.hash.hex()}, key);
  auto content = std::get<catalog::NamespaceContent>(catalog::ParseContent(current.content, key));
  for (const std::string& name : update.remove) content.properties.erase(name);
  for (const auto& [name, value] : update.set) content.properties[name] = value;
  TellingConflicts([&] {
    return CommitOn(
        branch,
        OneOperation("update properties for namespace '" + NameOf(key) + "'",
                     PutOperation{key, {current.content.content_id, std::move(content)}, {}}));
  });
}

}  // namespace tarn::api::nessie
