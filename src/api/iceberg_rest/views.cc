#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/listing_response.h"
#include "api/iceberg_rest/requests.h"
#include "api/iceberg_rest/responses.h"
#include "base/random.h"
#include "iceberg/metadata_file.h"
#include "iceberg/update/view_update.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using catalog::ContentKind;

http::Response StoredView(const Call& call, const std::string& commit_hash,
                          const catalog::TableIdentifier& view) {
  const auto snapshot = call.service.catalog.Snapshot("@" + commit_hash);
  const auto entry = snapshot->Find(view);
  if (!entry) base::Throw(ErrorKind::kInternal, "a commit lost its view: {}", view.ToString());
  return ViewResponse(entry->metadata_location, *snapshot->LoadView(view));
}

http::Response CommitView(const Call& call, const Target& target, catalog::PutMode mode,
                          std::function<iceberg::ViewMetadata(const iceberg::ViewMetadata*)> build,
                          const std::string& what) {
  const auto result = Creating(call, target, ContentKind::kView, [&] {
    return call.service.catalog.Commit(
        target.WritableBranch(), {catalog::PutView{target.identifier, mode, std::move(build)}},
        InfoOf(call, what + " view " + target.identifier.ToString()));
  });
  return StoredView(call, result.commit_hash, target.identifier);
}

void CheckRepresentations(const iceberg::ViewVersion& version) {
  if (version.representations.empty()) {
    ThrowBadRequest("a view's version needs a representation: its SQL");
  }
  // View specification, "Representations": a version has one of each dialect, whatever its case.
  for (const auto& representation : version.representations) {
    if (version.FindDialect(representation.dialect) != &representation) {
      // Clients make their own exception of a type of this name.
      throw ApiError(ErrorKind::kInvalidArgument, 400, "IllegalArgumentException",
                     fmt::format("Invalid view version: Cannot add multiple queries for dialect {}",
                                 representation.dialect));
    }
  }
}

}  // namespace

http::Response ListViews(const Call& call) { return ListIdentifiers(call, ContentKind::kView); }

http::Response CreateView(const Call& call) {
  CreateViewRequest request = ParseCreateView(call.request.body);
  const Target target = FindTarget(call, call.ns(), request.name);
  RequireNamespace(*target.snapshot, target.identifier.ns);
  CheckRepresentations(request.version);
  if (request.location.empty()) {
    request.location = call.service.catalog.NewTableLocation(target.identifier);
  }
  call.service.locations.Check(request.location, "the view's location");
  call.service.locations.CheckProperties(request.properties);
  const std::string uuid = base::NewUuid();
  return CommitView(
      call, target, catalog::PutMode::kCreate,
      [&](const iceberg::ViewMetadata*) {
        return iceberg::NewViewMetadata(uuid, request.location, request.schema, request.version,
                                        request.properties, call.service.clock.NowMs());
      },
      "create");
}

// The catalog writes the metadata anew below the view's location: the file that was given stays as
// it is.
http::Response RegisterView(const Call& call) {
  const RegisterRequest request = ParseRegister(call.request.body);
  const Target target = FindTarget(call, call.ns(), request.name);
  RequireNamespace(*target.snapshot, target.identifier.ns);
  call.service.locations.Check(request.metadata_location, "the metadata file");
  iceberg::ViewMetadata metadata;
  try {
    metadata = iceberg::ReadViewMetadata(call.service.catalog.store(), request.metadata_location);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound && error.kind() != ErrorKind::kDataCorruption) throw;
    ThrowBadRequest(error.message());
  }
  call.service.locations.Check(metadata.location, "the view's location");
  return CommitView(
      call, target, catalog::PutMode::kCreate,
      [&](const iceberg::ViewMetadata*) { return metadata; }, "register");
}

http::Response LoadView(const Call& call) {
  const Target target = PathTarget(call, "view");
  const catalog::Entry entry = target.Require(ContentKind::kView);
  return ViewResponse(entry.metadata_location, *target.snapshot->LoadView(target.identifier));
}

http::Response ReplaceView(const Call& call) {
  iceberg::CommitViewRequest request;
  try {
    request = iceberg::ParseCommitViewRequest(call.request.body);
  } catch (const base::Error& error) {
    // What is not known must be refused with 400.
    throw base::Error(ErrorKind::kInvalidArgument, error.message(), error.hint());
  }
  for (const auto& update : request.updates) {
    if (const auto* location = std::get_if<iceberg::update::SetLocation>(&update)) {
      call.service.locations.Check(location->location, "the view's location");
    }
    if (const auto* properties = std::get_if<iceberg::update::SetProperties>(&update)) {
      call.service.locations.CheckProperties(properties->updates);
    }
    if (const auto* added = std::get_if<iceberg::update::AddViewVersion>(&update)) {
      CheckRepresentations(added->version);
    }
  }
  const Target target = PathTarget(call, "view");
  target.Require(ContentKind::kView);
  return CommitView(
      call, target, catalog::PutMode::kUpdate,
      [&](const iceberg::ViewMetadata* current) {
        return iceberg::Apply(*current, request, call.service.clock.NowMs());
      },
      "replace");
}

http::Response CreatedView(const Call& call, const std::string& commit) {
  const CreateViewRequest request = ParseCreateView(call.request.body);
  return StoredView(call, commit, FindTarget(call, call.ns(), request.name).identifier);
}

http::Response RegisteredView(const Call& call, const std::string& commit) {
  const RegisterRequest request = ParseRegister(call.request.body);
  return StoredView(call, commit, FindTarget(call, call.ns(), request.name).identifier);
}

http::Response ReplacedView(const Call& call, const std::string& commit) {
  return StoredView(call, commit, PathTarget(call, "view").identifier);
}

http::Response DropView(const Call& call) {
  const Target target = PathTarget(call, "view");
  target.Require(ContentKind::kView);
  call.service.catalog.Commit(target.WritableBranch(), {catalog::DropView{target.identifier}},
                              InfoOf(call, "drop view " + target.identifier.ToString()));
  return NoContent();
}

http::Response ViewExists(const Call& call) {
  PathTarget(call, "view").Require(ContentKind::kView);
  return NoContent();
}

http::Response RenameView(const Call& call) {
  const RenameRequest request = ParseRename(call.request.body);
  const Target from = FindTarget(call, request.source.ns, request.source.name);
  const Target to = FindTarget(call, request.destination.ns, request.destination.name);
  if (from.reference != to.reference) {
    ThrowBadRequest(fmt::format("a view cannot be renamed from {} to {}: merge the branches",
                                from.reference, to.reference));
  }
  from.Require(ContentKind::kView);
  RequireNamespace(*to.snapshot, to.identifier.ns);
  try {
    call.service.catalog.Commit(
        from.WritableBranch(), {catalog::RenameView{from.identifier, to.identifier}},
        InfoOf(call, fmt::format("rename view {} to {}", from.identifier.ToString(),
                                 to.identifier.ToString())));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kAlreadyExists) throw;
    ThrowCannotRename(call, from, to);
  }
  return NoContent();
}

}  // namespace tarn::api::iceberg_rest
