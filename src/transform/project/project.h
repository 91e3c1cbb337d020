#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jinja/value.h"
#include "transform/project/yaml_node.h"

namespace tarn::transform {

// The environment's variables, injected so that a run does not depend on the process.
using EnvLookup = std::function<std::optional<std::string>(const std::string& name)>;

// What the person who runs dbt says; the rest is in files.
struct ProjectInputs {
  std::filesystem::path project_dir;
  std::filesystem::path profiles_dir;  // empty: project_dir
  std::string profile;                 // overrides the project's
  std::string target;                  // overrides the profile's default
  jinja::Value vars;                   // --vars, a dict or undefined
  std::optional<int> threads;
  std::string schema;    // overrides the target's
  std::string database;  // overrides the target's
  EnvLookup env;
};

// Where models go and with how many threads: one output of profiles.yml, or Tarn's own when there
// is no such file.
struct Profile {
  std::string profile_name;
  std::string target_name;
  std::string adapter_type;  // "trino"; macros are dispatched by it
  std::string schema;
  std::string database;
  int threads = 4;
  jinja::Value target;  // the `target` of templates; without passwords
};

struct DispatchRule {
  std::string macro_namespace;
  std::vector<std::string> search_order;
};

// dbt_project.yml of the root or of a package. Configuration trees ("models", "data_tests", …) stay
// trees: they are looked up by a node's fqn.
struct Project {
  std::string name;
  std::string version;
  std::filesystem::path root;
  std::string profile;
  std::vector<std::string> model_paths{"models"};
  std::vector<std::string> seed_paths{"seeds"};
  std::vector<std::string> test_paths{"tests"};
  std::vector<std::string> analysis_paths{"analyses"};
  std::vector<std::string> macro_paths{"macros"};
  std::vector<std::string> snapshot_paths{"snapshots"};
  std::vector<std::string> docs_paths;  // empty: every resource folder
  std::string target_path = "target";
  std::string packages_install_path = "dbt_packages";
  std::vector<std::string> clean_targets{"target"};
  jinja::Value vars;                            // dict
  std::map<std::string, jinja::Value> configs;  // "models", "seeds", "data_tests", "sources", …
  std::map<std::string, jinja::Value> unrendered_configs;
  std::vector<std::string> on_run_start;
  std::vector<std::string> on_run_end;
  std::vector<DispatchRule> dispatch;
  jinja::Value quoting;        // dict
  jinja::Value query_comment;  // undefined: none
  jinja::Value flags;          // dict

  const jinja::Value& config(const std::string& section) const;
};

using WarningSink = std::function<void(const std::string& message)>;

// Reads <dir>/dbt_project.yml. `renderer` evaluates {{ }} in values. kNotFound without the file,
// with a hint; kInvalidArgument with the place for anything wrong in it.
using ValueRenderer = std::function<jinja::Value(const std::string& text)>;
Project LoadProject(const std::filesystem::path& dir, const ValueRenderer& renderer,
                    const WarningSink& warn);

// The output of profiles.yml that the inputs name; Tarn's default when there is no profiles.yml.
// kNotFound for an unknown profile or target, with the names there are.
Profile LoadProfile(const ProjectInputs& inputs, const std::string& profile_name,
                    const ValueRenderer& renderer, const WarningSink& warn);

// {{ env_var(…) }}, {{ var(…) }} (from --vars alone, as in dbt) and {{ target… }} in project files.
ValueRenderer MakeProjectRenderer(const ProjectInputs& inputs, const jinja::Value& target);

// packages.yml (or dependencies.yml): the local packages it names. Others (hub, git, tarball) must
// already be installed.
struct PackageSpec {
  std::string local;  // path relative to the project; empty for another kind
  std::string other;  // "dbt-labs/dbt_utils", a URL, …
  std::string where;  // FILE:LINE:COLUMN
};
std::vector<PackageSpec> LoadPackageSpecs(const Project& root, const ValueRenderer& renderer);

// The installed packages: folders in packages_install_path, and local ones straight from where they
// are. kFailedPrecondition with a hint when one that is named is not there; kInvalidArgument when
// two have the same name.
std::vector<Project> LoadPackages(const Project& root, const ValueRenderer& renderer,
                                  const WarningSink& warn);

}  // namespace tarn::transform
