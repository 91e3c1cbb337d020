// Version 2 of the API.
#include "api/nessie/commit_meta.h"
#include "api/nessie/json_reader.h"
#include "api/nessie/key_path.h"
#include "api/nessie/requests.h"
#include "api/nessie/responses.h"
#include "api/nessie/route_support.h"
#include "base/error.h"
#include "http/target.h"

namespace tarn::api::nessie {
namespace {

using http::PathParameters;
using http::Request;
using http::Response;

constexpr ApiVersion kV2 = ApiVersion::kV2;

// What handlers get: the reference of the path, taken apart, and what follows it.
struct TreeCall {
  Service& service;
  const Request& request;
  RefPath ref;
  std::string rest;  // the key of "contents/{key}", the other side of "diff/{to}"; still as typed
  RefSpec spec() const { return {ref.name, ref.hash}; }
  std::optional<ReferenceType> type() const {
    auto text = ReadText(request.query, "type");
    if (!text) return std::nullopt;
    return ParseReferenceType(*text);
  }
};
using TreeHandler = Response (*)(const TreeCall& call);

void RequireNoHash(const TreeCall& call, const char* what) {
  if (call.ref.hash) {
    base::Throw(base::ErrorKind::kInvalidArgument, "Hashes are not allowed when fetching {}", what);
  }
}

Response GetReference(const TreeCall& call) {
  RequireNoHash(call, "a reference by name");
  const Reference reference =
      call.service.GetReference(call.ref.name, ReadFetchAll(call.request.query));
  return Answer({{"reference", ToJson(reference, kV2)}});
}

Response AssignReference(const TreeCall& call) {
  RequireJson(call.request);
  const Reference target = ReadReference(call.request.body);
  return Answer(
      {{"reference", ToJson(call.service.AssignReference(call.type(), call.spec(), target), kV2)}});
}

Response DeleteReference(const TreeCall& call) {
  return Answer(
      {{"reference", ToJson(call.service.DeleteReference(call.type(), call.spec()), kV2)}});
}

Response GetReferenceHistory(const TreeCall& call) {
  RequireNoHash(call, "a reference history");
  return Answer(ToJson(call.service.GetReferenceHistory(
      call.ref.name, ReadNumber(call.request.query, "scan-commits").value_or(0))));
}

Response GetEntries(const TreeCall& call) {
  const http::Query& query = call.request.query;
  EntriesRequest entries;
  entries.ref = call.spec();
  entries.page = ReadPage(query, kV2);
  entries.filter = query.Get("filter");
  entries.with_content = ReadFlag(query, "content");
  entries.keys = ReadKeys(query, "key");
  entries.min_key = ReadKeyParameter(query, "min-key");
  entries.max_key = ReadKeyParameter(query, "max-key");
  entries.prefix = ReadKeyParameter(query, "prefix-key");
  return Answer(ToJson(call.service.GetEntries(entries), kV2));
}

Response GetLog(const TreeCall& call) {
  const http::Query& query = call.request.query;
  LogRequest log;
  log.ref = call.spec();
  log.page = ReadPage(query, kV2);
  log.filter = query.Get("filter");
  log.fetch_all = ReadFetchAll(query);
  log.limit_hash = ReadText(query, "limit-hash");
  return Answer(ToJson(call.service.GetLog(log), kV2));
}

Response GetDiff(const TreeCall& call) {
  const http::Query& query = call.request.query;
  DiffRequest diff;
  const RefPath to = ParseRefPath(call.rest, call.service.default_branch());
  diff.from = call.spec();
  diff.to = {to.name, to.hash};
  diff.page = ReadPage(query, kV2);
  diff.filter = query.Get("filter");
  diff.keys = ReadKeys(query, "key");
  diff.min_key = ReadKeyParameter(query, "min-key");
  diff.max_key = ReadKeyParameter(query, "max-key");
  diff.prefix = ReadKeyParameter(query, "prefix-key");
  return Answer(ToJson(call.service.GetDiff(diff), kV2));
}

// Documentation of contents is not kept, so with-doc gives none; for-write changes who may read.
Response GetContent(const TreeCall& call) {
  return Answer(ContentJson(call.service.GetContent(call.spec(), ParseKeyPath(call.rest)), kV2));
}

Response GetSeveralContents(const TreeCall& call) {
  return Answer(ContentsJson(
      call.service.GetContents(call.spec(), ReadKeys(call.request.query, "key")), kV2));
}

Response GetMultipleContents(const TreeCall& call) {
  RequireJson(call.request);
  return Answer(ContentsJson(
      call.service.GetContents(call.spec(), ReadRequestedKeys(call.request.body)), kV2));
}

Response Commit(const TreeCall& call) {
  RequireJson(call.request);
  Operations operations = ReadOperations(call.request.body);
  ApplyHeaders(operations.meta, call.request.headers);
  return Answer(ToJson(call.service.Commit(call.spec(), operations)));
}

Response Merge(const TreeCall& call) {
  RequireJson(call.request);
  MergeRequest merge = ReadMerge(call.request.body, kV2, false);
  CommitMeta meta = merge.meta.value_or(CommitMeta());
  if (meta.message.empty()) meta.message = merge.message.value_or("");
  ApplyHeaders(meta, call.request.headers);
  merge.meta = std::move(meta);
  return Answer(ToJson(call.service.Merge(call.spec(), merge), kV2));
}

Response Transplant(const TreeCall& call) {
  RequireJson(call.request);
  MergeRequest transplant = ReadMerge(call.request.body, kV2, true);
  CommitMeta meta;
  meta.message = transplant.message.value_or("");
  ApplyHeaders(meta, call.request.headers);
  transplant.meta = std::move(meta);
  return Answer(ToJson(call.service.Transplant(call.spec(), transplant), kV2));
}

// What can follow the reference in "trees/{ref}…". A '*' at the end stands for one more segment.
struct TreeRoute {
  const char* method;
  const char* suffix;
  const char* operation;
  TreeHandler handler;
};
constexpr TreeRoute kTreeRoutes[] = {
    {"GET", "", "getReferenceByName.v2", GetReference},
    {"PUT", "", "assignReference.v2", AssignReference},
    {"DELETE", "", "deleteReference.v2", DeleteReference},
    {"GET", "/recent-changes", "getReferenceHistory.v2", GetReferenceHistory},
    {"GET", "/entries", "getEntries.v2", GetEntries},
    {"GET", "/history", "getCommitLog.v2", GetLog},
    {"GET", "/diff/*", "getDiff.v2", GetDiff},
    {"GET", "/contents/*", "getContent.v2", GetContent},
    {"GET", "/contents", "getSeveralContents.v2", GetSeveralContents},
    {"POST", "/contents", "getMultipleContents.v2", GetMultipleContents},
    {"POST", "/history/commit", "commitMultipleOperations.v2", Commit},
    {"POST", "/history/merge", "mergeRefIntoBranch.v2", Merge},
    {"POST", "/history/transplant", "transplantCommitsIntoBranch.v2", Transplant},
};

std::string PatternOf(const TreeRoute& route) {
  std::string suffix = route.suffix;
  if (suffix.ends_with('*')) suffix.replace(suffix.size() - 1, 1, "{rest}");
  return "/{ref}" + suffix;
}

// The reference and the route of a path whose reference has slashes in it: it ends with the segment
// that has the '@', of a diff also the second one.
const TreeRoute* FindSlashed(const std::string& method, const std::string& path, std::string& ref,
                             std::string& rest) {
  size_t at = path.find('@');
  if (at == std::string::npos) at = path.find("%40");
  // Without '@' the whole path can be a name.
  const size_t end =
      at == std::string::npos ? path.size() : std::min(path.find('/', at), path.size());
  ref = http::PercentDecode(path.substr(0, end));
  const std::string suffix = path.substr(end);
  for (const TreeRoute& route : kTreeRoutes) {
    if (method != route.method) continue;
    std::string pattern = route.suffix;
    if (pattern == suffix) return &route;
    if (!pattern.ends_with('*')) continue;
    pattern.pop_back();
    if (suffix.size() <= pattern.size() || !suffix.starts_with(pattern)) continue;
    rest = http::PercentDecode(suffix.substr(pattern.size()));
    return &route;
  }
  return nullptr;
}

Response CallSlashed(Service& service, const Request& request, const std::string& prefix) {
  const size_t begin = request.path.find(prefix);
  const std::string path =
      begin == std::string::npos ? "" : request.path.substr(begin + prefix.size());
  std::string ref, rest;
  const TreeRoute* route = FindSlashed(request.method, path, ref, rest);
  if (route == nullptr) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "no operation has that path; a reference with slashes ends with '@': '{}'",
                path.substr(0, 300));
  }
  Response response =
      route->handler({service, request, ParseRefPath(ref, service.default_branch()), rest});
  response.operation = route->operation;
  return response;
}

