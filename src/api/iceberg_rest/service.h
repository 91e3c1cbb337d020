#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/iceberg_rest/commit_turns.h"
#include "api/iceberg_rest/idempotency.h"
#include "api/iceberg_rest/names.h"
#include "api/iceberg_rest/plan_store.h"
#include "auth/authenticator.h"
#include "base/clock.h"
#include "catalog/catalog.h"
#include "catalog/location_policy.h"
#include "http/router.h"
#include "metadb/database.h"

namespace tarn::store::s3 {
class S3Access;
}  // namespace tarn::store::s3

namespace tarn::api::iceberg_rest {

struct ServiceOptions {
  std::string lake_name;
  std::string author;  // of commits
  std::vector<std::string>
      allowed_locations;  // folders that tables may lie in beside the warehouse
  // Keeps a metrics report, a line of JSON; may be empty. Called by several threads.
  std::function<void(const std::string& line)> keep_report = {};
  // Gives tokens to clients with credentials; outlives the service. Null: nobody is known, and
  // everybody gets a token that nobody looks at.
  auth::Authenticator* authenticator = nullptr;
  // What clients of a lake in S3 reach its objects by; outlives the service. Null: not in S3.
  store::s3::S3Access* s3 = nullptr;
  // Whether whom this thread acts for may read, or write, a table of that name on a reference, be
  // it there or not; empty: everybody may.
  std::function<bool(bool write, const std::string& reference, const std::string& table)> may_use =
      {};
  IdempotencyOptions idempotency = {};
};

// What the handlers of the API share. Catalog and database outlive it. Thread safe.
struct Service {
  // `database` keeps the answers to requests with an Idempotency-Key.
  Service(catalog::Catalog& lake_catalog, metadb::Database& database,
          ServiceOptions service_options, base::Clock& service_clock = base::Clock::System());

  catalog::Catalog& catalog;
  const ServiceOptions options;
  base::Clock& clock;
  const catalog::LocationPolicy locations;
  IdempotencyStore idempotency;
  PlanStore plans;
  CommitTurns turns;
};

// A request as handlers see it.
struct Call {
  Service& service;
  const http::Request& request;
  const http::PathParameters& path;
  std::string idempotency_key = {};  // empty without one

  // The reference that the path asks for: by its prefix, its branch, or main.
  std::string reference() const;
  // The commit that a reference names now; 404 NoSuchReferenceException.
  std::shared_ptr<const catalog::CatalogSnapshot> Snapshot(const std::string& reference) const;
  // The namespace of the path, which may not exist.
  catalog::Namespace ns() const { return DecodeNamespace(path.Get("namespace")); }
};

// A table or a view that a path or a body names.
struct Target {
  catalog::TableIdentifier identifier;
  std::string reference;
  bool pinned = false;
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot;

  // NoSuchTableException or NoSuchViewException unless there is one of that kind, be it that there
  // is no such namespace: clients look for `t.files` in a namespace `t` next.
  catalog::Entry Require(catalog::ContentKind kind) const;
  bool Exists(catalog::ContentKind kind) const;
  // The branch to write to; 400 for a target that is pinned to a commit.
  const std::string& WritableBranch() const;
};
Target FindTarget(const Call& call, const catalog::Namespace& ns, const std::string& name);
// AlreadyExists, worded as Iceberg's own catalogs do, for a table or view that was to be made.
[[noreturn]] void ThrowAlreadyExists(const Call& call, const Target& target,
                                     catalog::ContentKind kind);
// Runs what makes a table or view of that name; ThrowAlreadyExists when there is one.
template <typename Make>
auto Creating(const Call& call, const Target& target, catalog::ContentKind kind, Make make) {
  try {
    return make();
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kAlreadyExists) throw;
    ThrowAlreadyExists(call, target, kind);
  }
}
// The same for what takes a name that something else has.
[[noreturn]] void ThrowCannotRename(const Call& call, const Target& from, const Target& to);
// The one of the path: {namespace} and {table} or {view}.
Target PathTarget(const Call& call, const char* parameter);

void RequireNamespace(const catalog::CatalogSnapshot& snapshot, const catalog::Namespace& ns);
catalog::CommitInfo InfoOf(const Call& call, std::string message);

}  // namespace tarn::api::iceberg_rest
