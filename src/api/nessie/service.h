#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/nessie/model.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/repository_config.h"
#include "api/nessie/requests.h"
#include "catalog/catalog.h"

namespace tarn::api::nessie {

// A reference with an optional hash, as a request names it; an empty name is the default branch.
struct RefSpec {
  std::string name;
  std::optional<std::string> hash;
};

struct EntriesRequest {
  RefSpec ref;
  PageRequest page;
  std::string filter;
  bool with_content = false;
  int64_t namespace_depth = 0;  // version 1: deeper keys are shown as their namespace at this depth
  std::vector<versions::ContentKey> keys;
  std::optional<versions::ContentKey> min_key, max_key, prefix;
};

struct LogRequest {
  RefSpec ref;
  PageRequest page;
  std::string filter;
  bool fetch_all = false;
  std::optional<std::string> limit_hash;  // the oldest commit of the log
};

struct DiffRequest {
  RefSpec from, to;
  PageRequest page;
  std::string filter;
  std::vector<versions::ContentKey> keys;
  std::optional<versions::ContentKey> min_key, max_key, prefix;
};

// The operations of Nessie's API over a catalog and its version store: from request to response,
// without HTTP. Thread safe. The catalog outlives it.
//
// Errors: ApiError where the API has a code of its own, base::Error kinds otherwise; see CodeOf.
// Conflicts are errors (kReferenceConflict with all of them), except where a request asks for them
// as a result. Lists end after their page, after kMaxRecords or about kMaxResponseBytes, with a
// token for the rest.
class Service {
 public:
  static constexpr size_t kMaxRecords = 20'000;
  static constexpr size_t kMaxLogEntries = 250;
  static constexpr size_t kMaxResponseBytes = size_t{32} << 20;

  // `database` keeps what clients configure, and outlives the service like the catalog.
  Service(catalog::Catalog& catalog, metadb::Database& database, std::string default_branch)
      : catalog_(catalog),
        repository_(catalog.repository()),
        default_branch_(std::move(default_branch)),
        configs_(database) {}

  const std::string& default_branch() const { return default_branch_; }
  Configuration GetConfiguration();
  RepositoryConfigs& configs() { return configs_; }

  // --- references (references.cc)
  PageOf<Reference> ListReferences(const PageRequest& page, const std::string& filter,
                                   bool fetch_all);
  Reference GetReference(const std::string& name, bool fetch_all);
  // `source` names the commit; its hash is required and must not be relative alone.
  Reference CreateReference(const std::string& name, ReferenceType type, const RefSpec& source);
  // `type`: what it must be, if told. The hash of `ref` is where it must be now.
  Reference AssignReference(const std::optional<ReferenceType>& type, const RefSpec& ref,
                            const Reference& target);
  Reference DeleteReference(const std::optional<ReferenceType>& type, const RefSpec& ref);
  // Reads so many commits of the log, at most kMaxRecords, to tell whether it is whole; 0: none.
  ReferenceHistory GetReferenceHistory(const std::string& name, int64_t commits_to_scan);

  // --- contents (contents.cc). kContentNotFound.
  ContentsResponse GetContent(const RefSpec& ref, const versions::ContentKey& key);
  ContentsResponse GetContents(const RefSpec& ref, const std::vector<versions::ContentKey>& keys);
  EntriesResponse GetEntries(const EntriesRequest& request);

  // --- history (history.cc)
  PageOf<LogEntry> GetLog(const LogRequest& request);
  DiffResponse GetDiff(const DiffRequest& request);

  // --- writing (commit.cc, merge.cc). The hash of a target is required: the commit on which the
  // operations were worked out, anywhere in the branch's history.
  CommitResponse Commit(const RefSpec& target, const Operations& operations);
  MergeResponse Merge(const RefSpec& target, const MergeRequest& request);
  MergeResponse Transplant(const RefSpec& target, const MergeRequest& request);

  // --- namespaces of version 1 (namespaces.cc). kNamespaceNotFound, kNamespaceAlreadyExists,
  // kNamespaceNotEmpty; kReferenceNotFound also when a parent is missing, as the API has it.
  StoredContent GetNamespace(const RefSpec& ref, const versions::ContentKey& key);
  std::vector<StoredContent> ListNamespaces(const RefSpec& ref,
                                            const std::optional<versions::ContentKey>& below);
  StoredContent CreateNamespace(const std::string& ref, const versions::ContentKey& key,
                                const std::map<std::string, std::string>& properties);
  void DeleteNamespace(const std::string& ref, const versions::ContentKey& key);
  void UpdateNamespace(const std::string& ref, const versions::ContentKey& key,
                       const NamespaceUpdate& update);

 private:
  ResolvedRef Resolve(const RefSpec& ref, const RefRules& rules = {}) {
    return ResolveRef(repository_, default_branch_, ref.name, ref.hash, rules);
  }
  // A branch and a commit of its history that the request must name.
  ResolvedRef ResolveTarget(const RefSpec& ref, const char* what);
  Reference Describe(const versions::Reference& reference, bool fetch_all);
  LogEntry EntryOf(const versions::Commit& commit, bool with_operations);
  // On top of `target.hash`, as the branch was then.
  CommitResponse CommitOn(const ResolvedRef& target, const Operations& operations);
  versions::MergeRequest ToStoreRequest(const ResolvedRef& target, const MergeRequest& request);
  MergeResponse Finish(const ResolvedRef& target, const MergeRequest& request,
                       const versions::MergeOutcome& outcome,
                       const std::vector<versions::DiffEntry>& source_changes,
                       const std::vector<Conflict>& namespace_conflicts);

  catalog::Catalog& catalog_;
  versions::Repository& repository_;
  const std::string default_branch_;
  RepositoryConfigs configs_;
};

}  // namespace tarn::api::nessie
