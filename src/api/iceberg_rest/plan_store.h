#pragma once

#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tarn::api::iceberg_rest {

// A scan that was planned: what is left to be fetched.
struct StoredPlan {
  std::string table;  // "<reference> <identifier>": a plan is fetched where it was made
  std::vector<std::string> pages;  // each the members of a ScanTasks object, without braces
};

// The results of scan planning between planTableScan and the fetchScanTasks that follow. Kept in
// memory for kLifetime, or until newer plans need the room: a client then gets "no such plan" and
// plans again. Thread safe.
class PlanStore {
 public:
  static constexpr std::chrono::minutes kLifetime{10};
  static constexpr size_t kMaxPlans = 1'000;
  static constexpr size_t kMaxBytes = size_t{256} << 20;

  // Gives the plan's id.
  std::string Add(StoredPlan plan);
  // A page of a plan of that table; none when the plan or the page is not there (any more).
  std::optional<std::string> Page(const std::string& id, const std::string& table, size_t page);
  // How many pages a plan has; none as above.
  std::optional<size_t> PageCount(const std::string& id, const std::string& table);
  bool Remove(const std::string& id, const std::string& table);

 private:
  using TimePoint = std::chrono::steady_clock::time_point;
  struct Item {
    StoredPlan plan;
    size_t bytes = 0;
    TimePoint expires;
    std::list<std::string>::iterator order;
  };
  using Items = std::map<std::string, Item>;

  void EvictLocked(TimePoint now);
  void EraseLocked(Items::iterator item);
  Items::iterator FindLocked(const std::string& id, const std::string& table);

  std::mutex mutex_;
  Items items_;
  std::list<std::string> order_;  // oldest first
  size_t bytes_ = 0;
};

}  // namespace tarn::api::iceberg_rest
