#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/memory_limits.h"

namespace tarn::engine::embedded {

struct EmbeddedOptions {
  uint64_t memory_limit_bytes = 0;  // 0: 80% of what the machine or its cgroup has
  int threads = 0;                  // 0: the cores that this process may use
  std::string temp_directory;       // where operators spill; empty: a folder of the system's
  // Folders whose data files SQL may read by path (see FileAccess); none: no plain files at all.
  std::vector<std::string> file_roots = {};
  std::string file_base = {};  // what relative paths start from
  // Folders and URIs that statements may put tables in beside the warehouse, and add files from;
  // without a value anywhere.
  std::optional<std::vector<std::string>> allowed_locations = std::nullopt;
  // CPU time of statements, for a query log; takes 2 to 3% of their time.
  bool measure_statements = false;
  // The catalogs beside the lake: the tables of TPC-H and TPC-DS, made as they are read, and tables
  // in the memory of this process, bounded.
  bool tpch_catalog = true;
  bool memory_catalog = true;
  bool tpcds_catalog = true;
  uint64_t memory_catalog_bytes = uint64_t{128} << 20;
  MemoryLimits statement_limits = {};  // of each statement; its session can only lower them
};

}  // namespace tarn::engine::embedded
