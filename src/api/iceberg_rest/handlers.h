#pragma once

#include "api/iceberg_rest/service.h"
#include "http/message.h"

// One function an operation of the specification, by its name there. Errors are thrown as
// base::Error or ApiError.
namespace tarn::api::iceberg_rest {

http::Response GetConfig(const Call& call);
http::Response GetToken(const Call& call);

http::Response ListNamespaces(const Call& call);
http::Response CreateNamespace(const Call& call);
http::Response LoadNamespaceMetadata(const Call& call);
http::Response NamespaceExists(const Call& call);
http::Response DropNamespace(const Call& call);
http::Response UpdateProperties(const Call& call);

http::Response ListTables(const Call& call);
http::Response CreateTable(const Call& call);
http::Response RegisterTable(const Call& call);
http::Response LoadTable(const Call& call);
http::Response UpdateTable(const Call& call);
http::Response DropTable(const Call& call);
http::Response TableExists(const Call& call);
http::Response UnregisterTable(const Call& call);
http::Response RenameTable(const Call& call);
http::Response LoadCredentials(const Call& call);
http::Response SignRequest(const Call& call);
http::Response SignS3Request(const Call& call);
http::Response ReportMetrics(const Call& call);
http::Response CommitTransaction(const Call& call);

http::Response ListViews(const Call& call);
http::Response CreateView(const Call& call);
http::Response RegisterView(const Call& call);
http::Response LoadView(const Call& call);
http::Response ReplaceView(const Call& call);
http::Response DropView(const Call& call);
http::Response ViewExists(const Call& call);
http::Response RenameView(const Call& call);

http::Response ListFunctions(const Call& call);
http::Response LoadFunction(const Call& call);

http::Response PlanTableScan(const Call& call);
http::Response FetchPlanningResult(const Call& call);
http::Response CancelPlanning(const Call& call);
http::Response FetchScanTasks(const Call& call);

// What an operation answers once its commit is there, `commit` being its hash: for requests that
// come again with their Idempotency-Key.
http::Response CreatedNamespace(const Call& call, const std::string& commit);
http::Response UpdatedProperties(const Call& call, const std::string& commit);
http::Response CreatedTable(const Call& call, const std::string& commit);
http::Response RegisteredTable(const Call& call, const std::string& commit);
http::Response UpdatedTable(const Call& call, const std::string& commit);
http::Response UnregisteredTable(const Call& call, const std::string& commit);
http::Response CreatedView(const Call& call, const std::string& commit);
http::Response RegisteredView(const Call& call, const std::string& commit);
http::Response ReplacedView(const Call& call, const std::string& commit);
// Of what has no body.
http::Response DoneBefore(const Call& call, const std::string& commit);

}  // namespace tarn::api::iceberg_rest
