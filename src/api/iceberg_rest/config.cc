#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/routes.h"
#include "auth/secret.h"
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
    throw ApiError(
        base::ErrorKind::kNotFound, 404, "NoSuchWarehouseException",
        fmt::format("unknown warehouse '{}': this server has one, '{}'; a branch is chosen with "
                    "warehouse=<branch>",
                    warehouse, call.service.options.lake_name));
  }
  return reference;
}

// RFC 6749 section 5.2.
http::Response OAuthError(int status, const std::string& code, const std::string& description) {
  Writer writer;
  writer.BeginObject().Field("error", code).Field("error_description", description).EndObject();
  http::Response response = http::JsonResponse(status, writer.Take());
  if (status == 401) response.headers.Set("WWW-Authenticate", "Basic realm=\"Tarn\"");
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

constexpr const char* kClientCredentials = "client_credentials";
constexpr const char* kTokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

// The client's id and secret: in the form, or as HTTP Basic (section 2.3.1).
std::pair<std::string, std::string> ClientOf(const Call& call, const http::Query& form) {
  const std::string authorization = call.request.headers.Get("Authorization");
  constexpr std::string_view kBasic = "Basic ";
  if (!form.Has("client_secret") && authorization.starts_with(kBasic)) {
    const auto decoded = auth::DecodeBase64(std::string_view(authorization).substr(kBasic.size()));
    const size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) return {};
    return {http::PercentDecode(decoded->substr(0, colon)),
            http::PercentDecode(decoded->substr(colon + 1))};
  }
  return {form.Get("client_id"), form.Get("client_secret")};
}

auth::AccessToken TokenFor(const Call& call, const http::Query& form) {
  auth::Authenticator* authenticator = call.service.options.authenticator;
  if (authenticator == nullptr) return {base::NewUuid(), std::chrono::hours(1)};
  if (form.Get("grant_type") == kTokenExchange) {
    return authenticator->Exchange(form.Get("subject_token"));
  }
  const auto [id, secret] = ClientOf(call, form);
  return authenticator->ForClient(id, secret, http::PeerHost(call.request));
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
               fmt::format("PT{}M", call.service.idempotency.lifetime().count()));
  writer.Key("endpoints").BeginArray();
  for (const auto& endpoint : Endpoints()) writer.String(endpoint);
  writer.EndArray().EndObject();
  return http::JsonResponse(200, writer.Take());
}

// Clients that are given credentials ask for a token before anything else.
http::Response GetToken(const Call& call) {
  const http::Query form = http::ParseTarget("/?" + call.request.body).query;
  const std::string grant = form.Get("grant_type");
  if (grant.empty()) return OAuthError(400, "invalid_request", "grant_type is missing");
  if (grant != kClientCredentials && grant != kTokenExchange) {
    return OAuthError(400, "unsupported_grant_type", "grant_type: " + grant);
  }
  auth::AccessToken token;
  try {
    token = TokenFor(call, form);
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kUnauthenticated) {
      return OAuthError(401, "invalid_client", error.message());
    }
    if (error.kind() != base::ErrorKind::kResourceExhausted) throw;
    return OAuthError(429, "invalid_client", error.message());
  }
  Writer writer;
  writer.BeginObject();
  writer.Field("access_token", token.token);
  writer.Field("token_type", "bearer").Field("expires_in", token.expires_in.count());
  writer.Field("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
  if (form.Has("scope")) writer.Field("scope", form.Get("scope"));
  writer.EndObject();
  http::Response response = http::JsonResponse(200, writer.Take());
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

}  // namespace tarn::api::iceberg_rest
