#include "query/query_tracker.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include <fmt/format.h>

#include "auth/identity.h"
#include "base/error.h"

namespace tarn::query {

using base::ErrorKind;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kWatchInterval{200};
constexpr const char* kResources = "INSUFFICIENT_RESOURCES";
constexpr const char* kUser = "USER_ERROR";

// What Trino's low memory killer says.
const QueryFailure kOutOfMemory = {
    131076, "CLUSTER_OUT_OF_MEMORY", kResources,
    "Query killed because the cluster is out of memory. Please try again in a few minutes."};

// The stricter of two.
std::optional<milliseconds> Least(std::optional<milliseconds> left,
                                  std::optional<milliseconds> right) {
  if (!left || !right) return left ? left : right;
  return std::min(*left, *right);
}

// As io.airlift.units.Duration writes it.
std::string DurationText(milliseconds time) {
  const auto count = static_cast<double>(time.count());
  if (count < 1000) return fmt::format("{:.2f}ms", count);
  if (count < 60'000) return fmt::format("{:.2f}s", count / 1000);
  if (count < 3'600'000) return fmt::format("{:.2f}m", count / 60'000);
  if (count < 86'400'000) return fmt::format("{:.2f}h", count / 3'600'000);
  return fmt::format("{:.2f}d", count / 86'400'000);
}

}  // namespace

std::optional<milliseconds> ParseTimeLimit(const std::string& text) {
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string unit(end.ptr, text.data() + text.size() - end.ptr);
  unit.erase(0, unit.find_first_not_of(' '));
  const double scale = unit == "ns"   ? 1e-6
                       : unit == "us" ? 1e-3
                       : unit == "ms" ? 1
                       : unit == "s"  ? 1e3
                       : unit == "m"  ? 6e4
                       : unit == "h"  ? 3.6e6
                       : unit == "d"  ? 8.64e7
                                      : -1;
  if (end.ec != std::errc() || scale < 0 || !(number >= 0 && number * scale < 1e15)) {
    return std::nullopt;
  }
  return milliseconds(static_cast<int64_t>(number * scale));
}

QueryTracker::QueryTracker(TrackerOptions options, std::function<History*()> history)
    : options_(std::move(options)),
      history_(std::move(history)),
      groups_(options_.groups, options_.memory) {
  watcher_ = std::jthread([this](const std::stop_token& stop) { Watch(stop); });
}

QueryTracker::~QueryTracker() {
  watcher_.request_stop();
  stopping_.notify_all();
}

void QueryTracker::SetSlowLog(std::function<void(const QueryInfo&)> slow) {
  std::lock_guard lock(slow_mutex_);
  slow_ = std::move(slow);
}

void QueryTracker::Submit(const std::shared_ptr<TrackedQuery>& query, const QueryOrigin& origin,
                          const TimeLimits& limits, std::function<void()> start) {
  const std::string id = query->Info().id;
  TimeLimits least{Least(limits.run, options_.limits.run),
                   Least(limits.execution, options_.limits.execution)};
  {
    std::lock_guard lock(mutex_);
    live_[id] = {query, {}, least};
  }
  const auto placed = [&](const ResourceGroups::Place& place) {
    bool over = false;
    {
      std::lock_guard lock(mutex_);
      const auto found = live_.find(id);
      over = found == live_.end();
      if (!over) found->second.place = place;
    }
    if (over) groups_.Leave(place);  // it was ended meanwhile
  };
  try {
    groups_.Enter(origin, placed, std::move(start));
  } catch (const base::Error& error) {
    const bool full = error.kind() == ErrorKind::kResourceExhausted;
    query->Fail({full ? 131074 : 31, full ? "QUERY_QUEUE_FULL" : "QUERY_REJECTED",
                 full ? kResources : kUser, error.message()});
  }
}

void QueryTracker::Finish(const QueryInfo& info) {
  auto kept = std::make_shared<QueryInfo>(info);
  ResourceGroups::Place place;
  {
    std::lock_guard lock(mutex_);
    const auto found = live_.find(info.id);
    if (found == live_.end()) return;
    place = found->second.place;
    kept->resource_group = place.path;
    live_.erase(found);
    over_.push_front(kept);
    over_bytes_ += kept->sql.size();
    while (over_.size() > options_.kept ||
           (over_.size() > 1 && over_bytes_ > options_.kept_bytes)) {
      over_bytes_ -= over_.back()->sql.size();
      over_.pop_back();
    }
  }
  groups_.Leave(place);
  if (options_.slow_after.count() > 0 && info.elapsed >= options_.slow_after) {
    std::lock_guard lock(slow_mutex_);
    if (slow_) slow_(*kept);
  }
  try {
    if (history_) history_()->Append(*kept);
  } catch (const base::Error&) {  // the database is gone: queries go on without history
  }
}

bool QueryTracker::Visible(const std::string& user) {
  const auto identity = auth::CurrentIdentity();
  return !identity || identity->admin || identity->system || identity->user == user;
}

namespace {

// A query's own transaction has no name but the query's: a UUID made of that.
std::string TransactionIdOf(const std::string& query_id) {
  const size_t high = std::hash<std::string>()(query_id);
  const size_t low = std::hash<std::string>()(query_id + "transaction");
  return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU,
                     high & 0xFFFU, low >> 52U, low & 0xFFFFFFFFFFFFU);
}

}  // namespace

void QueryTracker::SetTransactions(TransactionSource transactions) {
  std::lock_guard lock(transactions_mutex_);
  transactions_ = std::move(transactions);
}

std::vector<TransactionInfo> QueryTracker::Transactions() const {
  std::vector<TransactionInfo> open;
  {
    std::lock_guard lock(transactions_mutex_);
    if (transactions_) open = transactions_();
  }
  std::erase_if(open, [](const TransactionInfo& info) { return !Visible(info.user); });
  for (const QueryInfo& query : List()) {
    if (query.state != QueryState::kRunning || query.in_transaction) continue;
    TransactionInfo own;
    own.id = TransactionIdOf(query.id);
    own.user = query.user;
    own.auto_commit = true;
    own.created = query.created + query.queued;
    open.push_back(std::move(own));
  }
  return open;
}

std::vector<QueryInfo> QueryTracker::List() const {
  std::vector<std::pair<std::shared_ptr<TrackedQuery>, std::vector<std::string>>> running;
  std::vector<std::shared_ptr<const QueryInfo>> over;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, live] : live_) running.emplace_back(live.query, live.place.path);
    over.assign(over_.begin(), over_.end());
  }
  std::vector<QueryInfo> list;
  for (const auto& [query, group] : running) {
    QueryInfo info = query->Info();
    info.resource_group = group;
    if (Visible(info.user)) list.push_back(std::move(info));
  }
  for (const auto& info : over) {
    if (Visible(info->user)) list.push_back(*info);
  }
  std::sort(list.begin(), list.end(), [](const QueryInfo& left, const QueryInfo& right) {
    return std::tie(right.created, right.id) < std::tie(left.created, left.id);
  });
  return list;
}

