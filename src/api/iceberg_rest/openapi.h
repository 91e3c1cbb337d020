#pragma once

#include <vector>

#include "http/router.h"

namespace tarn::api::iceberg_rest {

// Serves the OpenAPI document of this API at kMount + "/openapi.yaml": paths from the table of
// routes, bodies as the REST catalog's specification has them.
http::Route OpenApiRoute(const std::vector<http::Route>& routes);

}  // namespace tarn::api::iceberg_rest
