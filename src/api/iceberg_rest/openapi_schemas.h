#pragma once

#include <string_view>

namespace tarn::api::iceberg_rest {

// The bodies of requests and answers (REST catalog OpenAPI, components/schemas), in the notation of
// http::OpenApi. Table metadata itself is Iceberg's table specification: its parts are named here
// and not described to the last field.
inline constexpr std::string_view kOpenApiSchemas = R"(
ErrorModel { message!: string, type!: string, code!: int, stack: [string] };
IcebergErrorResponse { error!: ErrorModel };

CatalogConfig { defaults!: {string}, overrides!: {string}, endpoints: [string],
                idempotency-key-lifetime: string };
OAuthTokenRequest { grant_type!: string, scope: string, client_id: string, client_secret: string,
                    subject_token: string, subject_token_type: string };
OAuthTokenResponse { access_token!: string, token_type!: string, expires_in: int,
                     issued_token_type: string, scope: string };

Namespace = [string];
Properties = {string};
TableIdentifier { namespace!: Namespace, name!: string };
CatalogObjectIdentifier = [string];
ListNamespacesResponse { next-page-token?: string, namespaces!: [Namespace] };
ListTablesResponse { next-page-token?: string, identifiers!: [TableIdentifier] };
ListFunctionsResponse { next-page-token?: string, identifiers!: [CatalogObjectIdentifier] };
CreateNamespaceRequest { namespace!: Namespace, properties: Properties };
NamespaceResponse { namespace!: Namespace, properties: Properties };
UpdateNamespacePropertiesRequest { removals: [string], updates: Properties };
UpdateNamespacePropertiesResponse { updated!: [string], removed!: [string], missing: [string] };

Type = string | object;
StructField { id!: int, name!: string, type!: Type, required!: boolean, doc: string,
              initial-default: any, write-default: any };
Schema { type!: 'struct', fields!: [StructField], schema-id: int, identifier-field-ids: [int] };
PartitionField { field-id: int, source-id: int, source-ids: [int], name!: string,
                 transform!: string };
PartitionSpec { spec-id: int, fields!: [PartitionField] };
SortField { source-id: int, source-ids: [int], transform!: string, direction!: 'asc' | 'desc',
            null-order!: 'nulls-first' | 'nulls-last' };
SortOrder { order-id!: int, fields!: [SortField] };
Snapshot { snapshot-id!: long, parent-snapshot-id: long, sequence-number: long, timestamp-ms!: long,
           manifest-list: string, manifests: [string], summary: {string}, schema-id: int,
           first-row-id: long, added-rows: long, key-id: string };
SnapshotReference { type!: 'branch' | 'tag', snapshot-id!: long, max-ref-age-ms: long,
                    max-snapshot-age-ms: long, min-snapshots-to-keep: int };
SnapshotLogEntry { snapshot-id!: long, timestamp-ms!: long };
MetadataLogEntry { metadata-file!: string, timestamp-ms!: long };
BlobMetadata { type!: string, snapshot-id!: long, sequence-number!: long, fields!: [int],
               properties: {string} };
StatisticsFile { snapshot-id!: long, statistics-path!: string, file-size-in-bytes!: long,
                 file-footer-size-in-bytes!: long, blob-metadata!: [BlobMetadata] };
PartitionStatisticsFile { snapshot-id!: long, statistics-path!: string, file-size-in-bytes!: long };
EncryptedKey { key-id!: string, encrypted-key-metadata!: string, encrypted-by-id: string,
               properties: {string} };
TableMetadata { format-version!: int, table-uuid!: string, location: string, last-updated-ms: long,
                properties: Properties, schemas: [Schema], current-schema-id: int,
                last-column-id: int, partition-specs: [PartitionSpec], default-spec-id: int,
                last-partition-id: int, sort-orders: [SortOrder], default-sort-order-id: int,
                snapshots: [Snapshot], refs: {SnapshotReference}, current-snapshot-id?: long,
                last-sequence-number: long, next-row-id: long, snapshot-log: [SnapshotLogEntry],
                metadata-log: [MetadataLogEntry], statistics: [StatisticsFile],
                partition-statistics: [PartitionStatisticsFile], encryption-keys: [EncryptedKey] };

StorageCredential { prefix!: string, config!: {string} };
LoadCredentialsResponse { storage-credentials!: [StorageCredential] };
RemoteSignRequest { region!: string, uri!: string, method!: string, headers!: {[string]},
                    properties: {string}, body: string, provider: string };
RemoteSigningConfig { properties: Properties, headers: {[string]} };
RemoteSignResult { uri!: string, headers!: {[string]} };
CreateTableRequest { name!: string, location: string, schema!: Schema,
                     partition-spec: PartitionSpec, write-order: SortOrder, stage-create: boolean,
                     properties: Properties };
RegisterTableRequest { name!: string, metadata-location!: string, overwrite: boolean };
LoadTableResult { metadata-location?: string, metadata!: TableMetadata, config: {string},
                  storage-credentials: [StorageCredential],
                  remote-signing-config: RemoteSigningConfig };
UnregisterTableResult { metadata-location!: string, metadata!: TableMetadata };
RenameTableRequest { source!: TableIdentifier, destination!: TableIdentifier };

TableRequirement { type!: 'assert-create' | 'assert-table-uuid' | 'assert-ref-snapshot-id' |
                          'assert-last-assigned-field-id' | 'assert-current-schema-id' |
                          'assert-last-assigned-partition-id' | 'assert-default-spec-id' |
                          'assert-default-sort-order-id',
                   uuid: string, ref: string, snapshot-id?: long, last-assigned-field-id: int,
                   current-schema-id: int, last-assigned-partition-id: int, default-spec-id: int,
                   default-sort-order-id: int };
TableUpdate { action!: 'assign-uuid' | 'upgrade-format-version' | 'add-schema' |
                       'set-current-schema' | 'add-spec' | 'set-default-spec' | 'add-sort-order' |
                       'set-default-sort-order' | 'add-snapshot' | 'set-snapshot-ref' |
                       'remove-snapshots' | 'remove-snapshot-ref' | 'set-location' |
                       'set-properties' | 'remove-properties' | 'set-statistics' |
                       'remove-statistics' | 'set-partition-statistics' |
                       'remove-partition-statistics' | 'remove-partition-specs' |
                       'remove-schemas' | 'add-encryption-key' | 'remove-encryption-key' |
                       'enable-row-lineage',
              uuid: string, format-version: int, schema: Schema, last-column-id: int,
              schema-id: int, schema-ids: [int], spec: PartitionSpec, spec-id: int,
              spec-ids: [int], sort-order: SortOrder, sort-order-id: int, snapshot: Snapshot,
              snapshot-id: long, snapshot-ids: [long], ref-name: string, type: string,
              max-ref-age-ms: long, max-snapshot-age-ms: long, min-snapshots-to-keep: int,
              location: string, updates: Properties, removals: [string],
              statistics: StatisticsFile, partition-statistics: PartitionStatisticsFile, encryption-key: EncryptedKey,
              key-id: string };
CommitTableRequest { identifier: TableIdentifier, requirements!: [TableRequirement],
                     updates!: [TableUpdate] };
CommitTableResponse { metadata-location!: string, metadata!: TableMetadata, config: {string} };
CommitTransactionRequest { table-changes!: [CommitTableRequest] };
ReportMetricsRequest { report-type!: string, table-name!: string, snapshot-id!: long };

SQLViewRepresentation { type!: 'sql', sql!: string, dialect!: string };
ViewVersion { version-id!: int, timestamp-ms!: long, schema-id!: int, summary!: {string},
              representations!: [SQLViewRepresentation], default-catalog: string,
              default-namespace!: Namespace };
ViewHistoryEntry { version-id!: int, timestamp-ms!: long };
ViewMetadata { view-uuid!: string, format-version!: int, location!: string,
               current-version-id!: int, versions!: [ViewVersion],
               version-log!: [ViewHistoryEntry], schemas!: [Schema], properties: Properties };
ViewUpdate { action!: 'assign-uuid' | 'upgrade-format-version' | 'add-schema' | 'set-location' |
                      'set-properties' | 'remove-properties' | 'add-view-version' |
                      'set-current-view-version',
             uuid: string, format-version: int, schema: Schema, last-column-id: int,
             location: string, updates: Properties, removals: [string], view-version: ViewVersion,
             view-version-id: int };
ViewRequirement { type!: 'assert-view-uuid', uuid!: string };
CreateViewRequest { name!: string, location: string, schema!: Schema, view-version!: ViewVersion,
                    properties: Properties };
RegisterViewRequest { name!: string, metadata-location!: string };
CommitViewRequest { identifier: TableIdentifier, requirements: [ViewRequirement],
                    updates!: [ViewUpdate] };
LoadViewResult { metadata-location!: string, metadata!: ViewMetadata, config: {string} };
FunctionMetadata { function-uuid!: string, format-version!: int, definitions!: [object],
                   definition-log!: [object], location: string, properties: Properties,
                   secure: boolean, doc: string };
LoadFunctionResult { metadata-location: string, metadata!: FunctionMetadata };

ValueExpression { type!: 'literal' | 'reference' | 'apply', value: any, data-type: Type, id: int,
                  name: string, function: any, arguments: [any] };
Expression { type!: string, left: any, right: any, child: any, term: any, value: any,
             values: [any] };
PlanTableScanRequest { snapshot-id: long, start-snapshot-id: long, end-snapshot-id: long,
                       select: [string], filter: Expression, case-sensitive: boolean,
                       use-snapshot-schema: boolean, stats-fields: [string],
                       min-rows-requested: long };
CountMap { keys: [int], values: [long] };
ValueMap { keys: [int], values: [any] };
ContentFile { content!: 'data' | 'position-deletes' | 'equality-deletes', file-path!: string,
              file-format!: string, spec-id!: int, partition!: [any], file-size-in-bytes!: long,
              record-count!: long, key-metadata: string, split-offsets: [long],
              sort-order-id: int, first-row-id: long, column-sizes: CountMap,
              value-counts: CountMap, null-value-counts: CountMap, nan-value-counts: CountMap,
              lower-bounds: ValueMap, upper-bounds: ValueMap, equality-ids: [int],
              referenced-data-file: string, content-offset: long, content-size-in-bytes: long };
FileScanTask { data-file!: ContentFile, delete-file-references: [int],
               residual-filter: Expression };
PlanTableScanResult { status!: string, plan-id: string, plan-tasks: [string],
                      file-scan-tasks: [FileScanTask], delete-files: [ContentFile],
                      storage-credentials: [StorageCredential] };
FetchScanTasksRequest { plan-task!: string };
FetchScanTasksResult { plan-tasks: [string], file-scan-tasks: [FileScanTask],
                       delete-files: [ContentFile] };
)";

}  // namespace tarn::api::iceberg_rest
