#include "api/trino/query_manager.h"

#include <date/date.h>
#include <fmt/format.h>

#include "base/error.h"
#include "base/random.h"

namespace tarn::api::trino {
namespace {

using base::ErrorKind;

// Five letters and digits, new for each start of a server.
std::string ServerId() {
  constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  uint64_t bits = base::RandomSource::System().Next();
  std::string id;
  for (int i = 0; i < 5; ++i, bits >>= 5) id += kAlphabet[bits & 31];
  return id;
}

std::string NewSlug() {
  base::RandomSource& random = base::RandomSource::System();
  return fmt::format("x{:016x}{:016x}", random.Next(), random.Next());
}

// How long a query may take, as its session says. The engine refuses what is no duration.
query::TimeLimits LimitsOf(const ClientContext& context) {
  const auto limit = [&](const char* name) -> std::optional<std::chrono::milliseconds> {
    const auto found = context.session_properties.find(name);
    if (found == context.session_properties.end()) return std::nullopt;
    return query::ParseTimeLimit(found->second);
  };
  return {limit("query_max_run_time"), limit("query_max_execution_time")};
}

}  // namespace

QueryManager::QueryManager(engine::Engine& engine, query::QueryTracker& tracker,
                           const QueryManagerOptions& options)
    : engine_(engine),
      tracker_(tracker),
      options_(options),
      segments_(options.segments),
      server_id_(ServerId()) {
  for (size_t i = 0; i < options.threads; ++i) threads_.emplace_back([this] { Work(); });
  threads_.emplace_back([this] { Reap(); });
  tracker_.SetTransactions([this] { return transactions_.List(); });
}

QueryManager::~QueryManager() {
  tracker_.SetTransactions({});
  std::vector<std::shared_ptr<Query>> running;
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
    for (const auto& [id, query] : queries_) running.push_back(query);
  }
  changed_.notify_all();
  stopping_.notify_all();
  for (const auto& query : running) query->Cancel(kAdministrativelyKilled, "the server stops");
  threads_.clear();
  // Those that were woken when the threads were gone already.
  for (const auto& query : running) query->Step();
}

std::string QueryManager::NewId() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{}_{:05}_{}", date::format("%Y%m%d_%H%M%S", now), count_++ % 100'000,
                     server_id_);
}

std::shared_ptr<Query> QueryManager::Submit(const std::string& sql, const ClientContext& context) {
  std::shared_ptr<Query> query;
  {
    std::lock_guard lock(mutex_);
    if (queries_.size() >= options_.known || bytes_ + sql.size() > options_.known_bytes || stop_) {
      throw base::Error(ErrorKind::kResourceExhausted,
                        fmt::format("Too many queries are known already: {}", queries_.size()),
                        "send it again later");
    }
    query = std::make_shared<Query>(NewId(), NewSlug(), sql, context, engine_, transactions_,
                                    tracker_, segments_, options_.limits,
                                    [this](Query& woken) { Enqueue(woken.id()); });
    queries_[query->id()] = query;
    bytes_ += sql.size();
  }
  const query::QueryOrigin origin{
      context.user, context.source, {context.client_tags.begin(), context.client_tags.end()}};
  tracker_.Submit(query, origin, LimitsOf(context), [this, query] {
    query->Admit();
    std::lock_guard lock(mutex_);
    work_.push_back(query);
    changed_.notify_one();
  });
  return query;
}

// Work that goes on comes before work that begins: it holds memory.
void QueryManager::Enqueue(const std::string& id) {
  std::lock_guard lock(mutex_);
  const auto found = queries_.find(id);
  if (found == queries_.end()) return;
  work_.push_front(found->second);
  changed_.notify_one();
}

void QueryManager::Work() {
  while (true) {
    std::shared_ptr<Query> query;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stop_ || !work_.empty(); });
      if (work_.empty()) return;
      query = std::move(work_.front());
      work_.pop_front();
    }
    query->Step();
  }
}

std::shared_ptr<Query> QueryManager::Find(const std::string& id) const {
  std::lock_guard lock(mutex_);
  const auto found = queries_.find(id);
  return found == queries_.end() ? nullptr : found->second;
}

size_t QueryManager::waiting() const {
  std::lock_guard lock(mutex_);
  return work_.size();
}

void QueryManager::Reap() {
  std::unique_lock lock(mutex_);
  while (!stopping_.wait_for(lock, std::chrono::seconds(1), [&] { return stop_; })) {
    lock.unlock();
    ReapOnce();
    lock.lock();
  }
}

void QueryManager::ReapOnce() {
  transactions_.Expire(options_.transaction_timeout);
  segments_.Expire();
  std::vector<std::shared_ptr<Query>> queries;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, query] : queries_) queries.push_back(query);
  }
  std::vector<std::string> over;  // oldest first
  std::vector<std::string> dropped;
  for (const auto& query : queries) {
    const std::chrono::milliseconds idle = query->Idle();
    if (query->done()) {
      const bool delivered = query->Delivered();
      if (idle > (delivered ? options_.kept : options_.client_timeout)) {
        dropped.push_back(query->id());
      } else if (delivered) {
        over.push_back(query->id());
      }
    } else if (idle > options_.client_timeout) {
      query->Cancel(kAbandonedQuery,
                    fmt::format("Query {} was abandoned by the client, as it may have exited or "
                                "stopped checking for query results",
                                query->id()));
    }
  }
  for (size_t i = 0; i + options_.delivered < over.size(); ++i) dropped.push_back(over[i]);
  std::vector<std::shared_ptr<Query>> gone;  // destroyed without the lock
  std::lock_guard lock(mutex_);
  for (const std::string& id : dropped) {
    const auto found = queries_.find(id);
    bytes_ -= found->second->sql_bytes();
    gone.push_back(std::move(found->second));
    queries_.erase(found);
  }
}

}  // namespace tarn::api::trino
