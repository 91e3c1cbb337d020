#include "api/iceberg_rest/plan_store.h"

#include "base/random.h"

namespace tarn::api::iceberg_rest {

void PlanStore::EraseLocked(Items::iterator item) {
  bytes_ -= item->second.bytes;
  order_.erase(item->second.order);
  items_.erase(item);
}

void PlanStore::EvictLocked(TimePoint now) {
  while (!order_.empty()) {
    const auto oldest = items_.find(order_.front());
    const bool over = items_.size() > kMaxPlans || bytes_ > kMaxBytes;
    if (!over && oldest->second.expires > now) return;
    EraseLocked(oldest);
  }
}

std::string PlanStore::Add(StoredPlan plan) {
  const std::string id = base::NewUuid();
  Item item;
  for (const auto& page : plan.pages) item.bytes += page.size();
  item.plan = std::move(plan);
  const TimePoint now = std::chrono::steady_clock::now();
  item.expires = now + kLifetime;
  std::lock_guard lock(mutex_);
  item.order = order_.insert(order_.end(), id);
  bytes_ += item.bytes;
  items_.emplace(id, std::move(item));
  EvictLocked(now);
  return id;
}

PlanStore::Items::iterator PlanStore::FindLocked(const std::string& id, const std::string& table) {
  EvictLocked(std::chrono::steady_clock::now());
  const auto found = items_.find(id);
  return found != items_.end() && found->second.plan.table == table ? found : items_.end();
}

std::optional<std::string> PlanStore::Page(const std::string& id, const std::string& table,
                                           size_t page) {
  std::lock_guard lock(mutex_);
  const auto found = FindLocked(id, table);
  if (found == items_.end() || page >= found->second.plan.pages.size()) return std::nullopt;
  return found->second.plan.pages[page];
}

std::optional<size_t> PlanStore::PageCount(const std::string& id, const std::string& table) {
  std::lock_guard lock(mutex_);
  const auto found = FindLocked(id, table);
  if (found == items_.end()) return std::nullopt;
  return found->second.plan.pages.size();
}

bool PlanStore::Remove(const std::string& id, const std::string& table) {
  std::lock_guard lock(mutex_);
  const auto found = FindLocked(id, table);
  if (found == items_.end()) return false;
  EraseLocked(found);
  return true;
}

}  // namespace tarn::api::iceberg_rest