Response CreateReference(Service& service, const Request& request) {
  RequireJson(request);
  const auto name = ReadText(request.query, "name");
  const auto type = ReadText(request.query, "type");
  if (!name || !type) {
    base::Throw(base::ErrorKind::kInvalidArgument, "the parameter is required: {}",
                name ? "type" : "name");
  }
  const Reference source = request.body.empty() ? Reference() : ReadReference(request.body);
  const Reference made =
      service.CreateReference(*name, ParseReferenceType(*type), {source.name, source.hash});
  return Answer({{"reference", ToJson(made, kV2)}});
}

Response GetConfigs(Service& service, const Request& request) {
  nlohmann::json configs = nlohmann::json::array();
  // "type=A&type=B"
  for (const std::string& type : request.query.All("type")) {
    if (auto config = service.configs().Find(type)) configs.push_back(*std::move(config));
  }
  return Answer({{"configs", std::move(configs)}});
}

Response UpdateConfig(Service& service, const Request& request) {
  RequireJson(request);
  const nlohmann::json body = ParseBody(request.body);
  const JsonPlace config = JsonPlace(body).Get("config");
  const auto previous = service.configs().Update(config);
  return Answer({{"previous", previous.value_or(nullptr)}});
}

}  // namespace

std::vector<http::Route> RoutesV2(ServicePtr s, const std::string& p) {
  std::vector<http::Route> routes = {
      {"GET", p + "/config", "getConfig.v2",
       [s](const Request&, const PathParameters&) {
         return Answer(ToJson(s->GetConfiguration(), kV2));
       }},
      {"GET", p + "/config/repository", "getRepositoryConfig.v2",
       [s](const Request& r, const PathParameters&) { return GetConfigs(*s, r); }},
      {"POST", p + "/config/repository", "updateRepositoryConfig.v2",
       [s](const Request& r, const PathParameters&) { return UpdateConfig(*s, r); }},
      {"GET", p + "/trees", "getAllReferences.v2",
       [s](const Request& r, const PathParameters&) {
         return Answer(ToJson(s->ListReferences(ReadPage(r.query, kV2), r.query.Get("filter"),
                                                ReadFetchAll(r.query)),
                              kV2));
       }},
      {"POST", p + "/trees", "createReference.v2",
       [s](const Request& r, const PathParameters&) { return CreateReference(*s, r); }},
  };
  for (const TreeRoute& route : kTreeRoutes) {
    routes.push_back({route.method, p + "/trees" + PatternOf(route), route.operation,
                      [s, handler = route.handler](const Request& r, const PathParameters& path) {
                        return handler({*s, r, ParseRefPath(path.Get("ref"), s->default_branch()),
                                        path.Get("rest")});
                      }});
  }
  for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
    routes.push_back({method, p + "/trees/{ref...}", "referenceWithSlashes.v2",
                      [s, prefix = p + "/trees/"](const Request& r, const PathParameters&) {
                        return CallSlashed(*s, r, prefix);
                      }});
  }
  return routes;
}

}  // namespace tarn::api::nessie
