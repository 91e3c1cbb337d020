#pragma once

#include <string>
#include <vector>

#include "api/nessie/model.h"
#include "http/target.h"

// Bodies and parameters of requests → values. kInvalidArgument with the path in the JSON, or the
// name of the parameter.
namespace tarn::api::nessie {

Reference ReadReference(const std::string& body);  // BRANCH, TAG or DETACHED
Operations ReadOperations(const std::string& body);
std::vector<versions::ContentKey> ReadRequestedKeys(const std::string& body);
// `transplant`: which of both it is.
MergeRequest ReadMerge(const std::string& body, ApiVersion version, bool transplant);

struct NamespaceUpdate {
  std::map<std::string, std::string> set;
  std::vector<std::string> remove;
};
NamespaceUpdate ReadNamespaceUpdate(const std::string& body);
std::map<std::string, std::string> ReadNewNamespace(const std::string& body);  // its properties

struct PageRequest {
  std::optional<int64_t> max_records;  // none and zero: as many as there are
  std::optional<std::string> token;
};
PageRequest ReadPage(const http::Query& query, ApiVersion version);
bool ReadFetchAll(const http::Query& query);
// The keys of a parameter that may come more than once.
std::vector<versions::ContentKey> ReadKeys(const http::Query& query, const char* name);
std::optional<versions::ContentKey> ReadKeyParameter(const http::Query& query, const char* name);
bool ReadFlag(const http::Query& query, const char* name);
std::optional<int64_t> ReadNumber(const http::Query& query, const char* name);
// A parameter that is empty counts as absent.
std::optional<std::string> ReadText(const http::Query& query, const char* name);

}  // namespace tarn::api::nessie
