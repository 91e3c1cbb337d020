#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/nessie/service.h"
#include "http/router.h"

// What the routes of both versions share.
namespace tarn::api::nessie {

using ServicePtr = Service*;

http::Response Answer(const nlohmann::json& body);
http::Response NoContent();
// kUnsupportedMediaType unless a body says that it is JSON, or says nothing.
void RequireJson(const http::Request& request);

std::vector<http::Route> RoutesV1(ServicePtr service, const std::string& prefix);
std::vector<http::Route> RoutesV2(ServicePtr service, const std::string& prefix);
http::Route OpenApiRoute(const std::string& prefix, std::vector<http::Route> routes);

}  // namespace tarn::api::nessie
