#include "api/iceberg_rest/service.h"

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/keyed_commit.h"

namespace tarn::api::iceberg_rest {

using base::ErrorKind;

Service::Service(catalog::Catalog& lake_catalog, metadb::Database& database,
                 ServiceOptions service_options, base::Clock& service_clock)
    : catalog(lake_catalog),
      options(std::move(service_options)),
      clock(service_clock),
      locations(lake_catalog.warehouse(), options.allowed_locations),
      idempotency(database, service_clock, options.idempotency) {}

std::string Call::reference() const {
  if (path.Has("prefix")) return ReferenceOfPrefix(path.Get("prefix"));
  if (path.Has("branch")) return ReferenceOfPrefix(path.Get("branch"));
  return "main";
}

std::shared_ptr<const catalog::CatalogSnapshot> Call::Snapshot(const std::string& reference) const {
  try {
    return service.catalog.Snapshot(reference);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    throw ApiError(ErrorKind::kNotFound, 404, "NoSuchReferenceException", error.message());
  }
}

bool Target::Exists(catalog::ContentKind kind) const {
  const auto entry = snapshot->Find(identifier);
  return entry && entry->kind == kind;
}

catalog::Entry Target::Require(catalog::ContentKind kind) const {
  auto entry = snapshot->Find(identifier);
  if (entry && entry->kind == kind) return *std::move(entry);
  if (kind == catalog::ContentKind::kView) ThrowNoSuchView(identifier.ToString(), reference);
  ThrowNoSuchTable(identifier.ToString(), reference);
}

namespace {

// What has a name now: "Table" or "View".
std::optional<catalog::ContentKind> Holder(const Call& call, const Target& target) {
  const auto entry = call.Snapshot(target.reference)->Find(target.identifier);
  return entry ? std::optional(entry->kind) : std::nullopt;
}

const char* KindName(catalog::ContentKind kind) {
  return kind == catalog::ContentKind::kView ? "View" : "Table";
}

}  // namespace

void ThrowAlreadyExists(const Call& call, const Target& target, catalog::ContentKind kind) {
  const catalog::ContentKind holder = Holder(call, target).value_or(kind);
  base::Throw(ErrorKind::kAlreadyExists, "{}{} already exists: {}", KindName(holder),
              holder == kind ? "" : " with same name", target.identifier.ToString());
}

void ThrowCannotRename(const Call& call, const Target& from, const Target& to) {
  const auto holder = Holder(call, to).value_or(catalog::ContentKind::kTable);
  base::Throw(ErrorKind::kAlreadyExists, "Cannot rename {} to {}. {} already exists",
              from.identifier.ToString(), to.identifier.ToString(), KindName(holder));
}

const std::string& Target::WritableBranch() const {
  if (pinned) {
    ThrowBadRequest(fmt::format("{} names one commit ({}): nothing can be written there",
                                identifier.ToString(), reference));
  }
  return reference;
}

Target FindTarget(const Call& call, const catalog::Namespace& ns, const std::string& name) {
  const std::string reference = call.reference();
  auto snapshot = call.Snapshot(reference);
  // A name may have these characters and mean nothing by them.
  if (name.find_first_of("@#`") != std::string::npos && !snapshot->Find({ns, name})) {
    TableReference parsed = ParseTableName(name, reference);
    Target target{{ns, parsed.name}, parsed.reference, parsed.pinned, std::move(snapshot)};
    if (parsed.explicit_reference) target.snapshot = call.Snapshot(target.reference);
    catalog::CheckIdentifier(target.identifier);
    return target;
  }
  Target target{{ns, name}, reference, false, std::move(snapshot)};
  catalog::CheckIdentifier(target.identifier);
  return target;
}

Target PathTarget(const Call& call, const char* parameter) {
  return FindTarget(call, call.ns(), call.path.Get(parameter));
}

void RequireNamespace(const catalog::CatalogSnapshot& snapshot, const catalog::Namespace& ns) {
  if (!snapshot.NamespaceExists(ns)) {
    ThrowNoSuchNamespace(catalog::ToString(ns), snapshot.reference());
  }
}

catalog::CommitInfo InfoOf(const Call& call, std::string message) {
  catalog::CommitInfo info;
  info.message = std::move(message);
  info.author = call.service.options.author;
  info.properties["tarn.request-id"] = call.request.request_id;
  if (!call.idempotency_key.empty()) {
    info.properties[kIdempotencyKeyProperty] = call.idempotency_key;
  }
  return info;
}

}  // namespace tarn::api::iceberg_rest
