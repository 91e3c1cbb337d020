#include "query/resource_groups.h"

#include <algorithm>
#include <list>
#include <optional>
#include <regex>

#include "base/error.h"

namespace tarn::query {

using base::ErrorKind;

namespace {

// Names come from strangers: longer ones match nothing, which bounds what matching costs.
constexpr size_t kMaxMatched = 256;

bool MatchesAll(const std::optional<std::regex>& pattern, const std::string& text) {
  return !pattern || (text.size() <= kMaxMatched && std::regex_match(text, *pattern));
}

std::string Expanded(std::string name, const QueryOrigin& origin) {
  const auto replace = [&](std::string_view variable, const std::string& value) {
    const size_t at = name.find(variable);
    if (at != std::string::npos) name.replace(at, variable.size(), value);
  };
  replace("${USER}", origin.user);
  replace("${SOURCE}", origin.source);
  return name;
}

bool HasShares(const std::vector<ResourceGroupSpec>& groups) {
  return std::any_of(groups.begin(), groups.end(), [](const ResourceGroupSpec& group) {
    return group.soft_memory_share.has_value() || HasShares(group.sub_groups);
  });
}

}  // namespace

struct ResourceGroups::Selector {
  std::optional<std::regex> user, source;
  std::set<std::string> client_tags;
  std::vector<std::string> group;
};

struct ResourceGroups::Entry {
  Group* group = nullptr;
  bool running = false;
  uint64_t memory = 0;  // bytes
  std::function<void()> start;
  std::list<Entry*>::iterator waiting;
};

struct ResourceGroups::Group {
  const ResourceGroupSpec* spec = nullptr;
  std::string name;
  Group* parent = nullptr;
  std::map<std::string, std::unique_ptr<Group>> below;
  std::list<Entry*> waiting;  // of this group itself
  size_t running = 0;         // those below included
  size_t queued = 0;          // likewise
  uint64_t memory = 0;        // likewise, of those that run, in bytes
  uint64_t last_turn = 0;
  ResourceGroupSpec own;  // of a root
};

ResourceGroups::ResourceGroups(const ResourceGroupsConfig& config, std::function<uint64_t()> memory)
    : memory_(HasShares(config.root_groups) ? std::move(memory) : std::function<uint64_t()>()) {
  for (const ResourceGroupSpec& spec : config.root_groups) {
    auto root = std::make_unique<Group>();
    root->own = spec;
    root->spec = &root->own;
    root->name = spec.name;
    roots_.push_back(std::move(root));
  }
  for (const ResourceGroupSelector& selector : config.selectors) {
    Selector compiled{{}, {}, selector.client_tags, selector.group};
    if (selector.user) compiled.user = std::regex(*selector.user, std::regex::optimize);
    if (selector.source) compiled.source = std::regex(*selector.source, std::regex::optimize);
    selectors_.push_back(std::move(compiled));
  }
}

ResourceGroups::~ResourceGroups() = default;

ResourceGroups::Group* ResourceGroups::FindLocked(const QueryOrigin& origin) {
  for (const Selector& selector : selectors_) {
    const bool tagged = std::includes(origin.client_tags.begin(), origin.client_tags.end(),
                                      selector.client_tags.begin(), selector.client_tags.end());
    if (!tagged || !MatchesAll(selector.user, origin.user) ||
        !MatchesAll(selector.source, origin.source)) {
      continue;
    }
    Group* group = nullptr;
    for (const auto& root : roots_) {
      if (root->name == selector.group.front()) group = root.get();
    }
    for (size_t i = 1; group != nullptr && i < selector.group.size(); ++i) {
      const ResourceGroupSpec* spec = nullptr;
      for (const ResourceGroupSpec& candidate : group->spec->sub_groups) {
        if (candidate.name == selector.group[i]) spec = &candidate;
      }
      if (spec == nullptr) break;
      std::unique_ptr<Group>& child = group->below[Expanded(spec->name, origin)];
      if (!child) {
        child = std::make_unique<Group>();
        child->spec = spec;
        child->name = Expanded(spec->name, origin);
        child->parent = group;
      }
      group = child.get();
    }
    return group;
  }
  return nullptr;
}

void ResourceGroups::Enter(const QueryOrigin& origin,
                           const std::function<void(const Place&)>& placed,
                           std::function<void()> start) {
  std::vector<std::function<void()>> starts;
  Place place;
  {
    std::lock_guard lock(mutex_);
    Group* group = FindLocked(origin);
    if (group == nullptr) {
      base::Throw(ErrorKind::kPermissionDenied,
                  "Query did not match any selection rule: user '{}', source '{}'", origin.user,
                  origin.source);
    }
    bool may_run = true;
    for (const Group* at = group; at != nullptr; at = at->parent) {
      place.path.insert(place.path.begin(), at->name);
      may_run = may_run && at->running < at->spec->hard_concurrency_limit &&
                !OverMemory(*at, all_memory_);
    }
    for (Group* at = group; !may_run && at != nullptr; at = at->parent) {
      if (at->queued < at->spec->max_queued) continue;
      const std::string name = at->name;
      const size_t limit = at->spec->max_queued;
      DropIfEmptyLocked(group);
      throw base::Error(
          ErrorKind::kResourceExhausted,
          fmt::format("Too many queued queries for \"{}\": {} wait already", name, limit),
          "send it again later");
    }
    place.number = ++count_;
    auto entry = std::make_unique<Entry>();
    entry->group = group;
    entry->start = std::move(start);
    entry->waiting = group->waiting.insert(group->waiting.end(), entry.get());
    for (Group* at = group; at != nullptr; at = at->parent) ++at->queued;
    entries_[place.number] = std::move(entry);
  }
  placed(place);
  {
    std::lock_guard lock(mutex_);
    const auto found = entries_.find(place.number);
    if (found == entries_.end()) return;  // left already
    Group* root = found->second->group;
    while (root->parent != nullptr) root = root->parent;
    ScheduleLocked(*root, starts);
  }
  for (const auto& next : starts) next();
}

void ResourceGroups::ScheduleLocked(Group& root, std::vector<std::function<void()>>& starts) {
  while (StartNextLocked(root, starts)) {
  }
}

bool ResourceGroups::StartNextLocked(Group& group, std::vector<std::function<void()>>& starts) {
  if (group.queued == 0 || group.running >= group.spec->hard_concurrency_limit ||
      OverMemory(group, all_memory_)) {
    return false;
  }
  bool started = false;
  if (!group.waiting.empty()) {
    Entry& entry = *group.waiting.front();
    group.waiting.pop_front();
    entry.running = true;
    starts.push_back(std::move(entry.start));
    started = true;
  } else {
    std::vector<Group*> candidates;
    for (const auto& [name, child] : group.below) {
      if (child->queued > 0) candidates.push_back(child.get());
    }
    std::sort(candidates.begin(), candidates.end(), [](const Group* left, const Group* right) {
      return left->last_turn < right->last_turn;
    });
    for (Group* child : candidates) {
      started = StartNextLocked(*child, starts);
      if (started) break;
    }
  }
  if (!started) return false;
  ++group.running;
  --group.queued;
  group.last_turn = ++turns_;
  return true;
}

void ResourceGroups::Leave(const Place& place) {
  std::vector<std::function<void()>> starts;
  {
    std::lock_guard lock(mutex_);
    const auto found = entries_.find(place.number);
    if (found == entries_.end()) return;
    Entry& entry = *found->second;
    Group* root = nullptr;
    for (Group* at = entry.group; at != nullptr; at = at->parent) {
      --(entry.running ? at->running : at->queued);
      at->memory -= entry.memory;
      root = at;
    }
    if (!entry.running) entry.group->waiting.erase(entry.waiting);
    Group* left = entry.group;
    entries_.erase(found);
    ScheduleLocked(*root, starts);
    DropIfEmptyLocked(left);
  }
  for (const auto& next : starts) next();
}

bool ResourceGroups::OverMemory(const Group& group, uint64_t all) {
  if (group.spec->soft_memory_bytes) return group.memory > *group.spec->soft_memory_bytes;
  if (!group.spec->soft_memory_share || all == 0) return false;
  return static_cast<double>(group.memory) >
         *group.spec->soft_memory_share * static_cast<double>(all);
}

void ResourceGroups::SetMemory(const std::vector<std::pair<Place, uint64_t>>& bytes) {
  if (memory_ && all_memory_ == 0 && !bytes.empty()) all_memory_ = memory_();
  std::vector<std::function<void()>> starts;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [place, now] : bytes) {
      const auto found = entries_.find(place.number);
      if (found == entries_.end() || !found->second->running) continue;
      Entry& entry = *found->second;
      for (Group* at = entry.group; at != nullptr; at = at->parent) {
        at->memory += now - entry.memory;
      }
      entry.memory = now;
    }
    for (const auto& root : roots_) ScheduleLocked(*root, starts);
  }
  for (const auto& next : starts) next();
}

// Groups of users come and go: those without queries take no memory.
void ResourceGroups::DropIfEmptyLocked(Group* group) {
  while (group->parent != nullptr && group->running == 0 && group->queued == 0) {
    Group* parent = group->parent;
    const std::string name = group->name;
    parent->below.erase(name);
    group = parent;
  }
}

size_t ResourceGroups::running() const {
  std::lock_guard lock(mutex_);
  size_t count = 0;
  for (const auto& root : roots_) count += root->running;
  return count;
}

size_t ResourceGroups::queued() const {
  std::lock_guard lock(mutex_);
  size_t count = 0;
  for (const auto& root : roots_) count += root->queued;
  return count;
}

size_t ResourceGroups::groups() const {
  std::lock_guard lock(mutex_);
  size_t count = 0;
  const std::function<void(const Group&)> visit = [&](const Group& group) {
    ++count;
    for (const auto& [name, child] : group.below) visit(*child);
  };
  for (const auto& root : roots_) visit(*root);
  return count;
}

}  // namespace tarn::query
