#pragma once

#include <nlohmann/json.hpp>

#include "api/nessie/model.h"

// Values → bodies of responses. The two versions of the API differ in members, not in values.
namespace tarn::api::nessie {

nlohmann::json ToJson(const Configuration& configuration, ApiVersion version);
nlohmann::json ToJson(const Reference& reference, ApiVersion version);
nlohmann::json ToJson(const PageOf<Reference>& page, ApiVersion version);
nlohmann::json ToJson(const ReferenceHistory& history);
nlohmann::json ContentJson(const ContentsResponse& response, ApiVersion version);
nlohmann::json ContentsJson(const ContentsResponse& response, ApiVersion version);
nlohmann::json ToJson(const EntriesResponse& response, ApiVersion version);
nlohmann::json ToJson(const PageOf<LogEntry>& page, ApiVersion version);
nlohmann::json ToJson(const DiffResponse& response, ApiVersion version);
nlohmann::json ToJson(const CommitResponse& response);
nlohmann::json ToJson(const MergeResponse& response, ApiVersion version);
nlohmann::json NamespacesJson(const std::vector<StoredContent>& namespaces);

}  // namespace tarn::api::nessie
