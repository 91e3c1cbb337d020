#include "api/nessie/routes.h"

#include <charconv>

#include "api/nessie/error.h"
#include "api/nessie/route_support.h"

namespace tarn::api::nessie {
namespace {

using nlohmann::json;

std::string Dump(const json& body) {
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool TakesDetails(const http::Request& request) {
  const std::string specification = request.headers.Get("Nessie-Client-Spec");
  int major = 0;
  std::from_chars(specification.data(), specification.data() + specification.size(), major);
  return major >= 2;
}

}  // namespace

http::Response Answer(const json& body) { return http::JsonResponse(200, Dump(body)); }

http::Response NoContent() {
  http::Response response;
  response.status = 204;
  return response;
}

void RequireJson(const http::Request& request) {
  const std::string type = request.headers.Get("Content-Type");
  const std::string media = type.substr(0, type.find(';'));
  if (type.empty() || http::EqualsIgnoreCase(media, "application/json")) return;
  throw ApiError(ErrorCode::kUnsupportedMediaType,
                 "the body must be application/json, not '" + type.substr(0, 100) + "'");
}

namespace {

http::ErrorRenderer Errors() {
  http::ErrorRenderer renderer;
  renderer.status = [](const http::Request&, int status, const std::string& message) {
    const ErrorCode code = status == 415   ? ErrorCode::kUnsupportedMediaType
                           : status == 403 ? ErrorCode::kForbidden
                           : status == 429 ? ErrorCode::kTooManyRequests
                           : status == 503 ? ErrorCode::kServiceUnavailable
                           : status == 400 ? ErrorCode::kBadRequest
                                           : ErrorCode::kUnknown;
    return http::JsonResponse(status, Dump(ErrorJson(status, code, message)));
  };
  renderer.error = [](const http::Request& request, const base::Error& error) {
    // The API has no code of its own for it: its clients look at the status.
    if (error.kind() == base::ErrorKind::kUnauthenticated) {
      return http::JsonResponse(401, Dump(ErrorJson(401, ErrorCode::kUnknown, error.message())));
    }
    return http::JsonResponse(HttpStatus(CodeOf(error)),
                              Dump(ToErrorJson(error, TakesDetails(request))));
  };
  return renderer;
}

}  // namespace

http::Router NewRouter(Service& service) {
  std::vector<http::Route> routes = RoutesV1(&service, std::string(kMount) + "/v1");
  for (http::Route& route : RoutesV2(&service, std::string(kMount) + "/v2")) {
    routes.push_back(std::move(route));
  }
  routes.push_back(OpenApiRoute(kMount, routes));
  http::Router router(Errors());
  router.AddAll(std::move(routes));
  return router;
}

}  // namespace tarn::api::nessie
