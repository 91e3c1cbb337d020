#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/resource_group_config.h"

namespace tarn::query {

// What decides which group a query goes into.
struct QueryOrigin {
  std::string user;
  std::string source = {};
  std::set<std::string> client_tags = {};
};

// Which queries run and which wait. Among groups below one group it is the turn of the one whose
// last query began the longest ago; within a group, of the query that waits the longest. Thread
// safe.
class ResourceGroups {
 public:
  // `memory` gives what shares in softMemoryLimit are of, in bytes, 0 while that is not known. It
  // is asked without locks, when a query runs and a group has a share, until it gave something.
  explicit ResourceGroups(const ResourceGroupsConfig& config,
                          std::function<uint64_t()> memory = {});
  ~ResourceGroups();

  // A query's place in its group.
  struct Place {
    std::vector<std::string> path;
    uint64_t number = 0;
  };

  // Takes a query in. `start` is called once, when it may run: by this call, or later by the Leave
  // that makes room; without locks. `placed` is called before that. kResourceExhausted when too
  // many wait already, kPermissionDenied for a query that no selector takes: then nothing is
  // called.
  void Enter(const QueryOrigin& origin, const std::function<void(const Place&)>& placed,
             std::function<void()> start);
  // The query is over, or does not wait any more. A second call does nothing.
  void Leave(const Place& place);

  // What queries that run have of memory by now; those not told of keep what they had. Starts what
  // may run now.
  void SetMemory(const std::vector<std::pair<Place, uint64_t>>& bytes);

  size_t running() const;
  size_t queued() const;
  // Groups that exist, for tests: those of users who run nothing do not.
  size_t groups() const;

 private:
  struct Group;
  struct Selector;
  struct Entry;

  Group* FindLocked(const QueryOrigin& origin);
  // Starts what may run; gives what is to be called.
  void ScheduleLocked(Group& root, std::vector<std::function<void()>>& starts);
  bool StartNextLocked(Group& group, std::vector<std::function<void()>>& starts);
  void DropIfEmptyLocked(Group* group);
  // Whether its queries have more memory than it should.
  static bool OverMemory(const Group& group, uint64_t all);

  mutable std::mutex mutex_;
  std::vector<Selector> selectors_;
  std::vector<std::unique_ptr<Group>> roots_;
  std::map<uint64_t, std::unique_ptr<Entry>> entries_;
  uint64_t count_ = 0;
  uint64_t turns_ = 0;
  const std::function<uint64_t()> memory_;
  std::atomic<uint64_t> all_memory_{0};
};

}  // namespace tarn::query
