#include <algorithm>
#include <set>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/paging.h"
#include "api/iceberg_rest/requests.h"
#include "api/iceberg_rest/responses.h"
#include "catalog/listing.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using iceberg::json::Writer;

void WriteNamespace(Writer& writer, const catalog::Namespace& ns) {
  writer.BeginArray();
  for (const auto& level : ns) writer.String(level);
  writer.EndArray();
}

http::Response NamespaceResponse(const catalog::Namespace& ns,
                                 const std::map<std::string, std::string>& properties) {
  Writer writer;
  writer.BeginObject().Key("namespace");
  WriteNamespace(writer, ns);
  writer.Field("properties", properties).EndObject();
  return http::JsonResponse(200, writer.Take());
}

// Where tables go that are made without a location. Without it Trino has the server make the table
// at once and then finds files in its folder.
std::string DefaultLocation(const Call& call, const catalog::Namespace& ns) {
  static constexpr std::string_view kTable = "t";
  std::string location = call.service.catalog.NewTableLocation({ns, std::string(kTable)});
  location.resize(location.size() - kTable.size() - 1);
  return location;
}

void WriteNames(Writer& writer, std::string_view key, const std::vector<std::string>& names) {
  writer.Key(key).BeginArray();
  for (const auto& name : names) writer.String(name);
  writer.EndArray();
}

http::Response PropertiesResponse(const UpdatePropertiesRequest& request,
                                  const std::map<std::string, std::string>& before) {
  Writer writer;
  writer.BeginObject().Key("updated").BeginArray();
  for (const auto& [name, value] : request.updates) writer.String(name);
  writer.EndArray();
  const std::set<std::string> removals(request.removals.begin(), request.removals.end());
  std::vector<std::string> removed, missing;
  for (const auto& name : removals) (before.contains(name) ? removed : missing).push_back(name);
  WriteNames(writer, "removed", removed);
  WriteNames(writer, "missing", missing);
  writer.EndObject();
  return http::JsonResponse(200, writer.Take());
}

}  // namespace

http::Response ListNamespaces(const Call& call) {
  PageRequest page = ParsePage(call);
  catalog::Namespace parent;
  const std::string asked = call.request.query.Get("parent");
  if (!asked.empty()) {
    parent = DecodeNamespace(asked);
    RequireNamespace(*page.snapshot, parent);
  }
  Writer writer;
  writer.BeginObject().Key("namespaces").BeginArray();
  bool more = true;
  while (more) {
    // One more than is shown tells whether there is a next page.
    auto found = catalog::ListNamespacesPage(*page.snapshot, parent, page.after, page.limit + 1);
    more = found.size() > page.limit;
    if (more) found.pop_back();
    for (const auto& ns : found) WriteNamespace(writer, ns);
    if (!found.empty()) page.after = found.back().back();
    if (page.paged) break;
  }
  writer.EndArray();
  if (more) {
    writer.Field("next-page-token", page.NextToken());
  }
  writer.EndObject();
  return http::JsonResponse(200, writer.Take());
}

http::Response CreateNamespace(const Call& call) {
  const CreateNamespaceRequest request = ParseCreateNamespace(call.request.body);
  call.service.locations.CheckProperties(request.properties);
  if (const auto location = request.properties.find("location");
      location != request.properties.end()) {
    call.service.locations.Check(location->second, "the namespace's location");
  }
  const catalog::Namespace parent(request.ns.begin(), request.ns.end() - 1);
  RequireNamespace(*call.Snapshot(call.reference()), parent);
  try {
    call.service.catalog.Commit(call.reference(),
                                {catalog::CreateNamespace{request.ns, request.properties}},
                                InfoOf(call, "create namespace " + catalog::ToString(request.ns)));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kAlreadyExists) throw;
    base::Throw(error.kind(), "Namespace already exists: {}", catalog::ToString(request.ns));
  }
  return NamespaceResponse(request.ns, request.properties);
}

http::Response LoadNamespaceMetadata(const Call& call) {
  const catalog::Namespace ns = call.ns();
  const auto snapshot = call.Snapshot(call.reference());
  RequireNamespace(*snapshot, ns);
  auto properties = snapshot->NamespaceProperties(ns);
  properties.try_emplace("location", DefaultLocation(call, ns));
  return NamespaceResponse(ns, properties);
}

http::Response NamespaceExists(const Call& call) {
  RequireNamespace(*call.Snapshot(call.reference()), call.ns());
  return NoContent();
}

http::Response DropNamespace(const Call& call) {
  const catalog::Namespace ns = call.ns();
  RequireNamespace(*call.Snapshot(call.reference()), ns);
  try {
    call.service.catalog.Commit(call.reference(), {catalog::DropNamespace{ns}},
                                InfoOf(call, "drop namespace " + catalog::ToString(ns)));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kFailedPrecondition) throw;
    throw ApiError(error.kind(), 409, "NamespaceNotEmptyException", error.message());
  }
  return NoContent();
}

http::Response UpdateProperties(const Call& call) {
  const catalog::Namespace ns = call.ns();
  const UpdatePropertiesRequest request = ParseUpdateProperties(call.request.body);
  for (const auto& name : request.removals) {
    if (request.updates.contains(name)) {
      throw ApiError(ErrorKind::kInvalidArgument, 422, "UnprocessableEntityException",
                     fmt::format("a property cannot be set and removed at once: {}", name));
    }
  }
  call.service.locations.CheckProperties(request.updates);
  const auto snapshot = call.Snapshot(call.reference());
  RequireNamespace(*snapshot, ns);
  const auto before = snapshot->NamespaceProperties(ns);
  const bool removes = std::any_of(request.removals.begin(), request.removals.end(),
                                   [&](const auto& name) { return before.contains(name); });
  if (!request.updates.empty() || removes) {
    call.service.catalog.Commit(
        call.reference(),
        {catalog::UpdateNamespaceProperties{ns, request.updates, request.removals}},
        InfoOf(call, "update namespace " + catalog::ToString(ns)));
  }
  return PropertiesResponse(request, before);
}

http::Response CreatedNamespace(const Call& call, const std::string& /*commit*/) {
  const CreateNamespaceRequest request = ParseCreateNamespace(call.request.body);
  return NamespaceResponse(request.ns, request.properties);
}

http::Response UpdatedProperties(const Call& call, const std::string& commit) {
  return PropertiesResponse(ParseUpdateProperties(call.request.body),
                            call.Snapshot("@" + commit + "~1")->NamespaceProperties(call.ns()));
}

}  // namespace tarn::api::iceberg_rest
