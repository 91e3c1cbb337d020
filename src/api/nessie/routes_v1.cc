// Version 1 of the API (deprecated there, still what old clients speak).
#include "api/nessie/commit_meta.h"
#include "api/nessie/content_json.h"
#include "api/nessie/key_path.h"
#include "api/nessie/requests.h"
#include "api/nessie/responses.h"
#include "api/nessie/route_support.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using http::PathParameters;
using http::Request;
using http::Response;

constexpr ApiVersion kV1 = ApiVersion::kV1;

std::string NameIn(const PathParameters& path, const char* parameter) {
  std::string name = path.Get(parameter);
  if (name == "-") return "";
  if (name != kDetachedName) CheckRefName(name);
  return name;
}

std::string RefQuery(const Request& request) {
  std::string name = request.query.Get("ref");
  if (!name.empty() && name != "-" && name != kDetachedName) CheckRefName(name);
  return name == "-" ? "" : name;
}

RefSpec TargetOf(const Request& request, const PathParameters& path) {
  RequireJson(request);
  return {NameIn(path, "branch"), ReadText(request.query, "expectedHash")};
}

std::optional<ReferenceType> TypeIn(const PathParameters& path) {
  return ParseReferenceType(path.Get("type"));
}

// "main", "main*hash": from...to of a diff.
RefSpec DiffSide(const std::string& text) {
  const size_t star = text.find('*');
  RefSpec spec{text.substr(0, star), {}};
  if (star != std::string::npos && star + 1 < text.size()) {
    spec.hash = text.substr(star + 1);
    // The separator and then a relative part that begins with the same mark.
    if (spec.hash->starts_with('*') && spec.hash->size() > 1) spec.hash->erase(0, 1);
  }
  if (spec.name == "-") spec.name.clear();
  if (spec.name.empty() && spec.hash) spec.name = kDetachedName;
  if (!spec.name.empty() && spec.name != kDetachedName) CheckRefName(spec.name);
  return spec;
}

Response GetDiff(Service& service, const PathParameters& path) {
  const std::string& both = path.Get("refs");
  const size_t dots = both.find("...");
  if (dots == std::string::npos) {
    base::Throw(base::ErrorKind::kInvalidArgument, "a diff is of two references, as 'a...b': '{}'",
                both);
  }
  DiffRequest request;
  request.from = DiffSide(both.substr(0, dots));
  request.to = DiffSide(both.substr(dots + 3));
  return Answer(ToJson(service.GetDiff(request), kV1));
}

Response GetEntries(Service& service, const Request& request, const PathParameters& path) {
  EntriesRequest entries;
  entries.ref = {NameIn(path, "ref"), ReadText(request.query, "hashOnRef")};
  entries.page = ReadPage(request.query, kV1);
  entries.filter = request.query.Get("filter");
  entries.namespace_depth = ReadNumber(request.query, "namespaceDepth").value_or(0);
  return Answer(ToJson(service.GetEntries(entries), kV1));
}

Response GetLog(Service& service, const Request& request, const PathParameters& path) {
  LogRequest log;
  log.ref = {NameIn(path, "ref"), ReadText(request.query, "endHash")};
  log.page = ReadPage(request.query, kV1);
  log.filter = request.query.Get("filter");
  log.fetch_all = ReadFetchAll(request.query);
  log.limit_hash = ReadText(request.query, "startHash");
  return Answer(ToJson(service.GetLog(log), kV1));
}

Response CreateReference(Service& service, const Request& request) {
  RequireJson(request);
  const Reference wanted = ReadReference(request.body);
  std::string source = request.query.Get("sourceRefName");
  if (!source.empty() && source != kDetachedName) CheckRefName(source);
  return Answer(
      ToJson(service.CreateReference(wanted.name, wanted.type, {source, wanted.hash}), kV1));
}

Response Merge(Service& service, const Request& request, const PathParameters& path) {
  const RefSpec target = TargetOf(request, path);
  if (request.body.empty()) {
    base::Throw(base::ErrorKind::kInvalidArgument, "mergeRefIntoBranch.merge: must not be null");
  }
  return Answer(ToJson(service.Merge(target, ReadMerge(request.body, kV1, false)), kV1));
}

Response Transplant(Service& service, const Request& request, const PathParameters& path) {
  const RefSpec target = TargetOf(request, path);
  MergeRequest transplant = ReadMerge(request.body, kV1, true);
  if (auto message = ReadText(request.query, "message")) transplant.message = message;
  return Answer(ToJson(service.Transplant(target, transplant), kV1));
}

