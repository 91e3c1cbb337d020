#include "query/history.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::query {
namespace {

constexpr uint64_t kPruneEvery = 10'000;  // queries written
constexpr size_t kBatch = 500;            // queries of one transaction

const std::vector<metadb::Migration>& Migrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "query history",
       {"CREATE TABLE query_history (id TEXT PRIMARY KEY, created BIGINT NOT NULL, "
        "user_name TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, sql TEXT NOT NULL, "
        "catalog TEXT NOT NULL, schema_name TEXT NOT NULL, resource_group TEXT NOT NULL, "
        "queued_ms BIGINT NOT NULL, elapsed_ms BIGINT NOT NULL, result_rows BIGINT NOT NULL, "
        "result_bytes BIGINT NOT NULL, ref TEXT NOT NULL, commit_read TEXT NOT NULL, "
        "commit_made TEXT NOT NULL, input_rows BIGINT NOT NULL, input_bytes BIGINT NOT NULL, "
        "files_read BIGINT NOT NULL, files_pruned BIGINT NOT NULL, cpu_ms BIGINT NOT NULL, "
        "peak_memory_bytes BIGINT NOT NULL, peak_spilled_bytes BIGINT NOT NULL, "
        "error_code BIGINT NOT NULL, error_name TEXT NOT NULL, error_type TEXT NOT NULL, "
        "error_message TEXT NOT NULL)",
        "CREATE INDEX query_history_created ON query_history (created)"}}};
  return migrations;
}

// At most so many bytes, not ending within a letter.
std::string Cut(const std::string& text, size_t bytes) {
  if (text.size() <= bytes) return text;
  size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

// Databases take no zero bytes in a text.
std::string Storable(const std::string& text) {
  std::string clean = Cut(text, History::kMaxSqlBytes);
  std::replace(clean.begin(), clean.end(), '\0', ' ');
  return clean;
}

std::string Joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& part : path) text += (text.empty() ? "" : ".") + part;
  return text;
}

int64_t Signed(uint64_t value) { return static_cast<int64_t>(value); }

int64_t Millis(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

constexpr const char* kColumns =
    "id, created, user_name, source, state, sql, catalog, schema_name, resource_group, queued_ms, "
    "elapsed_ms, result_rows, result_bytes, ref, commit_read, commit_made, input_rows, "
    "input_bytes, files_read, files_pruned, cpu_ms, peak_memory_bytes, peak_spilled_bytes, "
    "error_code, error_name, error_type, error_message";

void Insert(metadb::Executor& executor, const QueryInfo& info) {
  const engine::StatementStatistics& did = info.statistics;
  const QueryFailure failure = info.failure.value_or(QueryFailure{});
  executor.Execute(
      std::string("INSERT INTO query_history (") + kColumns +
          ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?) ON CONFLICT DO NOTHING",
      info.id, Millis(info.created), Storable(info.user), Storable(info.source),
      std::string(QueryStateName(info.state)), Storable(info.sql), Storable(info.catalog),
      Storable(info.schema), Storable(Joined(info.resource_group)),
      static_cast<int64_t>(info.queued.count()), static_cast<int64_t>(info.elapsed.count()),
      Signed(info.rows), Signed(info.bytes), Storable(did.ref), did.commit, did.made_commit,
      Signed(did.input_rows), Signed(did.input_bytes), Signed(did.files_read),
      Signed(did.files_pruned), Signed(did.cpu_ms), Signed(did.peak_memory_bytes),
      Signed(did.peak_spilled_bytes), static_cast<int64_t>(failure.code), failure.name,
      failure.type, Storable(failure.message));
}

// A row of kColumns, in their order.
QueryInfo FromRow(std::vector<metadb::Value>& row) {
  size_t at = 0;
  const auto text = [&] { return std::get<std::string>(row[at++]); };
  const auto number = [&] { return std::get<int64_t>(row[at++]); };
  const auto count = [&] { return static_cast<uint64_t>(number()); };
  QueryInfo info;
  info.id = text();
  info.created = std::chrono::system_clock::time_point(std::chrono::milliseconds(number()));
  info.user = text();
  info.source = text();
  info.state = QueryStateOf(text());
  info.sql = text();
  info.catalog = text();
  info.schema = text();
  info.resource_group = {text()};
  info.queued = std::chrono::milliseconds(number());
  info.elapsed = std::chrono::milliseconds(number());
  info.rows = count();
  info.bytes = count();
  engine::StatementStatistics& did = info.statistics;
  did.ref = text();
  did.commit = text();
  did.made_commit = text();
  did.input_rows = count();
  did.input_bytes = count();
  did.files_read = count();
  did.files_pruned = count();
  did.cpu_ms = count();
  did.peak_memory_bytes = count();
  did.peak_spilled_bytes = count();
  QueryFailure failure;
  failure.code = static_cast<int>(number());
  failure.name = text();
  failure.type = text();
  failure.message = text();
  if (info.state == QueryState::kFailed) info.failure = std::move(failure);
  return info;
}

