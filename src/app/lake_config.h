#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/access.h"
#include "engine/embedded/adapter/memory_limits.h"
#include "events/hook.h"
#include "query/query_tracker.h"
#include "store/s3/s3_access.h"

namespace tarn::app {

// The newest format of tarn.yaml that this program reads.
inline constexpr int kLakeFormat = 1;

// How a lake's servers treat their clients' queries. docs/queries.md is the format.
struct QueryConfig {
  std::string resource_groups;  // absolute path of Trino's JSON; empty: one group for each user
  std::chrono::milliseconds slow_after{10'000};
  std::chrono::hours history{24 * 30};
  query::TimeLimits limits = {};
  engine::embedded::MemoryLimits memory = {};
};

// Which catalogs SQL has beside the lake's. docs/guide/lake.md is the format.
struct CatalogConfig {
  bool tpch = true;
  // Nothing: unless the lake has users, whose rules would not hold in it.
  std::optional<bool> memory = {};
  bool tpcds = true;
  uint64_t memory_bytes = uint64_t{128} << 20;
};

// What a lake's tarn.yaml says, paths made absolute. docs/guide/lake.md is the format.
struct LakeConfig {
  std::string folder;
  std::string name;
  std::string warehouse;     // absolute path or URI
  std::string metadata;      // absolute path or postgresql:// URI
  std::string state_folder;  // "<lake>/.tarn"
  std::string dags_folder;
  std::string dbt_folder;
  std::string default_dag;
  std::vector<std::string> file_folders;  // whose data files SQL may read: the lake's, and `files`
  uint64_t memory_limit_bytes = 0;        // 0: the engine's default
  int threads = 0;                        // 0: every core
  auth::AccessOptions access;
  std::vector<events::Hook> hooks;  // that tarn serve tells of events
  QueryConfig queries;
  CatalogConfig catalogs;
  store::s3::S3AccessOptions s3;    // of a warehouse in S3; its keys are read when it is opened
  std::string s3_credentials_file;  // absolute path; empty: the environment's
};

// Reads <folder>/tarn.yaml. kNotFound without one; kInvalidArgument with FILE:LINE:COLUMN;
// kFailedPrecondition when the lake is of a newer format than this program knows.
LakeConfig ReadLakeConfig(const std::string& folder);

// "4GB", "512 MiB", "2000000000" → bytes; 0 when it is no size.
uint64_t ParseByteSize(const std::string& text);

// The URI without a password, for messages.
std::string WithoutPassword(const std::string& uri);

}  // namespace tarn::app
