#include "api/iceberg_rest/storage.h"

#include <algorithm>
#include <chrono>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/requests.h"
#include "base/error.h"
#include "iceberg/json/writer.h"
#include "store/object_store.h"
#include "store/s3/s3_access.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using store::s3::S3Scope;

constexpr const char* kDelegation = "X-Iceberg-Access-Delegation";

bool IsS3(const std::string& path) {
  const std::string scheme = path.substr(0, path.find("://"));
  return scheme == "s3" || scheme == "s3a" || scheme == "s3n";
}

std::string Trimmed(std::string folder) {
  while (folder.ends_with('/')) folder.pop_back();
  return folder;
}

// Commits are made to branches alone.
bool MayWrite(const Call& call, const Target& target) {
  if (target.pinned) return false;
  const auto reference = call.service.catalog.repository().FindReference(target.reference);
  if (!reference || reference->kind != versions::ReferenceKind::kBranch) return false;
  const auto& may_use = call.service.options.may_use;
  return !may_use || may_use(true, target.reference, target.identifier.ToString());
}

// "s3://…" without a slash at the end.
std::string Folder(const std::string& path) {
  return Trimmed(IsS3(path) ? "s3" + path.substr(path.find("://")) : path);
}

bool IsWithin(const std::string& folder, const std::string& other) {
  return folder == other || folder.starts_with(other + "/");
}

// Whether the caller may reach what lies in a folder. A table tells itself where its files are, and
// its writers may change that, so its word is not enough: the place is the table's own, or it has
// the name of one (<warehouse>/<namespace>/<table>) that the caller may use likewise.
bool MayReach(const Call& call, const Target& target, const std::string& folder, bool write) {
  const auto& may_use = call.service.options.may_use;
  if (!may_use) return true;
  catalog::Catalog& catalog = call.service.catalog;
  if (IsWithin(folder, Folder(catalog.NewTableLocation(target.identifier)))) return true;
  const std::string warehouse = Folder(catalog.warehouse()) + "/";
  if (!folder.starts_with(warehouse)) return false;
  std::string name;
  for (size_t at = warehouse.size(); at < folder.size();) {
    const size_t end = std::min(folder.find('/', at), folder.size());
    name += (name.empty() ? "" : ".") + folder.substr(at, end - at);
    if (name.find('.') != std::string::npos && may_use(write, target.reference, name)) return true;
    at = end + 1;
  }
  return false;
}

S3Scope ScopeOf(const Call& call, const Target& target, const iceberg::TableMetadata& metadata) {
  S3Scope scope;
  scope.write = MayWrite(call, target);
  const auto add = [&](const std::string& path) {
    const std::string folder = Folder(path);
    if (!IsS3(folder) || !MayReach(call, target, folder, false)) return;
    scope.write = scope.write && MayReach(call, target, folder, true);
    scope.folders.push_back(folder);
  };
  add(metadata.location);
  for (const char* property : {"write.data.path", "write.metadata.path",
                               "write.object-storage.path", "write.folder-storage.path"}) {
    add(metadata.Property(property, ""));
  }
  return scope;
}

// "v1/{prefix}/namespaces/…/tables/…": below the address that clients have of the catalog.
std::string TablePath(const Target& target) {
  std::string ns;
  for (const std::string& level : target.identifier.ns) {
    ns += (ns.empty() ? "" : "%1F") + http::PercentEncode(level);
  }
  return "v1/" + http::PercentEncode(target.reference) + "/namespaces/" + ns + "/tables/" +
         http::PercentEncode(target.identifier.name);
}

int64_t Millis(base::TimePoint time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// One for each folder, all with the same keys.
std::vector<StorageCredential> CredentialsFor(const Call& call, const S3Scope& scope) {
  std::vector<StorageCredential> credentials;
  if (scope.folders.empty()) return credentials;
  const auto keys = call.service.options.s3->Vend(scope);
  if (!keys) return credentials;
  for (const std::string& folder : scope.folders) {
    credentials.push_back(
        {folder + "/",
         {{"s3.access-key-id", keys->credentials.access_key},
          {"s3.secret-access-key", keys->credentials.secret_key},
          {"s3.session-token", keys->credentials.session_token},
          {"s3.session-token-expires-at-ms", std::to_string(Millis(keys->expires))}}});
  }
  return credentials;
}

// The table that an object belongs to, by where the lake puts tables.
Target TargetOfPath(const Call& call, const std::string& path) {
  const std::string reference = call.reference();
  const auto snapshot = call.Snapshot(reference);
  const std::string warehouse = Folder(call.service.catalog.warehouse());
  std::vector<std::string> levels;
  size_t at = path.starts_with(warehouse + "/") ? warehouse.size() + 1 : path.size();
  while (at < path.size()) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string segment = path.substr(at, end - at);
    if (!levels.empty()) {
      try {
        Target target{{levels, segment}, reference, false, snapshot};
        if (target.Exists(catalog::ContentKind::kTable)) return target;
      } catch (const base::Error& error) {
        if (error.kind() != ErrorKind::kPermissionDenied) throw;
      }
    }
    levels.push_back(segment);
    at = end + 1;
  }
  throw ApiError(ErrorKind::kPermissionDenied, 403, "ForbiddenException",
                 "no table that may be seen has this object: " + path);
}

