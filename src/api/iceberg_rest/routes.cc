#include "api/iceberg_rest/routes.h"

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/keyed_commit.h"
#include "api/iceberg_rest/openapi.h"
#include "api/iceberg_rest/storage.h"
#include "auth/identity.h"
#include "versions/hash.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;

// What "not found" is about when a handler did not say: lost races, mostly.
enum class Subject { kNone, kNamespace, kTable, kView };

using Replay = http::Response (*)(const Call& call, const std::string& commit);

struct Operation {
  const char* method;
  const char* path;  // below /v1; with "{prefix}/" unless it is of the configuration
  const char* name;
  http::Response (*handle)(const Call&);
  Subject subject;
  // Honours Idempotency-Key: whether it changes something, and how it answers again to a request
  // that was done. Those that change only what this process remembers have no such answer, and are
  // done again.
  bool changes = false;
  Replay replay = nullptr;
};

constexpr Operation kOperations[] = {
    {"GET", "config", "getConfig", GetConfig, Subject::kNone},
    {"POST", "oauth/tokens", "getToken", GetToken, Subject::kNone},
    {"POST", "aws/s3/sign", "signS3Request", SignS3Request, Subject::kTable},

    {"GET", "{prefix}/namespaces", "listNamespaces", ListNamespaces, Subject::kNamespace},
    {"POST", "{prefix}/namespaces", "createNamespace", CreateNamespace, Subject::kNamespace, true,
     CreatedNamespace},
    {"GET", "{prefix}/namespaces/{namespace}", "loadNamespaceMetadata", LoadNamespaceMetadata,
     Subject::kNamespace},
    {"HEAD", "{prefix}/namespaces/{namespace}", "namespaceExists", NamespaceExists,
     Subject::kNamespace},
    {"DELETE", "{prefix}/namespaces/{namespace}", "dropNamespace", DropNamespace,
     Subject::kNamespace, true, DoneBefore},
    {"POST", "{prefix}/namespaces/{namespace}/properties", "updateProperties", UpdateProperties,
     Subject::kNamespace, true, UpdatedProperties},

    {"GET", "{prefix}/namespaces/{namespace}/tables", "listTables", ListTables,
     Subject::kNamespace},
    {"POST", "{prefix}/namespaces/{namespace}/tables", "createTable", CreateTable,
     Subject::kNamespace, true, CreatedTable},
    {"POST", "{prefix}/namespaces/{namespace}/register", "registerTable", RegisterTable,
     Subject::kNamespace, true, RegisteredTable},
    {"GET", "{prefix}/namespaces/{namespace}/tables/{table}", "loadTable", LoadTable,
     Subject::kTable},
    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}", "updateTable", UpdateTable,
     Subject::kTable, true, UpdatedTable},
    {"DELETE", "{prefix}/namespaces/{namespace}/tables/{table}", "dropTable", DropTable,
     Subject::kTable, true, DoneBefore},
    {"HEAD", "{prefix}/namespaces/{namespace}/tables/{table}", "tableExists", TableExists,
     Subject::kTable},
    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}/unregister", "unregisterTable",
     UnregisterTable, Subject::kTable, true, UnregisteredTable},
    {"GET", "{prefix}/namespaces/{namespace}/tables/{table}/credentials", "loadCredentials",
     LoadCredentials, Subject::kTable},
    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}/sign", "signRequest", SignRequest,
     Subject::kTable},
    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}/metrics", "reportMetrics",
     ReportMetrics, Subject::kTable},
    {"POST", "{prefix}/tables/rename", "renameTable", RenameTable, Subject::kTable, true,
     DoneBefore},
    {"POST", "{prefix}/transactions/commit", "commitTransaction", CommitTransaction,
     Subject::kTable, true, DoneBefore},

    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}/plan", "planTableScan", PlanTableScan,
     Subject::kTable, true},
    {"GET", "{prefix}/namespaces/{namespace}/tables/{table}/plan/{plan-id}", "fetchPlanningResult",
     FetchPlanningResult, Subject::kTable},
    {"DELETE", "{prefix}/namespaces/{namespace}/tables/{table}/plan/{plan-id}", "cancelPlanning",
     CancelPlanning, Subject::kTable, true, DoneBefore},
    {"POST", "{prefix}/namespaces/{namespace}/tables/{table}/tasks", "fetchScanTasks",
     FetchScanTasks, Subject::kTable, true},

    {"GET", "{prefix}/namespaces/{namespace}/functions", "listFunctions", ListFunctions,
     Subject::kNamespace},
    {"GET", "{prefix}/namespaces/{namespace}/functions/{function}", "loadFunction", LoadFunction,
     Subject::kNamespace},

    {"GET", "{prefix}/namespaces/{namespace}/views", "listViews", ListViews, Subject::kNamespace},
    {"POST", "{prefix}/namespaces/{namespace}/views", "createView", CreateView, Subject::kNamespace,
     true, CreatedView},
    {"POST", "{prefix}/namespaces/{namespace}/register-view", "registerView", RegisterView,
     Subject::kNamespace, true, RegisteredView},
    {"GET", "{prefix}/namespaces/{namespace}/views/{view}", "loadView", LoadView, Subject::kView},
    {"POST", "{prefix}/namespaces/{namespace}/views/{view}", "replaceView", ReplaceView,
     Subject::kView, true, ReplacedView},
    {"DELETE", "{prefix}/namespaces/{namespace}/views/{view}", "dropView", DropView, Subject::kView,
     true, DoneBefore},
    {"HEAD", "{prefix}/namespaces/{namespace}/views/{view}", "viewExists", ViewExists,
     Subject::kView},
    {"POST", "{prefix}/views/rename", "renameView", RenameView, Subject::kView, true, DoneBefore},
};

