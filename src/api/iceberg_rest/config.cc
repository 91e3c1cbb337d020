#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/routes.h"
#include "base/random.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {
namespace {

using iceberg::json::Writer;

// The reference that the parameter `warehouse` asks for: "", the lake's name or its warehouse mean
// the one of the path; "<reference>" and "<reference>|<warehouse>" name one.
std::string ReferenceOfWarehouse(const Call& call) {
  const std::string warehouse = call.request.query.Get("warehouse");
  const std::string& own = call.service.catalog.warehouse();
  if (warehouse.empty() || warehouse == call.service.options.lake_name || warehouse == own ||
      warehouse == own + "/" || warehouse == "file://" + own) {
    return call.reference();
  }
  const std::string reference = ReferenceOfPrefix(warehouse);
  try {
    call.service.catalog.Snapshot(reference);
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound &&
        error.kind() != base::ErrorKind::kInvalidArgument) {
      throw;
    }
    ThrowBadRequest(
        fmt::format("unknown warehouse '{}': this server has one, '{}'; a branch is chosen with "
                    "warehouse=<branch>",
                    warehouse, call.service.options.lake_name));
  }
  return reference;
}

http::Response OAuthError(const std::string& code, const std::string& description) {
  Writer writer;
  writer.BeginObject().Field("error", code).Field("error_description", description).EndObject();
  return http::JsonResponse(400, writer.Take());
}

}  // namespace

http::Response GetConfig(const Call& call) {
  const std::string reference = ReferenceOfWarehouse(call);
  call.Snapshot(reference);
  Writer writer;
  writer.BeginObject();
  writer.Key("defaults").BeginObject().EndObject();
  writer.Key("overrides").BeginObject();
  writer.Field("prefix", http::PercentEncode(reference));
  writer.EndObject();
  writer.Field("idempotency-key-lifetime",
               fmt::format("PT{}M", IdempotencyStore::kLifetime.count()));
  writer.Key("endpoints").BeginArray();
  for (const auto& endpoint : Endpoints()) writer.String(endpoint);
  writer.EndArray().EndObject();
  return http::JsonResponse(200, writer.Take());
}

// Clients that are given credentials ask for a token before anything else. No authentication is
// configured, so any credentials get one, and no token is checked.
http::Response GetToken(const Call& call) {
  const http::Query form = http::ParseTarget("/?" + call.request.body).query;
  const std::string grant = form.Get("grant_type");
  if (grant.empty()) return OAuthError("invalid_request", "grant_type is missing");
  if (grant != "client_credentials" && grant != "urn:ietf:params:oauth:grant-type:token-exchange") {
    return OAuthError("unsupported_grant_type", "grant_type: " + grant);
  }
  constexpr int64_t kSeconds = 3600;
  Writer writer;
  writer.BeginObject();
  writer.Field("access_token", base::NewUuid());
  writer.Field("token_type", "bearer").Field("expires_in", kSeconds);
  writer.Field("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
  if (form.Has("scope")) writer.Field("scope", form.Get("scope"));
  writer.EndObject();
  http::Response response = http::JsonResponse(200, writer.Take());
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

}  // namespace tarn::api::iceberg_rest
