#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/iceberg_rest/service.h"
#include "http/router.h"

namespace tarn::api::iceberg_rest {

// Where the API is mounted.
inline constexpr const char* kMount = "/iceberg";

// The Iceberg REST catalog below `kMount`, each operation at
//   /iceberg/v1/…   /iceberg/v1/{prefix}/…   /iceberg/{branch}/v1/… /iceberg/{branch}/v1/{prefix}/…
// The service outlives the router.
http::Router NewRouter(Service& service);

// "GET /v1/{prefix}/namespaces" and so on: what the configuration tells clients that this server
// can do.
const std::vector<std::string>& Endpoints();

}  // namespace tarn::api::iceberg_rest