constexpr std::string_view kPrefix = "{prefix}/";

http::Response Perform(const Operation& operation, const Call& call) {
  try {
    return operation.handle(call);
  } catch (const ApiError&) {
    throw;
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    switch (operation.subject) {
      case Subject::kNamespace:
        throw ApiError(error.kind(), 404, "NoSuchNamespaceException", error.message());
      case Subject::kView:
        throw ApiError(error.kind(), 404, "NoSuchViewException", error.message());
      case Subject::kTable:
      case Subject::kNone: throw;
    }
    throw;
  }
}

// Of one user: an answer is not for others who come with the same key.
std::string FingerprintOf(const http::Request& request) {
  const auto identity = auth::CurrentIdentity();
  const std::string asked =
      fmt::format("{}\n{} {}\n", identity ? identity->user : "", request.method, request.target);
  return versions::Hash::Of(asked + request.body).hex();
}

http::Response PerformOnce(Service& service, const Operation& operation, const Call& call) {
  const auto act = [&] {
    try {
      return Perform(operation, call);
    } catch (const base::Error& error) {
      return RenderError(error);
    }
  };
  KeyedRequest request{call.idempotency_key, FingerprintOf(call.request), act, {}};
  if (operation.replay != nullptr) {
    request.replay = [&](base::TimePoint since) -> std::optional<http::Response> {
      const auto commit =
          FindKeyedCommit(service.catalog.repository(), call.idempotency_key, since);
      if (!commit) return std::nullopt;
      return operation.replay(call, commit->hex());
    };
  }
  request.may_store = operation.replay != nullptr && !HasDelegation(call);
  return service.idempotency.Once(request);
}

http::Handler HandlerOf(Service& service, const Operation& operation) {
  return [&service, &operation](const http::Request& request, const http::PathParameters& path) {
    const std::string* key = operation.changes ? request.headers.Find("Idempotency-Key") : nullptr;
    if (key == nullptr || key->empty()) return Perform(operation, Call{service, request, path});
    return PerformOnce(service, operation, Call{service, request, path, CheckIdempotencyKey(*key)});
  };
}

}  // namespace

http::Router NewRouter(Service& service) {
  http::Router router(NewErrorRenderer());
  for (const Operation& operation : kOperations) {
    const std::string path = operation.path;
    const auto add = [&](const std::string& pattern) {
      router.Add(
          {operation.method, kMount + pattern, operation.name, HandlerOf(service, operation)});
    };
    add("/v1/" + path);
    add("/{branch}/v1/" + path);
    if (path.starts_with(kPrefix)) {
      const std::string bare = path.substr(kPrefix.size());
      add("/v1/" + bare);
      add("/{branch}/v1/" + bare);
    }
  }
  router.Add(OpenApiRoute(router.routes()));
  return router;
}

const std::vector<std::string>& Endpoints() {
  static const std::vector<std::string> endpoints = [] {
    std::vector<std::string> all;
    for (const Operation& operation : kOperations) {
      if (!std::string_view(operation.path).starts_with(kPrefix)) continue;
      all.push_back(fmt::format("{} /v1/{}", operation.method, operation.path));
    }
    return all;
  }();
  return endpoints;
}

}  // namespace tarn::api::iceberg_rest
