#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transform/context/render_scope.h"
#include "transform/runner/compiler.h"

namespace tarn::transform {

// What making a node's relation needs and gives. One thread.
struct MaterializationRun {
  const Manifest& manifest;
  const Node& node;
  RenderScope& scope;  // of the node, running
  Database& database;
  const RunFacts& facts;
  std::string code;  // compiled
  // Filled in:
  jinja::Value response = jinja::Value::None();  // dbt's adapter_response
  std::optional<uint64_t> rows = std::nullopt;
  std::string run_sql = {};  // the statement that wrote, for target/run
};

// Makes a model's or a seed's relation: pre-hooks, the materialization (a user's own of the name if
// there is one, else table, view, incremental or seed), post-hooks. Errors: kInvalidArgument for an
// unknown materialization; those of templates and statements.
void Materialize(MaterializationRun& run);

// Its parts.
void MaterializeTable(MaterializationRun& run);
void MaterializeView(MaterializationRun& run);
void MaterializeIncremental(MaterializationRun& run);
void MaterializeSeed(MaterializationRun& run);
// A {% materialization %} of the project or a package.
void MaterializeCustom(MaterializationRun& run, const Macro& macro);

// The hooks of a node's configuration ("pre-hook", "post-hook"), rendered and run.
void RunHooks(MaterializationRun& run, const char* key);
// Runs the statement that writes the relation and keeps its response.
void RunMain(MaterializationRun& run, const std::string& sql);

}  // namespace tarn::transform
