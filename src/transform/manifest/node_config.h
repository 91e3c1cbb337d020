#pragma once

#include <string>
#include <vector>

#include "jinja/value.h"
#include "transform/manifest/node.h"
#include "transform/project/project.h"

namespace tarn::transform {

// How dbt makes a node's configuration: the type's defaults, then the project's tree from the root
// to the node's folder, then the schema file, then config() in the SQL, then (for a package) the
// root project's tree. Tags and hooks add up, meta and the like are merged by key, the rest is
// replaced.

// Every key of a type with its default.
jinja::Value DefaultConfig(ResourceType type);

// The layers of a project's configuration tree along a node's fqn, outermost first; keys without
// their "+".
std::vector<jinja::Value> ConfigLayers(const jinja::Value& tree,
                                       const std::vector<std::string>& fqn);

// Puts a layer over a configuration. Names are made canonical: pre_hook → pre-hook, catalog →
// database; hooks become {sql, transaction, index}; tags a list.
void ApplyConfig(jinja::Value& config, const jinja::Value& layer);

// dbt_project.yml's section for a type: "models", "data_tests", …
std::string ConfigSection(ResourceType type);

// All of it.
struct ConfigSources {
  const Project* root = nullptr;
  const Project* own = nullptr;         // the node's package
  const jinja::Value* patch = nullptr;  // the schema file's config
  const jinja::Value* call = nullptr;   // config() in the SQL
};
jinja::Value BuildConfig(ResourceType type, const std::vector<std::string>& fqn,
                         const ConfigSources& sources);
jinja::Value BuildUnrenderedConfig(ResourceType type, const std::vector<std::string>& fqn,
                                   const ConfigSources& sources);

// kInvalidArgument for values that can never work: a severity that is neither warn nor error, tags
// that are not text, a model that is materialized as a test.
void CheckConfig(const Node& node);

}  // namespace tarn::transform