std::optional<QueryInfo> QueryTracker::Find(const std::string& id) const {
  std::shared_ptr<TrackedQuery> query;
  std::optional<QueryInfo> info;
  {
    std::lock_guard lock(mutex_);
    for (const auto& over : over_) {
      if (over->id == id) info = *over;
    }
    const auto found = live_.find(id);
    if (found != live_.end()) query = found->second.query;
    if (query) {
      info.emplace();
      info->resource_group = found->second.place.path;
    }
  }
  if (query) {
    QueryInfo now = query->Info();
    now.resource_group = std::move(info->resource_group);
    info = std::move(now);
  }
  if (info && !Visible(info->user)) return std::nullopt;
  return info;
}

void QueryTracker::End(const std::string& id, const QueryFailure& failure) {
  if (!Find(id)) base::Throw(ErrorKind::kNotFound, "Target query not found: {}", id);
  std::shared_ptr<TrackedQuery> query;
  {
    std::lock_guard lock(mutex_);
    const auto found = live_.find(id);
    if (found != live_.end()) query = found->second.query;
  }
  if (!query) base::Throw(ErrorKind::kFailedPrecondition, "Target query is not running: {}", id);
  query->Fail(failure);
}

void QueryTracker::Kill(const std::string& id, const std::string& message) {
  End(id, {38, "ADMINISTRATIVELY_KILLED", kUser,
           "Query killed. " + (message.empty() ? "No message provided." : "Message: " + message)});
}

void QueryTracker::Watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    stopping_.wait_for(lock, stop, kWatchInterval, [] { return false; });
    lock.unlock();
    EnforceLimits();
    WatchMemory();
    lock.lock();
  }
}

void QueryTracker::WatchMemory() {
  std::vector<std::pair<ResourceGroups::Place, std::shared_ptr<TrackedQuery>>> running;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, live] : live_) running.emplace_back(live.place, live.query);
  }
  std::vector<std::pair<ResourceGroups::Place, uint64_t>> memory;
  for (auto& [place, query] : running) {
    const engine::StatementStatistics did = query->Statistics();
    memory.emplace_back(std::move(place), did.memory_bytes + did.revocable_memory_bytes);
    if (did.out_of_memory) query->Fail(kOutOfMemory);
  }
  if (!memory.empty()) groups_.SetMemory(memory);
}

void QueryTracker::EnforceLimits() {
  std::vector<std::pair<std::shared_ptr<TrackedQuery>, TimeLimits>> limited;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, live] : live_) {
      if (live.limits.run || live.limits.execution) limited.emplace_back(live.query, live.limits);
    }
  }
  for (const auto& [query, limits] : limited) {
    const QueryInfo info = query->Info();
    if (info.done()) continue;
    std::string message;
    if (limits.run && info.elapsed > *limits.run) {
      message = "Query exceeded maximum time limit of " + DurationText(*limits.run);
    } else if (limits.execution && info.execution() > *limits.execution) {
      message =
          "Query exceeded the maximum execution time limit of " + DurationText(*limits.execution);
    }
    if (!message.empty()) query->Fail({131075, "EXCEEDED_TIME_LIMIT", kResources, message});
  }
}

}  // namespace tarn::query
