#include <algorithm>
#include <cctype>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"
#include "transform/project/project.h"

namespace tarn::transform {

namespace {

using jinja::Value;
namespace fs = std::filesystem;

bool IsSecret(std::string key) {
  std::transform(key.begin(), key.end(), key.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* word : {"password", "pass", "token", "secret", "private_key", "passphrase"}) {
    if (key.find(word) != std::string::npos) return true;
  }
  return false;
}

// The `target` of templates.
void FinishTarget(const ProjectInputs& inputs, Value output, Profile* profile) {
  if (!inputs.schema.empty()) profile->schema = inputs.schema;
  if (!inputs.database.empty()) profile->database = inputs.database;
  if (inputs.threads) profile->threads = *inputs.threads;
  if (profile->threads < 1) {
    base::Throw(base::ErrorKind::kInvalidArgument, "threads: expected at least 1, got {}",
                profile->threads);
  }
  Value target = EmptyDict();
  if (output.is_dict()) {
    for (const auto& entry : output.AsDict()) {
      if (!IsSecret(jinja::Str(entry.key))) target.AsDict().Set(entry.key, entry.value);
    }
  }
  Set(target, "name", profile->target_name);
  Set(target, "target_name", profile->target_name);
  Set(target, "profile_name", profile->profile_name);
  Set(target, "type", profile->adapter_type);
  Set(target, "schema", profile->schema);
  Set(target, "database", profile->database);
  Set(target, "threads", Value(profile->threads));
  profile->target = std::move(target);
}

Profile DefaultProfile(const ProjectInputs& inputs, const std::string& profile_name) {
  Profile profile;
  profile.profile_name = profile_name.empty() ? "tarn" : profile_name;
  profile.target_name = inputs.target.empty() ? "tarn" : inputs.target;
  profile.adapter_type = "trino";
  profile.schema = "main";
  profile.database = "iceberg";
  FinishTarget(inputs, Value(), &profile);
  return profile;
}

std::vector<std::string> Names(const YamlNode& map) {
  std::vector<std::string> names;
  for (const auto& [key, value] : map.entries()) {
    if (key.text() != "config") names.push_back(key.text());
  }
  return names;
}

const YamlNode& FindNamed(const YamlNode& map, const std::string& name, const char* what) {
  if (const YamlNode* node = map.Find(name); node != nullptr && node->is_map()) return *node;
  const auto names = Names(map);
  throw base::Error(base::ErrorKind::kNotFound,
                    fmt::format("{}: {} '{}' does not exist{}", map.Where(), what, name,
                                base::DidYouMean(name, names)),
                    fmt::format("there are: {}", fmt::join(names, ", ")));
}

}  // namespace

Profile LoadProfile(const ProjectInputs& inputs, const std::string& profile_name,
                    const ValueRenderer& renderer, const WarningSink& warn) {
  const fs::path dir = inputs.profiles_dir.empty() ? inputs.project_dir : inputs.profiles_dir;
  const fs::path path = dir / "profiles.yml";
  const std::string name = inputs.profile.empty() ? profile_name : inputs.profile;
  if (!fs::exists(path)) {
    if (inputs.profiles_dir.empty()) return DefaultProfile(inputs, name);
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("no profiles.yml in {}", dir.string()));
  }
  const YamlNode yaml = YamlNode::Parse(ReadTextFile(path), path.string());
  if (name.empty()) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}: the project names no profile", path.string()),
                      fmt::format("add 'profile:' to dbt_project.yml; there are: {}",
                                  fmt::join(Names(yaml), ", ")));
  }
  const YamlNode& chosen = FindNamed(yaml.AsMap("profiles.yml"), name, "profile");
  for (const auto& message : chosen.UnknownKeys({"target", "outputs", "config"}, "a profile")) {
    warn(message);
  }
  Profile profile;
  profile.profile_name = name;
  profile.target_name = inputs.target.empty()
                            ? jinja::Str(renderer(chosen.OptionalString("target", "default")))
                            : inputs.target;
  const YamlNode* outputs = chosen.Find("outputs");
  if (outputs == nullptr) chosen.Fail(fmt::format("profile '{}': 'outputs' is missing", name));
  const YamlNode& output = FindNamed(outputs->AsMap("outputs"), profile.target_name, "target");
  const Value rendered = MapStrings(
      output.ToValue(),
      [&](const std::string& text, const std::vector<std::string>&) { return renderer(text); });
  profile.adapter_type = GetString(rendered, "type", "trino");
  profile.schema = GetString(rendered, "schema", "main");
  profile.database = GetString(rendered, "database",
                               GetString(rendered, "dbname", GetString(rendered, "catalog")));
  if (profile.database.empty() && profile.adapter_type == "duckdb") {
    profile.database = fs::path(GetString(rendered, "path", "memory")).stem().string();
  }
  if (profile.database.empty()) profile.database = "iceberg";
  if (const Value* threads = Get(rendered, "threads")) {
    if (!threads->is_int()) {
      output.Find("threads")->Fail(
          fmt::format("threads: expected a whole number, got '{}'", jinja::Str(*threads)));
    }
    profile.threads = static_cast<int>(std::min<int64_t>(threads->AsInt(), 1024));
  }
  FinishTarget(inputs, rendered, &profile);
  return profile;
}

}  // namespace tarn::transform
