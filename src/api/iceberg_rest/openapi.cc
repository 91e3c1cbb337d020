#include "api/iceberg_rest/openapi.h"

#include "api/iceberg_rest/openapi_schemas.h"
#include "api/iceberg_rest/routes.h"
#include "http/openapi.h"

namespace tarn::api::iceberg_rest {
namespace {

using Facts = std::map<std::string, http::OperationFacts, std::less<>>;

std::vector<std::string> Paging() { return {"pageToken", "pageSize"}; }
std::vector<std::string> Keyed() { return {"Idempotency-Key"}; }

Facts CatalogFacts() {
  return {
      {"getConfig",
       {.summary = "The server's configuration",
        .query = {"warehouse"},
        .response = "CatalogConfig"}},
      {"getToken",
       {.summary = "A token for a client's id and secret",
        .request = "OAuthTokenRequest",
        .response = "OAuthTokenResponse",
        .request_media = "application/x-www-form-urlencoded"}},
      {"listNamespaces",
       {.summary = "Namespaces directly in another one",
        .query = {"pageToken", "pageSize", "parent"},
        .response = "ListNamespacesResponse"}},
      {"createNamespace",
       {.summary = "Create a namespace",
        .headers = Keyed(),
        .request = "CreateNamespaceRequest",
        .response = "NamespaceResponse"}},
      {"loadNamespaceMetadata",
       {.summary = "A namespace's properties", .response = "NamespaceResponse"}},
      {"namespaceExists", {.summary = "Whether a namespace exists", .status = 204}},
      {"dropNamespace", {.summary = "Drop an empty namespace", .headers = Keyed(), .status = 204}},
      {"updateProperties",
       {.summary = "Set and remove properties of a namespace",
        .headers = Keyed(),
        .request = "UpdateNamespacePropertiesRequest",
        .response = "UpdateNamespacePropertiesResponse"}},
      {"commitTransaction",
       {.summary = "Commit to several tables at once",
        .headers = Keyed(),
        .request = "CommitTransactionRequest",
        .status = 204}},
      {"listFunctions",
       {.summary = "Functions in a namespace",
        .query = Paging(),
        .response = "ListFunctionsResponse"}},
      {"loadFunction", {.summary = "A function", .response = "LoadFunctionResult"}},
  };
}

Facts TableFacts() {
  return {
      {"listTables",
       {.summary = "Tables in a namespace", .query = Paging(), .response = "ListTablesResponse"}},
      {"createTable",
       {.summary = "Create a table, or stage its creation",
        .headers = Keyed(),
        .request = "CreateTableRequest",
        .response = "LoadTableResult"}},
      {"registerTable",
       {.summary = "Take a table over by its metadata file",
        .headers = Keyed(),
        .request = "RegisterTableRequest",
        .response = "LoadTableResult"}},
      {"loadTable",
       {.summary = "A table",
        .query = {"snapshots", "referenced-by"},
        .headers = {"If-None-Match", "X-Iceberg-Access-Delegation"},
        .response = "LoadTableResult"}},
      {"updateTable",
       {.summary = "Commit to a table",
        .headers = Keyed(),
        .request = "CommitTableRequest",
        .response = "CommitTableResponse"}},
      {"dropTable",
       {.summary = "Drop a table", .query = {"purgeRequested"}, .headers = Keyed(), .status = 204}},
      {"tableExists", {.summary = "Whether a table exists", .status = 204}},
      {"unregisterTable",
       {.summary = "Take a table out and leave its files to another catalog",
        .headers = Keyed(),
        .response = "UnregisterTableResult"}},
      {"loadCredentials",
       {.summary = "Credentials for a table's files",
        .query = {"planId", "referenced-by"},
        .response = "LoadCredentialsResponse"}},
      {"signRequest",
       {.summary = "Sign a request to S3 for an object of the table",
        .request = "RemoteSignRequest",
        .response = "RemoteSignResult"}},
      {"signS3Request",
       {.summary = "Sign a request to S3 for an object of a table",
        .request = "RemoteSignRequest",
        .response = "RemoteSignResult"}},
      {"reportMetrics",
       {.summary = "Tell how a scan or a commit went",
        .request = "ReportMetricsRequest",
        .status = 204}},
      {"renameTable",
       {.summary = "Rename a table",
        .headers = Keyed(),
        .request = "RenameTableRequest",
        .status = 204}},
      {"planTableScan",
       {.summary = "Plan a scan",
        .headers = Keyed(),
        .request = "PlanTableScanRequest",
        .response = "PlanTableScanResult"}},
      {"fetchPlanningResult",
       {.summary = "A plan that was made", .response = "PlanTableScanResult"}},
      {"cancelPlanning", {.summary = "Forget a plan", .headers = Keyed(), .status = 204}},
      {"fetchScanTasks",
       {.summary = "The files of a plan task",
        .headers = Keyed(),
        .request = "FetchScanTasksRequest",
        .response = "FetchScanTasksResult"}},
  };
}

Facts ViewFacts() {
  return {
      {"listViews",
       {.summary = "Views in a namespace", .query = Paging(), .response = "ListTablesResponse"}},
      {"createView",
       {.summary = "Create a view",
        .headers = Keyed(),
        .request = "CreateViewRequest",
        .response = "LoadViewResult"}},
      {"registerView",
       {.summary = "Take a view over by its metadata file",
        .headers = Keyed(),
        .request = "RegisterViewRequest",
        .response = "LoadViewResult"}},
      {"loadView", {.summary = "A view", .query = {"referenced-by"}, .response = "LoadViewResult"}},
      {"replaceView",
       {.summary = "Commit to a view",
        .headers = Keyed(),
        .request = "CommitViewRequest",
        .response = "LoadViewResult"}},
      {"dropView", {.summary = "Drop a view", .headers = Keyed(), .status = 204}},
      {"viewExists", {.summary = "Whether a view exists", .status = 204}},
      {"renameView",
       {.summary = "Rename a view",
        .headers = Keyed(),
        .request = "RenameTableRequest",
        .status = 204}},
  };
}

}  // namespace

http::Route OpenApiRoute(const std::vector<http::Route>& routes) {
  http::OpenApi api;
  api.title = "Iceberg REST catalog of Tarn";
  api.version = "1";
  api.description =
      "Apache Iceberg's REST catalog. The prefix is a branch, a tag or any other reference; "
      "/iceberg/{branch}/v1/... names one as well, and without either it is main.";
  api.schemas = kOpenApiSchemas;
  api.error = "IcebergErrorResponse";
  api.operations = CatalogFacts();
  api.operations.merge(TableFacts());
  api.operations.merge(ViewFacts());
  return http::OpenApiRoute(std::string(kMount) + "/openapi.yaml", api, routes);
}

}  // namespace tarn::api::iceberg_rest
