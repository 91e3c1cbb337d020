#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "transform/context/render_scope.h"
#include "transform/manifest/manifest.h"

namespace tarn::transform {

// A node's SQL with nothing left to render.
struct CompiledNode {
  std::string code;  // ephemeral models injected as CTEs
  // Those CTEs as dbt's manifest shows them: unique id and " name as (…)".
  std::vector<std::pair<std::string, std::string>> ctes;
};

// Renders nodes with execute = true and puts ephemeral models in as CTEs. Thread safe: each call
// has a scope of its own; ephemeral models are rendered once. Errors are those of templates, with
// FILE:LINE:COLUMN and the stack of macros.
class Compiler {
 public:
  Compiler(const Manifest& manifest, const RunFacts& facts) : manifest_(manifest), facts_(facts) {}

  // `scope` belongs to the node and runs on `scope.database()`.
  CompiledNode Compile(const Node& node, RenderScope& scope);
  // SQL that belongs to no node (show --inline, hooks).
  CompiledNode CompileText(const std::string& text, const std::string& name, RenderScope& scope);

 private:
  struct Ephemeral {
    std::string sql;
    std::vector<std::string> refs;  // ephemeral models it uses itself
  };
  std::string Render(const Node& node, RenderScope& scope) const;
  const Ephemeral& GetEphemeral(const std::string& id, Database* database, int depth);
  void AddCtes(const std::vector<std::string>& ids, Database* database, int depth,
               std::vector<std::pair<std::string, std::string>>* ctes);

  const Manifest& manifest_;
  const RunFacts& facts_;
  std::mutex mutex_;
  std::map<std::string, Ephemeral> ephemeral_;
};

// Puts CTEs before the query, or into the WITH clause that it begins with.
std::string InjectCtes(const std::string& sql,
                       const std::vector<std::pair<std::string, std::string>>& ctes);

}  // namespace tarn::transform
