#include "api/lake/routes.h"

#include <nlohmann/json.hpp>

namespace tarn::api::lake {
namespace {

using base::ErrorKind;
using Json = nlohmann::ordered_json;

int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return 400;
    case ErrorKind::kUnauthenticated: return 401;
    case ErrorKind::kPermissionDenied: return 403;
    case ErrorKind::kNotFound: return 404;
    case ErrorKind::kAlreadyExists:
    case ErrorKind::kConflict: return 409;
    case ErrorKind::kFailedPrecondition: return 412;
    case ErrorKind::kUnsupported: return 501;
    case ErrorKind::kResourceExhausted: return 429;
    case ErrorKind::kUnavailable:
    case ErrorKind::kCancelled: return 503;
    case ErrorKind::kCommitStateUnknown:
    case ErrorKind::kDataCorruption:
    case ErrorKind::kInternal: return 500;
  }
  return 500;
}

http::Response ErrorResponse(int status, std::string_view kind, const std::string& message,
                             const std::string& hint) {
  Json error = {{"kind", kind}, {"message", message}};
  if (!hint.empty()) error["hint"] = hint;
  const Json body = {{"error", std::move(error)}};
  http::Response response =
      http::JsonResponse(status, body.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (status == 429 || status == 503) response.headers.Set("Retry-After", "1");
  return response;
}

http::ErrorRenderer NewErrorRenderer() {
  return {[](const http::Request&, int status, const std::string& message) {
            return ErrorResponse(status, status == 404 ? "NotFound" : "InvalidArgument", message,
                                 "");
          },
          [](const http::Request&, const base::Error& error) {
            return ErrorResponse(StatusOf(error.kind()), base::ErrorKindName(error.kind()),
                                 error.message(), error.hint());
          }};
}

}  // namespace

http::Router NewRouter(Service& service) {
  http::Router router(NewErrorRenderer());
  router.Add({"GET", std::string(kMount) + "/v1/diff", "diffData",
              [&service](const http::Request& request, const http::PathParameters&) {
                return DiffData(service, request);
              }});
  return router;
}

}  // namespace tarn::api::lake
