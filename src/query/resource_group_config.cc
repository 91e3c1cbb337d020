#include "query/resource_group_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <regex>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::query {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr size_t kMaxBytes = size_t{1} << 20;
constexpr int kMaxDepth = 10;
constexpr size_t kMaxLimit = 1'000'000;

constexpr std::array<std::string_view, 5> kUnsupported = {
    "softCpuLimit", "hardCpuLimit", "schedulingWeight", "queryType", "selectorResourceEstimate"};

[[noreturn]] void Wrong(const std::string& path, const std::string& what) {
  throw base::Error(ErrorKind::kInvalidArgument, fmt::format("resource groups: {}: {}", path, what),
                    "the format is that of Trino's resource-groups.json, see docs/queries.md");
}

const json& Member(const json& object, const char* name, const std::string& path) {
  const auto found = object.find(name);
  if (found == object.end()) Wrong(path, fmt::format("'{}' is missing", name));
  return *found;
}

std::string Text(const json& value, const std::string& path) {
  if (!value.is_string()) Wrong(path, "expected a text, got " + value.dump());
  return value.get<std::string>();
}

size_t Limit(const json& object, const char* name, const std::string& path) {
  const json& value = Member(object, name, path);
  if (!value.is_number_unsigned() || value.get<uint64_t>() > kMaxLimit) {
    Wrong(path + "." + name, "expected a number from 0 to 1000000, got " + value.dump());
  }
  return value.get<size_t>();
}

void CheckMembers(const json& object, const std::string& path,
                  std::initializer_list<std::string_view> known) {
  if (!object.is_object()) Wrong(path, "expected an object, got " + object.dump().substr(0, 100));
  for (const auto& [name, value] : object.items()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (std::find(kUnsupported.begin(), kUnsupported.end(), name) != kUnsupported.end()) {
      throw base::Error(ErrorKind::kUnsupported,
                        fmt::format("resource groups: {}: '{}' is not supported", path, name),
                        "limits are hardConcurrencyLimit, maxQueued and softMemoryLimit");
    }
    Wrong(path, fmt::format("'{}' is not known", name));
  }
}

const json& List(const json& value, const std::string& path) {
  if (!value.is_array()) Wrong(path, "expected a list, got " + value.dump().substr(0, 100));
  return value;
}

// "10%", or a size in Trino's units, each 1,024 times the one before.
void ReadSoftMemory(const std::string& text, const std::string& path, ResourceGroupSpec& spec) {
  constexpr std::array<std::string_view, 6> kUnits = {"B", "kB", "MB", "GB", "TB", "PB"};
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end.ptr, text.data() + text.size() - end.ptr);
  const auto found = std::find(kUnits.begin(), kUnits.end(), unit);
  if (end.ec == std::errc() && number >= 0 && unit == "%" && number <= 100) {
    spec.soft_memory_share = number / 100;
  } else if (end.ec == std::errc() && number >= 0 && number < 1e6 && found != kUnits.end()) {
    spec.soft_memory_bytes =
        static_cast<uint64_t>(std::ldexp(number, static_cast<int>(10 * (found - kUnits.begin()))));
  } else {
    Wrong(path, fmt::format("expected a size like 1GB or a share like 20%, got '{}'", text));
  }
}

ResourceGroupSpec ReadGroup(const json& value, const std::string& path, int depth) {
  if (depth > kMaxDepth) Wrong(path, "groups are nested too deeply");
  CheckMembers(value, path,
               {"name", "hardConcurrencyLimit", "maxQueued", "subGroups", "softMemoryLimit",
                "softConcurrencyLimit", "jmxExport", "schedulingPolicy"});
  ResourceGroupSpec spec;
  spec.name = Text(Member(value, "name", path), path + ".name");
  if (spec.name.empty() || spec.name.find('.') != std::string::npos) {
    Wrong(path + ".name", "a name is not empty and has no dots, unlike '" + spec.name + "'");
  }
  spec.hard_concurrency_limit = Limit(value, "hardConcurrencyLimit", path);
  spec.max_queued = Limit(value, "maxQueued", path);
  if (const auto memory = value.find("softMemoryLimit"); memory != value.end()) {
    ReadSoftMemory(Text(*memory, path + ".softMemoryLimit"), path + ".softMemoryLimit", spec);
  }
  if (const auto policy = value.find("schedulingPolicy"); policy != value.end()) {
    if (Text(*policy, path + ".schedulingPolicy") != "fair") {
      throw base::Error(
          ErrorKind::kUnsupported,
          fmt::format("resource groups: {}.schedulingPolicy: {}", path, policy->get<std::string>()),
          "groups take turns: 'fair'");
    }
  }
  if (const auto below = value.find("subGroups"); below != value.end()) {
    for (size_t i = 0; i < List(*below, path + ".subGroups").size(); ++i) {
      spec.sub_groups.push_back(
          ReadGroup((*below)[i], fmt::format("{}.subGroups[{}]", path, i), depth + 1));
    }
  }
  return spec;
}

