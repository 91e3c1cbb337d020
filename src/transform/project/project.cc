#include "transform/project/project.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Value;
namespace fs = std::filesystem;

const std::vector<std::string>& ProjectKeys() {
  static const std::vector<std::string> kKeys = {"name",
                                                 "version",
                                                 "config-version",
                                                 "profile",
                                                 "project-root",
                                                 "model-paths",
                                                 "source-paths",
                                                 "seed-paths",
                                                 "data-paths",
                                                 "test-paths",
                                                 "analysis-paths",
                                                 "macro-paths",
                                                 "snapshot-paths",
                                                 "docs-paths",
                                                 "asset-paths",
                                                 "function-paths",
                                                 "target-path",
                                                 "log-path",
                                                 "packages-install-path",
                                                 "clean-targets",
                                                 "vars",
                                                 "models",
                                                 "seeds",
                                                 "snapshots",
                                                 "tests",
                                                 "data_tests",
                                                 "unit_tests",
                                                 "sources",
                                                 "metrics",
                                                 "exposures",
                                                 "semantic-models",
                                                 "saved-queries",
                                                 "functions",
                                                 "on-run-start",
                                                 "on-run-end",
                                                 "dispatch",
                                                 "quoting",
                                                 "query-comment",
                                                 "require-dbt-version",
                                                 "restrict-access",
                                                 "flags",
                                                 "dbt-cloud",
                                                 "packages"};
  return kKeys;
}

// Hooks are rendered when they run; everything else in a configuration tree now.
bool IsLateRendered(const std::vector<std::string>& path) {
  return std::any_of(path.begin(), path.end(), [](std::string key) {
    key.erase(0, key.find_first_not_of("+ "));
    return key == "pre-hook" || key == "pre_hook" || key == "post-hook" || key == "post_hook";
  });
}

Value RenderTree(const Value& tree, const ValueRenderer& renderer) {
  return MapStrings(tree, [&](const std::string& text, const std::vector<std::string>& path) {
    return IsLateRendered(path) ? Value(text) : renderer(text);
  });
}

void ReadConfigs(const YamlNode& yaml, const ValueRenderer& renderer, Project* project) {
  for (const char* section : {"models", "seeds", "snapshots", "tests", "data_tests", "sources",
                              "exposures", "unit_tests", "metrics"}) {
    const YamlNode* node = yaml.Find(section);
    if (node == nullptr || node->is_null()) continue;
    const Value tree = node->AsMap(section).ToValue();
    std::string name = section;
    if (name == "tests") {
      name = "data_tests";
      if (yaml.Find("data_tests") != nullptr) {
        node->Fail("both 'tests' and 'data_tests' are given", "keep data_tests");
      }
    }
    project->unrendered_configs[name] = tree;
    try {
      project->configs[name] = RenderTree(tree, renderer);
    } catch (const base::Error& e) {
      throw e.WithContext(node->Where());
    }
  }
}

void ReadPaths(const YamlNode& yaml, const char* key, const char* old_key,
               std::vector<std::string>* paths) {
  const YamlNode* node = yaml.Find(key);
  if (node == nullptr && old_key != nullptr) node = yaml.Find(old_key);
  if (node == nullptr) return;
  *paths = node->AsStrings(key);
  for (std::string& path : *paths) {
    if (fs::path(path).is_absolute()) {
      node->Fail(fmt::format("{}: expected a path inside the project, got '{}'", key, path));
    }
    path = fs::path(path).lexically_normal().generic_string();
    while (path.size() > 1 && path.back() == '/') path.pop_back();
  }
}

void ReadDispatch(const YamlNode& yaml, Project* project) {
  const YamlNode* node = yaml.Find("dispatch");
  if (node == nullptr || node->is_null()) return;
  for (const YamlNode& rule : node->AsList("dispatch").items()) {
    DispatchRule parsed;
    parsed.macro_namespace = rule.RequiredString("macro_namespace", "dispatch");
    const YamlNode* order = rule.Find("search_order");
    if (order == nullptr) rule.Fail("dispatch: 'search_order' is missing");
    parsed.search_order = order->AsStrings("search_order");
    project->dispatch.push_back(std::move(parsed));
  }
}

void CheckName(const YamlNode& yaml, const std::string& name) {
  const bool word = !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
                    std::all_of(name.begin(), name.end(),
                                [](unsigned char c) { return std::isalnum(c) || c == '_'; });
  if (!word) {
    yaml.Find("name")->Fail(fmt::format("name: '{}' is not a valid project name", name),
                            "use letters, digits and underscores, not starting with a digit");
  }
}

}  // namespace

const Value& Project::config(const std::string& section) const {
  static const Value kEmpty = EmptyDict();
  auto it = configs.find(section);
  return it == configs.end() ? kEmpty : it->second;
}

Project LoadProject(const fs::path& dir, const ValueRenderer& renderer, const WarningSink& warn) {
  const fs::path path = dir / "dbt_project.yml";
  if (!fs::exists(path)) {
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("no dbt_project.yml in {}", dir.string()),
                      "run it in a dbt project, or say where one is with --project-dir");
  }
  const YamlNode yaml = YamlNode::Parse(ReadTextFile(path), path.string());
  yaml.AsMap("dbt_project.yml");
  for (const auto& message : yaml.UnknownKeys(ProjectKeys(), "dbt_project.yml")) warn(message);

  Project project;
  project.root = dir;
  project.name = jinja::Str(renderer(yaml.RequiredString("name", "dbt_project.yml")));
  CheckName(yaml, project.name);
  project.version = yaml.OptionalString("version");
  project.profile = jinja::Str(renderer(yaml.OptionalString("profile")));
  ReadPaths(yaml, "model-paths", "source-paths", &project.model_paths);
  ReadPaths(yaml, "seed-paths", "data-paths", &project.seed_paths);
  ReadPaths(yaml, "test-paths", nullptr, &project.test_paths);
  ReadPaths(yaml, "analysis-paths", nullptr, &project.analysis_paths);
  ReadPaths(yaml, "macro-paths", nullptr, &project.macro_paths);
  ReadPaths(yaml, "snapshot-paths", nullptr, &project.snapshot_paths);
  ReadPaths(yaml, "docs-paths", nullptr, &project.docs_paths);
  project.target_path = jinja::Str(renderer(yaml.OptionalString("target-path", "target")));
  project.packages_install_path =
      jinja::Str(renderer(yaml.OptionalString("packages-install-path", "dbt_packages")));
  ReadPaths(yaml, "clean-targets", nullptr, &project.clean_targets);
  auto tree = [&](const char* key) {
    const YamlNode* node = yaml.Find(key);
    return node == nullptr || node->is_null() ? EmptyDict() : node->AsMap(key).ToValue();
  };
  project.vars = tree("vars");
  project.quoting = tree("quoting");
  project.flags = tree("flags");
  ReadConfigs(yaml, renderer, &project);
  if (const YamlNode* hooks = yaml.Find("on-run-start")) {
    project.on_run_start = hooks->AsStrings("on-run-start");
  }
  if (const YamlNode* hooks = yaml.Find("on-run-end")) {
    project.on_run_end = hooks->AsStrings("on-run-end");
  }
  if (const YamlNode* comment = yaml.Find("query-comment"); comment && !comment->is_null()) {
    project.query_comment = comment->ToValue();
  }
  ReadDispatch(yaml, &project);
  return project;
}

}  // namespace tarn::transform
