// The OpenAPI document: paths from the table of routes, bodies from here (Nessie's specification
// 2.2.0).
#include "http/openapi.h"

#include "api/nessie/route_support.h"

namespace tarn::api::nessie {
namespace {

constexpr std::string_view kSchemas = R"(
NessieError { status!: int, reason!: string, message!: string, errorCode: ErrorCode,
              serverStackTrace?: string, errorDetails?: NessieErrorDetails };
ErrorCode = 'UNKNOWN' | 'SERVICE_UNAVAILABLE' | 'REFERENCE_NOT_FOUND' | 'REFERENCE_ALREADY_EXISTS' |
            'CONTENT_NOT_FOUND' | 'REFERENCE_CONFLICT' | 'BAD_REQUEST' | 'FORBIDDEN' |
            'TOO_MANY_REQUESTS' | 'NAMESPACE_NOT_FOUND' | 'NAMESPACE_ALREADY_EXISTS' |
            'NAMESPACE_NOT_EMPTY' | 'UNSUPPORTED_MEDIA_TYPE';
NessieErrorDetails { type!: 'CONTENT_KEY' | 'REFERENCE_CONFLICTS', contentKey: ContentKey,
                     conflicts: [Conflict] };
Conflict { conflictType!: string, key?: ContentKey, message!: string };

NessieConfiguration { defaultBranch!: string, maxSupportedApiVersion!: int,
                      minSupportedApiVersion: int, actualApiVersion: int, specVersion: string,
                      noAncestorHash: string, repositoryCreationTimestamp: string,
                      oldestPossibleCommitTimestamp: string };
RepositoryConfig { type!: string };
RepositoryConfigResponse { configs!: [RepositoryConfig] };
UpdateRepositoryConfigRequest { config!: RepositoryConfig };
UpdateRepositoryConfigResponse { previous?: RepositoryConfig };

Reference { type!: 'BRANCH' | 'TAG' | 'DETACHED', name: string, hash: string,
            metadata: ReferenceMetadata };
ReferenceMetadata { numCommitsAhead?: int, numCommitsBehind?: int, commitMetaOfHEAD?: CommitMeta,
                    commonAncestorHash?: string, numTotalCommits: long };
ReferencesResponse { hasMore!: boolean, token?: string, references!: [Reference] };
SingleReferenceResponse { reference!: Reference };
ReferenceHistoryState { commitHash!: string, commitConsistency!: string, meta: CommitMeta };
ReferenceHistoryResponse { reference!: Reference, current!: ReferenceHistoryState,
                           previous!: [ReferenceHistoryState], commitLogConsistency!: string };

CommitMeta { message!: string, hash?: string, committer?: string, author?: string,
             authors: [string], signedOffBy?: string, allSignedOffBy: [string],
             authorTime?: string, commitTime?: string, properties: {string},
             allProperties: {[string]}, parentCommitHashes: [string] };
LogEntry { commitMeta!: CommitMeta, parentCommitHash?: string, additionalParents: [string],
           operations?: [Operation] };
LogResponse { hasMore!: boolean, token?: string, logEntries!: [LogEntry] };

ContentKey { elements!: [string] };
Content = IcebergTable | IcebergView | Namespace | DeltaLakeTable | UDF;
IcebergTable { type!: 'ICEBERG_TABLE', id?: string, metadataLocation!: string, snapshotId!: long,
               schemaId!: int, specId!: int, sortOrderId!: int };
IcebergView { type!: 'ICEBERG_VIEW', id?: string, metadataLocation!: string, versionId!: long,
              schemaId!: int, sqlText?: string, dialect?: string };
Namespace { type!: 'NAMESPACE', id?: string, elements!: [string], properties: {string} };
DeltaLakeTable { type!: 'DELTA_LAKE_TABLE', id?: string, metadataLocationHistory!: [string],
                 checkpointLocationHistory!: [string], lastCheckpoint?: string };
UDF { type!: 'UDF', id?: string, metadataLocation?: string, versionId?: string,
      signatureId?: string, sqlText?: string, dialect?: string };
NewNamespace { type: 'NAMESPACE', elements: [string], properties: {string} };
ContentResponse { content!: Content, effectiveReference!: Reference };
ContentWithKey { key!: ContentKey, content!: Content };
GetMultipleContentsRequest { requestedKeys!: [ContentKey] };
GetMultipleContentsResponse { contents!: [ContentWithKey], effectiveReference: Reference };
GetNamespacesResponse { namespaces!: [Namespace] };
NamespaceUpdate { propertyUpdates: {string}, propertyRemovals: [string] };
Entry { name!: ContentKey, type!: string, contentId: string, content?: Content };
EntriesResponse { hasMore!: boolean, token?: string, entries!: [Entry],
                  effectiveReference: Reference };
DiffEntry { key!: ContentKey, from?: Content, to?: Content };
DiffResponse { hasMore!: boolean, token?: string, diffs!: [DiffEntry],
               effectiveFromReference: Reference, effectiveToReference: Reference };

Operation { type!: 'PUT' | 'DELETE' | 'UNCHANGED', key!: ContentKey, content: Content,
            expectedContent?: Content, documentation?: any };
Operations { commitMeta!: CommitMeta, operations!: [Operation] };
AddedContent { key!: ContentKey, contentId!: string };
CommitResponse { targetBranch!: Reference, addedContents?: [AddedContent] };

MergeBehavior = 'NORMAL' | 'FORCE' | 'DROP';
MergeKeyBehavior { key!: ContentKey, mergeBehavior!: MergeBehavior,
                   expectedTargetContent?: Content, resolvedContent?: Content };
Merge { fromRefName!: string, fromHash?: string, message?: string, commitMeta?: CommitMeta,
        keyMergeModes?: [MergeKeyBehavior], defaultKeyMergeMode?: MergeBehavior,
        isDryRun?: boolean, isFetchAdditionalInfo?: boolean, isReturnConflictAsResult?: boolean };
Transplant { fromRefName!: string, hashesToTransplant!: [string], message?: string,
             keyMergeModes?: [MergeKeyBehavior], defaultKeyMergeMode?: MergeBehavior,
             isDryRun?: boolean, isFetchAdditionalInfo?: boolean,
             isReturnConflictAsResult?: boolean };
MergeKeyDetails { key!: ContentKey, mergeBehavior!: MergeBehavior, conflict: Conflict,
                  conflictType: string, sourceCommits: [string], targetCommits: [string] };
MergeResponse { wasApplied!: boolean, wasSuccessful!: boolean, resultantTargetHash?: string,
                commonAncestor?: string, targetBranch!: string, effectiveTargetHash!: string,
                expectedHash?: string, details!: [MergeKeyDetails], sourceCommits: [string],
                targetCommits?: [string] };
)";

using Facts = std::map<std::string, http::OperationFacts, std::less<>>;

Facts FactsV1() {
  return {
      {"getConfig.v1",
       {.summary = "The server's configuration", .response = "NessieConfiguration"}},
      {"getAllReferences.v1",
       {.summary = "Branches and tags",
        .query = {"maxRecords", "pageToken", "fetch", "filter"},
        .response = "ReferencesResponse"}},
      {"getDefaultBranch.v1", {.summary = "The default branch", .response = "Reference"}},
      {"createReference.v1",
       {.summary = "Create a branch or tag",
        .query = {"sourceRefName"},
        .request = "Reference",
        .response = "Reference"}},
      {"getReferenceByName.v1",
       {.summary = "A branch or tag", .query = {"fetch"}, .response = "Reference"}},
      {"getEntries.v1",
       {.summary = "Keys of a commit",
        .query = {"hashOnRef", "namespaceDepth", "filter", "maxRecords", "pageToken"},
        .response = "EntriesResponse"}},
      {"getCommitLog.v1",
       {.summary = "The commit log",
        .query = {"startHash", "endHash", "filter", "fetch", "maxRecords", "pageToken"},
        .response = "LogResponse"}},
      {"assignReference.v1",
       {.summary = "Let a branch or tag point elsewhere",
        .query = {"expectedHash"},
        .request = "Reference",
        .status = 204}},
      {"deleteReference.v1",
       {.summary = "Delete a branch or tag", .query = {"expectedHash"}, .status = 204}},
      {"commitMultipleOperations.v1",
       {.summary = "Commit",
        .query = {"expectedHash"},
        .request = "Operations",
        .response = "Reference"}},
      {"mergeRefIntoBranch.v1",
       {.summary = "Merge",
        .query = {"expectedHash"},
        .request = "Merge",
        .response = "MergeResponse"}},
      {"transplantCommitsIntoBranch.v1",
       {.summary = "Transplant commits",
        .query = {"expectedHash", "message"},
        .request = "Transplant",
        .response = "MergeResponse"}},
      {"getContent.v1",
       {.summary = "A content", .query = {"ref", "hashOnRef"}, .response = "Content"}},
      {"getMultipleContents.v1",
       {.summary = "Several contents",
        .query = {"ref", "hashOnRef"},
        .request = "GetMultipleContentsRequest",
        .response = "GetMultipleContentsResponse"}},
      {"getDiff.v1",
       {.summary = "What differs between two references, as 'a...b'", .response = "DiffResponse"}},
      {"getNamespaces.v1",
       {.summary = "Namespaces",
        .query = {"name", "hashOnRef"},
        .response = "GetNamespacesResponse"}},
      {"getNamespace.v1",
       {.summary = "A namespace", .query = {"hashOnRef"}, .response = "Namespace"}},
      {"createNamespace.v1",
       {.summary = "Create a namespace", .request = "NewNamespace", .response = "Namespace"}},
      {"deleteNamespace.v1", {.summary = "Delete an empty namespace", .status = 204}},
      {"updateNamespaceProperties.v1",
       {.summary = "Set and remove properties", .request = "NamespaceUpdate", .status = 204}},
  };
}

Facts FactsV2() {
  const std::vector<std::string> keys = {"key",    "min-key",     "max-key",   "prefix-key",
                                         "filter", "max-records", "page-token"};
  std::vector<std::string> keys_and_content = keys;
  keys_and_content.push_back("content");
  return {
      {"getConfig.v2",
       {.summary = "The server's configuration", .response = "NessieConfiguration"}},
      {"getRepositoryConfig.v2",
       {.summary = "Configurations of the repository",
        .query = {"type"},
        .response = "RepositoryConfigResponse"}},
      {"updateRepositoryConfig.v2",
       {.summary = "Keep a configuration of the repository",
        .request = "UpdateRepositoryConfigRequest",
        .response = "UpdateRepositoryConfigResponse"}},
      {"getAllReferences.v2",
       {.summary = "Branches and tags",
        .query = {"max-records", "page-token", "fetch", "filter"},
        .response = "ReferencesResponse"}},
      {"createReference.v2",
       {.summary = "Create a branch or tag",
        .query = {"name", "type"},
        .request = "Reference",
        .response = "SingleReferenceResponse"}},
      {"getReferenceByName.v2",
       {.summary = "A branch or tag", .query = {"fetch"}, .response = "SingleReferenceResponse"}},
      {"assignReference.v2",
       {.summary = "Let a branch or tag point elsewhere",
        .query = {"type"},
        .request = "Reference",
        .response = "SingleReferenceResponse"}},
      {"deleteReference.v2",
       {.summary = "Delete a branch or tag",
        .query = {"type"},
        .response = "SingleReferenceResponse"}},
      {"getReferenceHistory.v2",
       {.summary = "Where a branch or tag pointed before",
        .query = {"scan-commits"},
        .response = "ReferenceHistoryResponse"}},
      {"getEntries.v2",
       {.summary = "Keys of a commit", .query = keys_and_content, .response = "EntriesResponse"}},
      {"getCommitLog.v2",
       {.summary = "The commit log",
        .query = {"limit-hash", "filter", "fetch", "max-records", "page-token"},
        .response = "LogResponse"}},
      {"getDiff.v2",
       {.summary = "What differs between two references",
        .query = keys,
        .response = "DiffResponse"}},
      {"getContent.v2",
       {.summary = "A content", .query = {"with-doc", "for-write"}, .response = "ContentResponse"}},
      {"getSeveralContents.v2",
       {.summary = "Several contents",
        .query = {"key", "with-doc", "for-write"},
        .response = "GetMultipleContentsResponse"}},
      {"getMultipleContents.v2",
       {.summary = "Several contents",
        .query = {"with-doc", "for-write"},
        .request = "GetMultipleContentsRequest",
        .response = "GetMultipleContentsResponse"}},
      {"commitMultipleOperations.v2",
       {.summary = "Commit", .request = "Operations", .response = "CommitResponse"}},
      {"mergeRefIntoBranch.v2",
       {.summary = "Merge", .request = "Merge", .response = "MergeResponse"}},
      {"transplantCommitsIntoBranch.v2",
       {.summary = "Transplant commits", .request = "Transplant", .response = "MergeResponse"}},
  };
}

}  // namespace

http::Route OpenApiRoute(const std::string& prefix, std::vector<http::Route> routes) {
  http::OpenApi api;
  api.title = "Nessie API of Tarn";
  api.version = "2.2.0";
  api.description = "Versions 1 and 2 of Nessie's API over the lake's branches, tags and commits";
  api.schemas = kSchemas;
  api.error = "NessieError";
  api.operations = FactsV1();
  api.operations.merge(FactsV2());
  return http::OpenApiRoute(prefix + "/openapi.yaml", api, routes);
}

}  // namespace tarn::api::nessie