std::vector<std::string> SplitPath(const std::string& text) {
  std::vector<std::string> parts;
  size_t at = 0;
  while (true) {
    const size_t dot = text.find('.', at);
    parts.push_back(text.substr(at, dot - at));
    if (dot == std::string::npos) return parts;
    at = dot + 1;
  }
}

std::string Pattern(const json& value, const std::string& path) {
  std::string text = Text(value, path);
  try {
    const std::regex check(text);
  } catch (const std::regex_error& error) {
    Wrong(path, fmt::format("'{}' is no regular expression: {}", text, error.what()));
  }
  return text;
}

ResourceGroupSelector ReadSelector(const json& value, const std::string& path) {
  CheckMembers(value, path, {"user", "source", "clientTags", "group"});
  ResourceGroupSelector selector;
  if (value.contains("user")) selector.user = Pattern(value["user"], path + ".user");
  if (value.contains("source")) selector.source = Pattern(value["source"], path + ".source");
  if (value.contains("clientTags")) {
    for (const json& tag : List(value["clientTags"], path + ".clientTags")) {
      selector.client_tags.insert(Text(tag, path + ".clientTags"));
    }
  }
  selector.group = SplitPath(Text(Member(value, "group", path), path + ".group"));
  return selector;
}

// Whether the path leads to a group without groups below.
bool LeadsToLeaf(const std::vector<ResourceGroupSpec>& groups, const std::vector<std::string>& path,
                 size_t at = 0) {
  for (const ResourceGroupSpec& group : groups) {
    if (group.name != path[at]) continue;
    if (at + 1 == path.size()) return group.sub_groups.empty();
    return LeadsToLeaf(group.sub_groups, path, at + 1);
  }
  return false;
}

}  // namespace

ResourceGroupsConfig ParseResourceGroups(const std::string& text) {
  if (text.size() > kMaxBytes) {
    Wrong("$", fmt::format("more than {} bytes: {}", kMaxBytes, text.size()));
  }
  json document;
  try {
    document = json::parse(text);
  } catch (const json::exception& error) {
    Wrong("$", error.what());
  }
  CheckMembers(document, "$", {"rootGroups", "selectors", "cpuQuotaPeriod"});
  ResourceGroupsConfig config;
  const json& groups = List(Member(document, "rootGroups", "$"), "$.rootGroups");
  for (size_t i = 0; i < groups.size(); ++i) {
    config.root_groups.push_back(ReadGroup(groups[i], fmt::format("$.rootGroups[{}]", i), 1));
  }
  const json& selectors = List(Member(document, "selectors", "$"), "$.selectors");
  for (size_t i = 0; i < selectors.size(); ++i) {
    const std::string path = fmt::format("$.selectors[{}]", i);
    config.selectors.push_back(ReadSelector(selectors[i], path));
    if (!LeadsToLeaf(config.root_groups, config.selectors.back().group)) {
      Wrong(path + ".group",
            "names no group without groups below: " + selectors[i]["group"].dump());
    }
  }
  return config;
}

ResourceGroupsConfig DefaultResourceGroups(size_t running, size_t queued) {
  return {.root_groups = {{.name = "global",
                           .hard_concurrency_limit = running,
                           .max_queued = queued,
                           .sub_groups = {{.name = "${USER}",
                                           .hard_concurrency_limit = running,
                                           .max_queued = queued}}}},
          .selectors = {{.group = {"global", "${USER}"}}}};
}

}  // namespace tarn::query
