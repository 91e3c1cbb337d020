#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tarn::query {

// A group of queries that share limits. Its name may hold ${USER} and ${SOURCE}: then there is one
// such group for each.
struct ResourceGroupSpec {
  std::string name;
  size_t hard_concurrency_limit = 0;  // run at once, those of groups below included
  size_t max_queued = 0;              // wait, those of groups below included
  // While its queries have more memory than that, none of it begins: bytes, or a share of the
  // engine's memory.
  std::optional<uint64_t> soft_memory_bytes = {};
  std::optional<double> soft_memory_share = {};  // 0..1
  std::vector<ResourceGroupSpec> sub_groups = {};
};

// Which queries go into a group: all that is given must hold. Texts are regular expressions
// (ECMAScript) for the whole of a name.
struct ResourceGroupSelector {
  std::optional<std::string> user = {};
  std::optional<std::string> source = {};
  std::set<std::string> client_tags = {};  // the client has given all of them
  std::vector<std::string> group = {};     // path to a group without groups below
};

struct ResourceGroupsConfig {
  std::vector<ResourceGroupSpec> root_groups;
  std::vector<ResourceGroupSelector> selectors;  // the first that fits decides
};

// Reads Trino's resource groups (https://trino.io/docs/476/admin/resource-groups.html): rootGroups
// with name, hardConcurrencyLimit, maxQueued, softMemoryLimit ("1GB", "20%"), subGroups; selectors
// with user, source, clientTags, group. softConcurrencyLimit and jmxExport may be there and do
// nothing; schedulingPolicy may be "fair". kInvalidArgument, with the path of the value, for what
// is malformed or no group; kUnsupported for limits of CPU time and other scheduling.
ResourceGroupsConfig ParseResourceGroups(const std::string& json);

// One group for each user below "global", so that none waits for another one's queue.
ResourceGroupsConfig DefaultResourceGroups(size_t running = 100, size_t queued = 1000);

}  // namespace tarn::query
