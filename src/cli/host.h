#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tarn::auth {
class Access;
}
namespace tarn::catalog {
class Catalog;
class GarbageCollector;
struct MigrationOptions;
struct MigrationReport;
}  // namespace tarn::catalog
namespace tarn::metadb {
class Database;
}
namespace tarn::engine {
class Engine;
}
namespace tarn::query {
class History;
class QueryTracker;
}  // namespace tarn::query
namespace tarn::orchestrate {
class DagRunner;
class RunStore;
struct Dag;
}  // namespace tarn::orchestrate

namespace tarn::cli {

struct LakeInfo {
  std::string name;
  std::string folder;     // absolute
  std::string warehouse;  // absolute path or URI
  std::string metadata;   // without passwords
  std::string log_folder;
  std::string dbt_folder;
  std::string default_dag;
  std::string user;         // who runs this: the author of commits
  std::string temp_folder;  // what is here may go when no process has the lake open
};

// Another catalog, whose content is taken over.
struct ImportSource {
  enum class Kind { kNessie, kIcebergRest };
  Kind kind = Kind::kNessie;
  std::string uri;             // of the API: http://host:19120/api/v2, http://host:8181/catalog
  std::string token = {};      // bearer token; empty: none
  std::string warehouse = {};  // of Iceberg REST: which one, where there are several
};
struct ImportReport {
  uint64_t references = 0;  // branches and tags
  uint64_t commits = 0;
  uint64_t namespaces = 0;
  uint64_t tables = 0;
  uint64_t views = 0;
  // Parents of merges whose commits the source no longer has.
  uint64_t lost_parents = 0;
};

// An opened lake, as commands see it. Each part is made when it is first asked for, so that a
// command pays only for what it uses. Thread safe.
class Lake {
 public:
  virtual ~Lake() = default;
  virtual const LakeInfo& info() const = 0;
  virtual catalog::Catalog& catalog() = 0;
  virtual catalog::GarbageCollector& garbage_collector() = 0;
  // The metadata database; its tables are made by the parts above.
  virtual metadb::Database& database() = 0;
  // Moves the whole metadata database to another one, of which `uri` tells as tarn.yaml does;
  // `options.from` and `to` are filled in. See catalog::MigrateCatalog.
  virtual catalog::MigrationReport MigrateMetadata(const std::string& uri,
                                                   catalog::MigrationOptions options) = 0;
  // Takes over what another catalog has into this lake's catalog, which must be empty for one that
  // comes with its history. Errors: kUnavailable, kUnauthenticated, kFailedPrecondition (in use),
  // kNotFound (a file that the other catalog names is out of reach).
  virtual ImportReport ImportFrom(const ImportSource& source) = 0;
  virtual engine::Engine& engine() = 0;
  // What statements of the engine take is measured, at a price of a few percent; to be called
  // before it is first asked for.
  virtual void MeasureStatements() = 0;
  virtual orchestrate::RunStore& runs() = 0;
  virtual orchestrate::DagRunner& dag_runner() = 0;
  // kInvalidArgument when a file of dags/ does not read.
  virtual std::vector<orchestrate::Dag> Dags() = 0;
  // SHA-256 of the DAG's file and everything in the dbt project that can change a result.
  virtual std::string CodeHash(const orchestrate::Dag& dag) = 0;
  // Users, roles, rules, tokens and the audit log.
  virtual auth::Access& access() = 0;
  // Before catalog and engine serve others: from here on a thread of this process does nothing in
  // the lake unless it acts for somebody (auth::IdentityScope), and SQL reads no plain files.
  virtual void RequireIdentity() = 0;
  // Before the engine is first asked for: SQL puts no table outside of the warehouse and of these
  // folders and URIs.
  virtual void RestrictLocations(std::vector<std::string> also_allowed) = 0;
  // What this process's servers run for their clients.
  virtual query::QueryTracker& queries() = 0;
  // Queries of all processes that are over.
  virtual query::History& query_history() = 0;
};

// What the program around the commands provides: the seam to app.
class Host {
 public:
  virtual ~Host() = default;
  // kNotFound when there is no lake; kFailedPrecondition when it is newer than this program.
  virtual std::unique_ptr<Lake> OpenLake(const std::string& folder) = 0;
  // Makes a lake in `folder`, with the files of an example unless `example` is empty; the names of
  // the files that it wrote. kAlreadyExists when there is one; kNotFound for an unknown example.
  virtual std::vector<std::string> InitLake(const std::string& folder, const std::string& name,
                                            const std::string& example) = 0;
  virtual std::vector<std::string> Examples() const = 0;
  // Name and version of what is inside, e.g. {"duckdb", "1.5.5"}.
  virtual std::vector<std::pair<std::string, std::string>> Components() const = 0;
};

}  // namespace tarn::cli
