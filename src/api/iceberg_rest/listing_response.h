#pragma once

#include "api/iceberg_rest/service.h"
#include "http/message.h"

namespace tarn::api::iceberg_rest {

// ListTablesResponse: the tables, or the views, of the path's namespace.
http::Response ListIdentifiers(const Call& call, catalog::ContentKind kind);

}  // namespace tarn::api::iceberg_rest