std::vector<QueryInfo> Select(metadb::Executor& executor, const std::string& rest,
                              const metadb::Params& params) {
  using metadb::ColumnType;
  constexpr ColumnType kText = metadb::ColumnTypeOf<std::string>();
  constexpr ColumnType kNumber = metadb::ColumnTypeOf<int64_t>();
  static constexpr ColumnType kTypes[] = {
      kText,   kNumber, kText,   kText,   kText,   kText,   kText, kText,   kText,
      kNumber, kNumber, kNumber, kNumber, kText,   kText,   kText, kNumber, kNumber,
      kNumber, kNumber, kNumber, kNumber, kNumber, kNumber, kText, kText,   kText};
  std::vector<QueryInfo> queries;
  executor.QueryRows(std::string("SELECT ") + kColumns + " FROM query_history " + rest, params,
                     kTypes,
                     [&](std::vector<metadb::Value>& row) { queries.push_back(FromRow(row)); });
  return queries;
}

}  // namespace

History::History(metadb::Database& database, HistoryOptions options, base::Clock& clock)
    : database_(database), options_(options), clock_(clock) {
  database_.Migrate("query", Migrations());
  writer_ = std::jthread([this](const std::stop_token& stop) { Work(stop); });
}

History::~History() {
  writer_.request_stop();
  changed_.notify_all();
}

void History::Append(const QueryInfo& info) {
  QueryInfo kept = info;
  kept.sql = Cut(info.sql, kMaxSqlBytes);
  std::lock_guard lock(mutex_);
  if (queue_.size() >= options_.queued) {
    ++lost_;
    return;
  }
  queue_.push_back(std::move(kept));
  if (queue_.size() == 1) changed_.notify_all();
}

void History::Flush() {
  std::unique_lock lock(mutex_);
  hurry_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return queue_.empty() && !writing_; });
  hurry_ = false;
}

void History::Work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, stop, [&] { return !queue_.empty(); });
    if (queue_.empty()) return;  // asked to stop
    changed_.wait_for(lock, stop, options_.pause, [&] { return hurry_; });
    std::deque<QueryInfo> batch;
    while (!queue_.empty() && batch.size() < kBatch) {
      batch.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    writing_ = true;
    lock.unlock();
    Write(batch);
    lock.lock();
    writing_ = false;
    changed_.notify_all();
  }
}

void History::Write(const std::deque<QueryInfo>& batch) {
  try {
    database_.InTransaction(metadb::Isolation::kReadCommitted, [&](metadb::Transaction& tx) {
      for (const QueryInfo& info : batch) Insert(tx, info);
    });
    written_ += batch.size();
    if (written_ - pruned_at_ >= kPruneEvery || pruned_at_ == 0) {
      pruned_at_ = written_;
      Prune();
    }
  } catch (const base::Error&) {  // queries go on without their history
    lost_ += batch.size();
  }
}

std::vector<QueryInfo> History::List(const HistoryFilter& filter) {
  constexpr size_t kMost = 10'000;
  std::string where = "WHERE 1 = 1";
  metadb::Params params;
  const auto add = [&](const char* condition, metadb::Value value) {
    where += condition;
    params.push_back(std::move(value));
  };
  if (!filter.user.empty()) add(" AND user_name = ?", filter.user);
  if (filter.state) add(" AND state = ?", std::string(QueryStateName(*filter.state)));
  if (filter.at_least) {
    add(" AND elapsed_ms >= ?", static_cast<int64_t>(filter.at_least->count()));
  }
  if (filter.since_ms) add(" AND created >= ?", *filter.since_ms);
  add("", static_cast<int64_t>(std::min(filter.limit, kMost)));
  return Select(database_, where + " ORDER BY created DESC, id DESC LIMIT ?", params);
}

std::optional<QueryInfo> History::Find(const std::string& id) {
  std::vector<QueryInfo> found = Select(database_, "WHERE id = ?", {metadb::Value(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

int64_t History::Prune() {
  const int64_t oldest =
      clock_.NowMs() -
      std::chrono::duration_cast<std::chrono::milliseconds>(options_.retention).count();
  return database_.Execute("DELETE FROM query_history WHERE created < ?", oldest);
}

}  // namespace tarn::query
