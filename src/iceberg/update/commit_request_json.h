#pragma once

#include "iceberg/json/reader.h"
#include "iceberg/update/table_update_json.h"

// Only for .cc files: it includes simdjson.
namespace tarn::iceberg::json {

// A CommitTableRequest (REST catalog OpenAPI) within a parsed document, so that what is wrong is
// told with its way from the document's root. kUnsupported for updates and requirements that are
// not known.
CommitTableRequest AsCommitTableRequest(const Value& value);

}  // namespace tarn::iceberg::json
