#include "transform/selection/selector_methods.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <sstream>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/project/project_files.h"

namespace tarn::transform {

namespace {

using jinja::Value;

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  size_t at = 0;
  while (true) {
    const size_t end = text.find(separator, at);
    parts.emplace_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

std::string Join(const std::vector<std::string>& parts, size_t from) {
  std::string text;
  for (size_t i = from; i < parts.size(); ++i) text += (i == from ? "" : ".") + parts[i];
  return text;
}

bool HasWildcard(std::string_view text) {
  return text.find_first_of("*?[]") != std::string_view::npos;
}

bool MatchesFqn(const std::vector<std::string>& fqn, const std::string& wanted) {
  if (fqn.empty()) return false;
  if (fqn.back() == wanted) return true;
  std::vector<std::string> flat;  // dots in names divide as well
  for (const auto& part : fqn) {
    for (auto& piece : Split(part, '.')) flat.push_back(std::move(piece));
  }
  const auto parts = Split(wanted, '.');
  if (flat.size() < parts.size()) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (HasWildcard(parts[i])) return MatchesGlob(Join(flat, i), Join(parts, i));
    if (flat[i] != parts[i]) return false;
  }
  return true;
}

bool ByFqn(const Node& node, const Criterion& criterion) {
  if (node.type == ResourceType::kSource) return false;
  if (MatchesFqn(node.fqn, criterion.value)) return true;
  return MatchesFqn({node.fqn.begin() + 1, node.fqn.end()}, criterion.value);
}

bool ByTag(const Node& node, const Criterion& criterion) {
  return std::any_of(node.tags.begin(), node.tags.end(),
                     [&](const std::string& tag) { return MatchesGlob(tag, criterion.value); });
}

bool BySource(const Node& node, const Criterion& criterion) {
  if (node.type != ResourceType::kSource) return false;
  auto parts = Split(criterion.value, '.');
  if (parts.size() == 1) parts.emplace_back("*");
  if (parts.size() == 2) parts.insert(parts.begin(), "*");
  return MatchesGlob(node.package, parts[0]) && MatchesGlob(node.source_name, parts[1]) &&
         MatchesGlob(node.name, parts[2]);
}

bool ByExposure(const Node& node, const Criterion& criterion) {
  if (node.type != ResourceType::kExposure) return false;
  auto parts = Split(criterion.value, '.');
  if (parts.size() == 1) parts.insert(parts.begin(), "*");
  return parts.size() == 2 && MatchesGlob(node.package, parts[0]) &&
         MatchesGlob(node.name, parts[1]);
}

// Path.glob of Python: `*` stays in one folder, `**` does not.
bool MatchesPath(std::string_view path, std::string_view pattern) {
  const auto names = Split(path, '/');
  const auto parts = Split(pattern, '/');
  std::function<bool(size_t, size_t)> match = [&](size_t n, size_t p) -> bool {
    if (p == parts.size()) return n == names.size();
    if (parts[p] == "**") {
      for (size_t skip = n; skip <= names.size(); ++skip) {
        if (match(skip, p + 1)) return true;
      }
      return false;
    }
    return n < names.size() && MatchesGlob(names[n], parts[p]) && match(n + 1, p + 1);
  };
  return match(0, 0);
}

// A file, or a folder that it is in.
bool PathOrParent(const std::string& path, const std::string& pattern) {
  std::string current = path;
  while (true) {
    if (MatchesPath(current, pattern)) return true;
    const size_t slash = current.find_last_of('/');
    if (slash == std::string::npos) return false;
    current.resize(slash);
  }
}

bool ByPath(const Node& node, const Criterion& criterion) {
  std::string pattern = criterion.value;
  if (pattern.starts_with("./")) pattern.erase(0, 2);
  while (pattern.size() > 1 && pattern.back() == '/') pattern.pop_back();
  if (PathOrParent(node.original_file_path, pattern)) return true;
  const size_t scheme = node.patch_path.find("://");
  return scheme != std::string::npos && MatchesPath(node.patch_path.substr(scheme + 3), pattern);
}

bool ByFile(const Node& node, const Criterion& criterion) {
  const std::filesystem::path path(node.original_file_path);
  return MatchesGlob(path.filename().string(), criterion.value) ||
         MatchesGlob(path.stem().string(), criterion.value);
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool ConfigEquals(const Value& value, const std::string& wanted, bool ignore_case) {
  if (value.is_bool()) return Lower(wanted) == (value.AsBool() ? "true" : "false");
  if (!value.is_string()) return false;
  return ignore_case ? Lower(value.AsString()) == Lower(wanted) : value.AsString() == wanted;
}

bool ByConfig(const Node& node, const Criterion& criterion) {
  if (node.type == ResourceType::kExposure) return false;
  const Value* value = &node.config;
  for (const auto& key : criterion.arguments) {
    value = Get(*value, key);
    if (value == nullptr) return false;
  }
  const bool ignore_case = criterion.arguments == std::vector<std::string>{"severity"};
  if (value->is_list()) {
    const auto& items = value->AsList();
    return std::any_of(items.begin(), items.end(), [&](const Value& item) {
      return ConfigEquals(item, criterion.value, ignore_case);
    });
  }
  if (value->is_dict()) {  // config.meta.owner, and config.persist_docs:relation
    const Value* item = Get(*value, criterion.value);
    return item != nullptr;
  }
  return ConfigEquals(*value, criterion.value, ignore_case);
}

bool ByTestName(const Node& node, const Criterion& criterion) {
  return node.generic_test && MatchesGlob(node.generic_test->name, criterion.value);
}

bool ByTestType(const Node& node, const Criterion& criterion) {
  if (node.type != ResourceType::kTest) return false;
  if (criterion.value == "generic" || criterion.value == "schema") {
    return node.generic_test.has_value();
  }
  if (criterion.value == "singular") return !node.generic_test.has_value();
  return criterion.value == "data";
}

// Values that can never match are told, whatever the project has.
void CheckValue(const Criterion& criterion) {
  const std::string& value = criterion.value;
  if (criterion.method == "source" && Split(value, '.').size() > 3) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "source: expected source, source.table or package.source.table, got '{}'", value);
  }
  if (criterion.method == "resource_type") ParseResourceType(value);
  if (criterion.method != "test_type") return;
  for (const char* type : {"generic", "schema", "singular", "data", "unit"}) {
    if (value == type) return;
  }
  base::Throw(base::ErrorKind::kInvalidArgument,
              "test_type: expected generic, singular, data or unit, got '{}'", value);
}

using Match = bool (*)(const Node&, const Criterion&);

constexpr std::pair<std::string_view, Match> kMethods[] = {
    {"fqn", ByFqn},
    {"tag", ByTag},
    {"source", BySource},
    {"exposure", ByExposure},
    {"path", ByPath},
    {"file", ByFile},
    {"config", ByConfig},
    {"test_name", ByTestName},
    {"test_type", ByTestType},
    {"access",
     [](const Node& node, const Criterion& c) {
       return node.type == ResourceType::kModel &&
              node.config_string("access", "protected") == c.value;
     }},
    {"group",
     [](const Node& node, const Criterion& c) {
       const std::string group = node.config_string("group");
       return !group.empty() && MatchesGlob(group, c.value);
     }},
    {"resource_type",
     [](const Node& node, const Criterion& c) { return node.type == ParseResourceType(c.value); }},
    // Nothing in Tarn has versions, metrics, …: they select nothing.
    {"version",
     [](const Node& node, const Criterion& c) {
       return node.type == ResourceType::kModel && c.value == "none";
     }},
    {"metric", [](const Node&, const Criterion&) { return false; }},
    {"semantic_model", [](const Node&, const Criterion&) { return false; }},
    {"saved_query", [](const Node&, const Criterion&) { return false; }},
    {"unit_test", [](const Node&, const Criterion&) { return false; }},
};

}  // namespace

graph::NodeSet MatchCriterion(const Manifest& manifest, const Criterion& criterion) {
  CheckValue(criterion);
  graph::NodeSet found(manifest.dag.size());
  Match match = nullptr;
  Criterion adapted = criterion;
  if (criterion.method == "package") {
    if (adapted.value == "this") adapted.value = manifest.project.name;
    match = [](const Node& node, const Criterion& c) { return MatchesGlob(node.package, c.value); };
  }
  for (const auto& [name, function] : kMethods) {
    if (name == criterion.method) match = function;
  }
  if (match == nullptr) {
    throw base::Error(
        base::ErrorKind::kUnsupported,
        fmt::format("selection by '{}:' is not supported: '{}'", criterion.method, criterion.raw),
        "it compares with an earlier run; select by name, tag or path");
  }
  for (const Node& node : manifest.nodes) {
    if (node.type == ResourceType::kOperation) continue;
    if (match(node, adapted)) found.Insert(*manifest.dag.Find(node.unique_id));
  }
  return found;
}

}  // namespace tarn::transform
