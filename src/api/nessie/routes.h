#pragma once

#include "api/nessie/service.h"
#include "http/router.h"

namespace tarn::api::nessie {

inline constexpr const char* kMount = "/api";

// Both versions of the API below `kMount` (/api/v1, /api/v2) and /api/openapi.yaml. The service
// outlives the router. Reference names in the paths of version 2 may contain slashes, encoded or
// not; one with slashes that are not encoded ends at '@' ("feature/x@/entries"). Errors are written
// as the API has them, with details only for clients that tell specification 2 or newer.
http::Router NewRouter(Service& service);

}  // namespace tarn::api::nessie
