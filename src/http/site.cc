#include "http/site.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "http/loopback.h"

namespace tarn::http {
namespace {

Response PlainError(int status, const std::string& message) {
  nlohmann::ordered_json body;
  body["error"] = {{"message", message}, {"code", status}};
  return JsonResponse(status,
                      body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

int StatusOf(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::kUnauthenticated: return 401;
    case base::ErrorKind::kPermissionDenied: return 403;
    case base::ErrorKind::kResourceExhausted: return 429;
    case base::ErrorKind::kUnavailable: return 503;
    default: return 500;
  }
}

ErrorRenderer PlainErrors() {
  return {[](const Request&, int status, const std::string& message) {
            return PlainError(status, message);
          },
          [](const Request&, const base::Error& error) {
            return PlainError(StatusOf(error.kind()), error.message());
          }};
}

// How to log in (RFC 7617, RFC 6750).
void AddChallenges(Response& response) {
  if (response.status != 401 || response.headers.Has("WWW-Authenticate")) return;
  response.headers.Add("WWW-Authenticate", "Bearer realm=\"Tarn\"");
  response.headers.Add("WWW-Authenticate", "Basic realm=\"Tarn\", charset=\"UTF-8\"");
}

bool LiesBelow(const std::string& path, const std::string& prefix) {
  return path.starts_with(prefix) &&
         (path.size() == prefix.size() || path[prefix.size()] == '/' || prefix.empty());
}

}  // namespace

Site::Site(Options options) : options_(std::move(options)), own_(PlainErrors()) {
  own_.Add({"GET", "/health", "health", [this](const Request&, const PathParameters&) {
              try {
                if (options_.check_health) options_.check_health();
                return JsonResponse(200, R"({"status":"UP"})");
              } catch (const std::exception& error) {
                nlohmann::ordered_json body{{"status", "DOWN"}, {"reason", error.what()}};
                return JsonResponse(
                    503,
                    body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
              }
            }});
  if (options_.metrics != nullptr) {
    own_.Add({"GET", "/metrics", "metrics", [this](const Request&, const PathParameters&) {
                return TextResponse(200, options_.metrics->Render(), "text/plain; version=0.0.4");
              }});
  }
}

void Site::Mount(std::string prefix, Router router) {
  mounts_.emplace_back(std::move(prefix), std::move(router));
  std::stable_sort(mounts_.begin(), mounts_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

const Router& Site::RouterOf(const Request& request) const {
  if (request.path == "/metrics") return own_;
  for (const auto& [prefix, router] : mounts_) {
    if (LiesBelow(request.path, prefix)) return router;
  }
  return own_;
}

Response Site::Handle(const Request& request) const {
  if (options_.loopback_only) {
    if (const auto reason = ForeignRequest(request)) return PlainError(403, *reason);
  }
  if (request.path == "/health") return own_.Handle(request);
  const Router& router = RouterOf(request);
  if (!options_.admit) return router.Handle(request);
  Admission admission;
  try {
    admission = options_.admit(request);
  } catch (const base::Error& error) {
    Response refused = router.Render(request, error);
    AddChallenges(refused);
    refused.operation = "refused";
    return refused;
  }
  Response response = router.Handle(request);
  response.user = std::move(admission.user);
  return response;
}

}  // namespace tarn::http
