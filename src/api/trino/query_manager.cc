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

}  // namespace

QueryManager::QueryManager(engine::Engine& engine, const QueryManagerOptions& options)
    : engine_(engine), options_(options), server_id_(ServerId()) {
  for (size_t i = 0; i < options.threads; ++i) threads_.emplace_back([this] { Work(); });
  threads_.emplace_back([this] { Reap(); });
}

QueryManager::~QueryManager() {
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
}

std::string QueryManager::NewId() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{}_{:05}_{}", date::format("%Y%m%d_%H%M%S", now), count_++ % 100'000,
                     server_id_);
}

std::shared_ptr<Query> QueryManager::Submit(const std::string& sql, const ClientContext& context) {
  std::lock_guard lock(mutex_);
  if (new_waiting_ >= options_.queued || stop_) {
    throw base::Error(ErrorKind::kResourceExhausted,
                      fmt::format("Too many queued queries: {} wait already", new_waiting_),
                      "send it again later");
  }
  auto query =
      std::make_shared<Query>(NewId(), NewSlug(), sql, context, engine_, transactions_,
                              options_.limits, [this](Query& woken) { Enqueue(woken.id()); });
  queries_[query->id()] = query;
  work_.push_back(query);
  ++new_waiting_;
  changed_.notify_one();
  return query;
}

// Work that goes on comes before work that begins: it holds memory.
void QueryManager::Enqueue(const std::string& id) {
  std::lock_guard lock(mutex_);
  const auto found = queries_.find(id);
  if (found == queries_.end()) return;
  work_.push_front(found->second);
  ++new_waiting_;
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
      --new_waiting_;
    }
    query->Step();
  }
}

std::shared_ptr<Query> QueryManager::Find(const std::string& id) const {
  std::lock_guard lock(mutex_);
  const auto found = queries_.find(id);
  return found == queries_.end() ? nullptr : found->second;
}

std::vector<QuerySummary> QueryManager::List() const {
  std::vector<std::shared_ptr<Query>> queries;
  {
    std::lock_guard lock(mutex_);
    for (auto it = queries_.rbegin(); it != queries_.rend(); ++it) queries.push_back(it->second);
  }
  std::vector<QuerySummary> summaries;
  for (const auto& query : queries) summaries.push_back(query->Summary());
  return summaries;
}

size_t QueryManager::waiting() const {
  std::lock_guard lock(mutex_);
  return new_waiting_;
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
  std::vector<std::shared_ptr<Query>> queries;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, query] : queries_) queries.push_back(query);
  }
  std::vector<std::shared_ptr<Query>> over;  // oldest first
  std::vector<std::string> dropped;
  for (const auto& query : queries) {
    const bool gone = query->Idle() > options_.client_timeout;
    if (!query->Summary().done()) {
      if (gone) {
        query->Cancel(kAbandonedQuery,
                      fmt::format("Query {} was abandoned by the client, as it may have exited or "
                                  "stopped checking for query results",
                                  query->id()));
      }
    } else if (gone) {
      dropped.push_back(query->id());
    } else if (query->Delivered()) {
      over.push_back(query);
    }
  }
  for (size_t i = 0; i + options_.history < over.size(); ++i) dropped.push_back(over[i]->id());
  std::lock_guard lock(mutex_);
  for (const std::string& id : dropped) queries_.erase(id);
}

}  // namespace tarn::api::trino
