#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "transform/runner/invocation.h"

namespace tarn::transform {

// The files that dbt leaves in target/, for the tools that read them.

struct ArtifactInfo {
  std::string invocation_id;
  base::TimePoint started, generated;
};

// manifest.json, schema v12. `results` add what was compiled.
std::string ManifestJson(const Manifest& manifest, const ArtifactInfo& info,
                         const std::vector<NodeResult>& results);
// run_results.json, schema v6.
std::string RunResultsJson(const std::vector<NodeResult>& results, const ArtifactInfo& info,
                           const InvocationOptions& options, double elapsed_s);
// sources.json, schema v3: what source freshness found.
struct FreshnessResult {
  const Node* node = nullptr;
  NodeStatus status = NodeStatus::kError;
  std::string error;
  base::TimePoint max_loaded_at, snapshotted_at;
  double age_s = 0;
  Phase execute;
  double execution_s = 0;
};
std::string SourcesJson(const std::vector<FreshnessResult>& results, const ArtifactInfo& info,
                        double elapsed_s);

// A relation of the lake as docs show it.
struct CatalogTable {
  const Node* node = nullptr;
  std::string type;  // "BASE TABLE", "VIEW"
  struct Column {
    std::string name;
    std::string type;
    int64_t index = 0;
  };
  std::vector<Column> columns;
};
// catalog.json, schema v1.
std::string CatalogJson(const std::vector<CatalogTable>& tables, const ArtifactInfo& info);

// Writes a whole file through a temporary one. kPermissionDenied or kResourceExhausted with the
// path.
void WriteTextFile(const std::filesystem::path& path, const std::string& text);

}  // namespace tarn::transform