http::Response SignFor(const Call& call, const Target& target,
                       const store::s3::RemoteRequest& request) {
  target.Require(catalog::ContentKind::kTable);
  const auto metadata = target.snapshot->LoadTable(target.identifier);
  const auto headers = call.service.options.s3->SignFor(request, ScopeOf(call, target, *metadata));
  iceberg::json::Writer writer;
  writer.BeginObject().Field("uri", request.uri).Key("headers").BeginObject();
  for (const auto& [name, values] : headers) {
    writer.Key(name).BeginArray();
    for (const std::string& value : values) writer.String(value);
    writer.EndArray();
  }
  writer.EndObject().EndObject();
  http::Response response = http::JsonResponse(200, writer.Take());
  const bool reads = request.method == "GET" || request.method == "HEAD";
  response.headers.Set("Cache-Control", reads ? "private" : "no-cache");
  return response;
}

void RequireS3(const Call& call) {
  if (call.service.options.s3 != nullptr) return;
  ThrowBadRequest("the lake is not in S3: there is nothing to sign");
}

}  // namespace

void WriteCredentials(iceberg::json::Writer& writer,
                      const std::vector<StorageCredential>& credentials) {
  writer.BeginArray();
  for (const StorageCredential& one : credentials) {
    writer.BeginObject().Field("prefix", one.prefix).Field("config", one.config).EndObject();
  }
  writer.EndArray();
}

bool HasDelegation(const Call& call) {
  return call.service.options.s3 != nullptr && call.request.headers.Has(kDelegation);
}

StorageAnswer StorageFor(const Call& call, const Target& target,
                         const iceberg::TableMetadata& metadata) {
  StorageAnswer answer;
  const store::s3::S3Access* s3 = call.service.options.s3;
  if (s3 == nullptr || !IsS3(metadata.location)) return answer;
  answer.config["s3.endpoint"] = s3->options().endpoint;
  answer.config["s3.region"] = s3->options().region;
  answer.config["client.region"] = s3->options().region;
  answer.config["s3.path-style-access"] = s3->options().path_style ? "true" : "false";
  const http::Headers& headers = call.request.headers;
  const bool wants_keys = headers.HasToken(kDelegation, "vended-credentials");
  if (!wants_keys && !headers.HasToken(kDelegation, "remote-signing")) return answer;
  if (wants_keys) answer.credentials = CredentialsFor(call, ScopeOf(call, target, metadata));
  if (!answer.credentials.empty()) {
    // For clients that look here alone.
    for (const auto& [name, value] : answer.credentials.front().config) answer.config[name] = value;
    answer.config["client.refresh-credentials-endpoint"] = TablePath(target) + "/credentials";
  } else {
    answer.config["s3.remote-signing-enabled"] = "true";
    answer.config["s3.signer.endpoint"] = TablePath(target) + "/sign";
    answer.config["signer.endpoint"] = TablePath(target) + "/sign";
    answer.signs = true;
  }
  return answer;
}

http::Response LoadCredentials(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(catalog::ContentKind::kTable);
  std::vector<StorageCredential> credentials;
  if (call.service.options.s3 != nullptr) {
    const auto metadata = target.snapshot->LoadTable(target.identifier);
    const S3Scope scope = ScopeOf(call, target, *metadata);
    if (!scope.folders.empty()) credentials = CredentialsFor(call, scope);
  }
  iceberg::json::Writer writer;
  writer.BeginObject().Key("storage-credentials");
  WriteCredentials(writer, credentials);
  writer.EndObject();
  http::Response response = http::JsonResponse(200, writer.Take());
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

http::Response SignRequest(const Call& call) {
  RequireS3(call);
  const store::s3::RemoteRequest request = ParseSignRequest(call.request.body);
  return SignFor(call, PathTarget(call, "table"), request);
}

http::Response SignS3Request(const Call& call) {
  RequireS3(call);
  const store::s3::RemoteRequest request = ParseSignRequest(call.request.body);
  return SignFor(call, TargetOfPath(call, call.service.options.s3->PathOf(request.uri)), request);
}

}  // namespace tarn::api::iceberg_rest
