#pragma once

#include <nlohmann/json.hpp>

#include "api/nessie/json_reader.h"
#include "api/nessie/model.h"

namespace tarn::api::nessie {

// Schema Content: ICEBERG_TABLE, ICEBERG_VIEW, NAMESPACE, DELTA_LAKE_TABLE, UDF. kInvalidArgument
// with the path for another type, missing members, members of the wrong type.
ContentValue ReadContent(const JsonPlace& place);

// What the store has under `key`, with its id; namespaces with their elements.
nlohmann::json ToJson(const versions::Content& content, const versions::ContentKey& key);

// Nessie's name of the type of a stored content; kDataCorruption when it has none.
std::string TypeOf(const versions::Content& content);

nlohmann::json ToJson(const versions::ContentKey& key);

}  // namespace tarn::api::nessie