std::vector<http::Route> TreeRoutes(const ServicePtr& s, const std::string& p) {
  return {
      {"GET", p + "/trees", "getAllReferences.v1",
       [s](const Request& r, const PathParameters&) {
         return Answer(ToJson(s->ListReferences(ReadPage(r.query, kV1), r.query.Get("filter"),
                                                ReadFetchAll(r.query)),
                              kV1));
       }},
      {"GET", p + "/trees/tree", "getDefaultBranch.v1",
       [s](const Request&, const PathParameters&) {
         return Answer(ToJson(s->GetReference("", false), kV1));
       }},
      {"POST", p + "/trees/tree", "createReference.v1",
       [s](const Request& r, const PathParameters&) { return CreateReference(*s, r); }},
      {"GET", p + "/trees/tree/{ref}", "getReferenceByName.v1",
       [s](const Request& r, const PathParameters& path) {
         return Answer(ToJson(s->GetReference(NameIn(path, "ref"), ReadFetchAll(r.query)), kV1));
       }},
      {"GET", p + "/trees/tree/{ref}/entries", "getEntries.v1",
       [s](const Request& r, const PathParameters& path) { return GetEntries(*s, r, path); }},
      {"GET", p + "/trees/tree/{ref}/log", "getCommitLog.v1",
       [s](const Request& r, const PathParameters& path) { return GetLog(*s, r, path); }},
      {"PUT", p + "/trees/{type}/{ref}", "assignReference.v1",
       [s](const Request& r, const PathParameters& path) {
         RequireJson(r);
         const auto expected = ReadText(r.query, "expectedHash");
         if (r.body.empty()) {
           base::Throw(base::ErrorKind::kInvalidArgument,
                       "assignReference.assignTo: must not be null{}",
                       expected ? "" : ", assignReference.expectedHash: must not be null");
         }
         s->AssignReference(TypeIn(path), {NameIn(path, "ref"), expected}, ReadReference(r.body));
         return NoContent();
       }},
      {"DELETE", p + "/trees/{type}/{ref}", "deleteReference.v1",
       [s](const Request& r, const PathParameters& path) {
         s->DeleteReference(TypeIn(path), {NameIn(path, "ref"), ReadText(r.query, "expectedHash")});
         return NoContent();
       }},
      {"POST", p + "/trees/branch/{branch}/commit", "commitMultipleOperations.v1",
       [s](const Request& r, const PathParameters& path) {
         const RefSpec target = TargetOf(r, path);
         return Answer(ToJson(s->Commit(target, ReadOperations(r.body)).target, kV1));
       }},
      {"POST", p + "/trees/branch/{branch}/merge", "mergeRefIntoBranch.v1",
       [s](const Request& r, const PathParameters& path) { return Merge(*s, r, path); }},
      {"POST", p + "/trees/branch/{branch}/transplant", "transplantCommitsIntoBranch.v1",
       [s](const Request& r, const PathParameters& path) { return Transplant(*s, r, path); }},
  };
}

std::vector<http::Route> NamespaceRoutes(const ServicePtr& s, const std::string& p) {
  const std::string one = p + "/namespaces/namespace/{ref}/{name}";
  return {
      {"GET", p + "/namespaces/{ref}", "getNamespaces.v1",
       [s](const Request& r, const PathParameters& path) {
         return Answer(
             NamespacesJson(s->ListNamespaces({NameIn(path, "ref"), ReadText(r.query, "hashOnRef")},
                                              ReadKeyParameter(r.query, "name"))));
       }},
      {"GET", one, "getNamespace.v1",
       [s](const Request& r, const PathParameters& path) {
         const StoredContent found = s->GetNamespace(
             {NameIn(path, "ref"), ReadText(r.query, "hashOnRef")}, ParseKeyPath(path.Get("name")));
         return Answer(ToJson(found.content, found.key));
       }},
      {"PUT", one, "createNamespace.v1",
       [s](const Request& r, const PathParameters& path) {
         RequireJson(r);
         const StoredContent made = s->CreateNamespace(
             NameIn(path, "ref"), ParseKeyPath(path.Get("name")), ReadNewNamespace(r.body));
         return Answer(ToJson(made.content, made.key));
       }},
      {"DELETE", one, "deleteNamespace.v1",
       [s](const Request&, const PathParameters& path) {
         s->DeleteNamespace(NameIn(path, "ref"), ParseKeyPath(path.Get("name")));
         return NoContent();
       }},
      {"POST", one, "updateNamespaceProperties.v1",
       [s](const Request& r, const PathParameters& path) {
         RequireJson(r);
         s->UpdateNamespace(NameIn(path, "ref"), ParseKeyPath(path.Get("name")),
                            ReadNamespaceUpdate(r.body));
         return NoContent();
       }},
  };
}

}  // namespace

std::vector<http::Route> RoutesV1(ServicePtr s, const std::string& p) {
  std::vector<http::Route> routes = {
      {"GET", p + "/config", "getConfig.v1",
       [s](const Request&, const PathParameters&) {
         return Answer(ToJson(s->GetConfiguration(), kV1));
       }},
      {"GET", p + "/contents/{key}", "getContent.v1",
       [s](const Request& r, const PathParameters& path) {
         return Answer(ContentJson(s->GetContent({RefQuery(r), ReadText(r.query, "hashOnRef")},
                                                 ParseKeyPath(path.Get("key"))),
                                   kV1));
       }},
      {"POST", p + "/contents", "getMultipleContents.v1",
       [s](const Request& r, const PathParameters&) {
         RequireJson(r);
         return Answer(ContentsJson(s->GetContents({RefQuery(r), ReadText(r.query, "hashOnRef")},
                                                   ReadRequestedKeys(r.body)),
                                    kV1));
       }},
      {"GET", p + "/diffs/{refs}", "getDiff.v1",
       [s](const Request&, const PathParameters& path) { return GetDiff(*s, path); }},
  };
  for (auto& route : TreeRoutes(s, p)) routes.push_back(std::move(route));
  for (auto& route : NamespaceRoutes(s, p)) routes.push_back(std::move(route));
  return routes;
}

}  // namespace tarn::api::nessie
