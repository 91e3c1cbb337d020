#pragma once

#include "api/lake/service.h"
#include "http/router.h"

namespace tarn::api::lake {

inline constexpr const char* kMount = "/tarn";

// Errors are {"error":{"kind":"NOT_FOUND","message":…,"hint":…}} with the status that the kind of
// error has. The service outlives the router.
http::Router NewRouter(Service& service);

}  // namespace tarn::api::lake
