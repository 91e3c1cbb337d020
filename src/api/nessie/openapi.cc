// The OpenAPI document, derived from the table of routes.
#include <map>
#include <string_view>

#include "api/nessie/route_support.h"

namespace tarn::api::nessie {
namespace {

using nlohmann::json;

struct Facts {
  const char* summary;
  std::vector<const char*> query;
  const char* body = nullptr;  // what the request body is
  int status = 200;
};

const std::map<std::string, Facts, std::less<>>& FactsByOperation() {
  static const std::map<std::string, Facts, std::less<>> facts = {
      {"getConfig.v1", {"The server's configuration", {}}},
      {"getConfig.v2", {"The server's configuration", {}}},
      {"getAllReferences.v1",
       {"Branches and tags", {"maxRecords", "pageToken", "fetch", "filter"}}},
      {"getDefaultBranch.v1", {"The default branch", {}}},
      {"createReference.v1", {"Create a branch or tag", {"sourceRefName"}, "Reference"}},
      {"getReferenceByName.v1", {"A branch or tag", {"fetch"}}},
      {"getEntries.v1",
       {"Keys of a commit", {"hashOnRef", "namespaceDepth", "filter", "maxRecords", "pageToken"}}},
      {"getCommitLog.v1",
       {"The commit log", {"startHash", "endHash", "filter", "fetch", "maxRecords", "pageToken"}}},
      {"assignReference.v1",
       {"Let a branch or tag point elsewhere", {"expectedHash"}, "Reference", 204}},
      {"deleteReference.v1", {"Delete a branch or tag", {"expectedHash"}, nullptr, 204}},
      {"commitMultipleOperations.v1", {"Commit", {"expectedHash"}, "Operations"}},
      {"mergeRefIntoBranch.v1", {"Merge", {"expectedHash"}, "Merge"}},
      {"transplantCommitsIntoBranch.v1",
       {"Transplant commits", {"expectedHash", "message"}, "Transplant"}},
      {"getContent.v1", {"A content", {"ref", "hashOnRef"}}},
      {"getMultipleContents.v1",
       {"Several contents", {"ref", "hashOnRef"}, "GetMultipleContentsRequest"}},
      {"getDiff.v1", {"What differs between two references, as 'a...b'", {}}},
      {"getNamespaces.v1", {"Namespaces", {"name", "hashOnRef"}}},
      {"getNamespace.v1", {"A namespace", {"hashOnRef"}}},
      {"createNamespace.v1", {"Create a namespace", {}, "Namespace"}},
      {"deleteNamespace.v1", {"Delete an empty namespace", {}, nullptr, 204}},
      {"updateNamespaceProperties.v1", {"Set and remove properties", {}, "NamespaceUpdate", 204}},
      {"getAllReferences.v2",
       {"Branches and tags", {"max-records", "page-token", "fetch", "filter"}}},
      {"createReference.v2", {"Create a branch or tag", {"name", "type"}, "Reference"}},
      {"getReferenceByName.v2", {"A branch or tag", {"fetch"}}},
      {"assignReference.v2", {"Let a branch or tag point elsewhere", {"type"}, "Reference"}},
      {"deleteReference.v2", {"Delete a branch or tag", {"type"}}},
      {"getReferenceHistory.v2", {"Where a branch or tag pointed before", {"scan-commits"}}},
      {"getEntries.v2",
       {"Keys of a commit",
        {"key", "min-key", "max-key", "prefix-key", "filter", "content", "max-records",
         "page-token"}}},
      {"getCommitLog.v2",
       {"The commit log", {"limit-hash", "filter", "fetch", "max-records", "page-token"}}},
      {"getDiff.v2",
       {"What differs between two references",
        {"key", "min-key", "max-key", "prefix-key", "filter", "max-records", "page-token"}}},
      {"getContent.v2", {"A content", {"with-doc", "for-write"}}},
      {"getSeveralContents.v2", {"Several contents", {"key", "with-doc", "for-write"}}},
      {"getMultipleContents.v2",
       {"Several contents", {"with-doc", "for-write"}, "GetMultipleContentsRequest"}},
      {"commitMultipleOperations.v2", {"Commit", {}, "Operations"}},
      {"mergeRefIntoBranch.v2", {"Merge", {}, "Merge"}},
      {"transplantCommitsIntoBranch.v2", {"Transplant commits", {}, "Transplant"}},
  };
  return facts;
}

json Parameter(const std::string& name, const char* in) {
  return {{"name", name},
          {"in", in},
          {"required", std::string_view(in) == "path"},
          {"schema", {{"type", "string"}}}};
}

json OperationOf(const http::Route& route, const Facts& facts) {
  json parameters = json::array();
  for (size_t at = route.pattern.find('{'); at != std::string::npos;
       at = route.pattern.find('{', at + 1)) {
    const size_t end = route.pattern.find('}', at);
    parameters.push_back(Parameter(route.pattern.substr(at + 1, end - at - 1), "path"));
  }
  for (const char* name : facts.query) parameters.push_back(Parameter(name, "query"));
  const json error = {
      {"description", "An error"},
      {"content",
       {{"application/json", {{"schema", {{"$ref", "#/components/schemas/NessieError"}}}}}}}};
  json operation = {
      {"operationId", route.operation},
      {"summary", facts.summary},
      {"tags", {route.operation.substr(route.operation.size() - 2)}},
      {"parameters", std::move(parameters)},
      {"responses",
       {{std::to_string(facts.status), {{"description", "Done"}}}, {"default", error}}}};
  if (facts.body != nullptr) {
    operation["requestBody"] = {
        {"description", facts.body},
        {"content", {{"application/json", {{"schema", {{"type", "object"}}}}}}}};
  }
  return operation;
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

}  // namespace

http::Route OpenApiRoute(const std::string& prefix, std::vector<http::Route> routes) {
  json paths = json::object();
  for (const http::Route& route : routes) {
    auto facts = FactsByOperation().find(route.operation);
    if (facts == FactsByOperation().end()) continue;  // another spelling of a path
    paths[route.pattern][Lower(route.method)] = OperationOf(route, facts->second);
  }
  json code = {{"type", "string"}};
  const json document = {
      {"openapi", "3.0.3"},
      {"info",
       {{"title", "Nessie API of Tarn"},
        {"version", "2.2.0"},
        {"description",
         "Bodies are those of the Nessie specification 2.2.0: projectnessie.org/develop/rest"}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas",
         {{"NessieError",
           {{"type", "object"},
            {"properties",
             {{"status", {{"type", "integer"}}},
              {"reason", {{"type", "string"}}},
              {"message", {{"type", "string"}}},
              {"errorCode", std::move(code)},
              {"errorDetails", {{"type", "object"}}}}}}}}}}}};
  // JSON is YAML as well.
  return {"GET", prefix + "/openapi.yaml", "getOpenApi",
          [text = document.dump(2)](const http::Request&, const http::PathParameters&) {
            return http::TextResponse(200, text, "application/yaml");
          }};
}

}  // namespace tarn::api::nessie
