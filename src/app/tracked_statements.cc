#include "app/tracked_statements.h"

#include <condition_variable>
#include <mutex>

#include <date/date.h>
#include <fmt/format.h>

#include "api/trino/error_codes.h"
#include "base/random.h"

namespace tarn::app {
namespace {

using base::ErrorKind;
using query::QueryInfo;
using query::QueryState;
using std::chrono::milliseconds;

constexpr int kQueryQueueFull = 131'074;  // io.trino.spi.StandardErrorCode

query::QueryFailure FailureOf(const base::Error& error) {
  const api::trino::ErrorCode code = api::trino::CodeOf(error);
  return {code.code, code.name, code.type, error.message()};
}

class Statement : public query::TrackedQuery {
 public:
  Statement(QueryInfo info, std::function<void()> cancel)
      : info_(std::move(info)),
        began_(std::chrono::steady_clock::now()),
        cancel_(std::move(cancel)) {}

  QueryInfo Info() const override {
    std::lock_guard lock(mutex_);
    QueryInfo info = info_;
    if (!info.done()) info.elapsed = Elapsed();
    if (info.state == QueryState::kQueued) info.queued = info.elapsed;
    return info;
  }

  // The statement stops when it next looks; it is told of it as cancelled then.
  void Fail(const query::QueryFailure& failure) override {
    std::function<void()> cancel;
    {
      std::lock_guard lock(mutex_);
      if (info_.done()) return;
      if (info_.state == QueryState::kRunning) cancel = cancel_;
      EndLocked(failure);
    }
    changed_.notify_all();
    if (cancel) cancel();
  }

  void Start() {
    {
      std::lock_guard lock(mutex_);
      if (info_.state != QueryState::kQueued) return;
      info_.queued = Elapsed();
      info_.state = QueryState::kRunning;
    }
    changed_.notify_all();
  }

  // Until it runs; throws when it ends before.
  void AwaitStart() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return info_.state != QueryState::kQueued; });
    if (info_.state != QueryState::kFailed) return;
    const bool full = info_.failure->code == kQueryQueueFull;
    throw base::Error(full ? ErrorKind::kResourceExhausted : ErrorKind::kCancelled,
                      info_.failure->message);
  }

  // False when it had ended before.
  bool End(uint64_t rows, const base::Error* error) {
    std::lock_guard lock(mutex_);
    if (info_.done()) return false;
    info_.rows = rows;
    EndLocked(error ? std::optional(FailureOf(*error)) : std::nullopt);
    return true;
  }

 private:
  milliseconds Elapsed() const {
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began_);
  }
  void EndLocked(std::optional<query::QueryFailure> failure) {
    info_.elapsed = Elapsed();
    if (info_.state == QueryState::kQueued) info_.queued = info_.elapsed;
    info_.state = failure ? QueryState::kFailed : QueryState::kFinished;
    info_.failure = std::move(failure);
    cancel_ = {};
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  QueryInfo info_;
  const std::chrono::steady_clock::time_point began_;
  std::function<void()> cancel_;
};

class Ticket : public api::postgres::StatementTicket {
 public:
  Ticket(query::QueryTracker& tracker, std::shared_ptr<Statement> statement)
      : tracker_(tracker), statement_(std::move(statement)) {}
  // A client that is gone tells nothing.
  ~Ticket() override {
    const base::Error gone(ErrorKind::kCancelled, "the client left before the last row");
    Finished(0, &gone);
  }
  void Finished(uint64_t rows, const base::Error* error) override {
    statement_->End(rows, error);
    tracker_.Finish(statement_->Info());
  }

 private:
  query::QueryTracker& tracker_;
  const std::shared_ptr<Statement> statement_;
};

}  // namespace

TrackedStatements::TrackedStatements(query::QueryTracker& tracker)
    : tracker_(tracker), suffix_(base::NewUuid().substr(0, 5)) {}

std::string TrackedStatements::NewId() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{}_{:05}_{}", date::format("%Y%m%d_%H%M%S", now), count_++ % 100'000,
                     suffix_);
}

std::unique_ptr<api::postgres::StatementTicket> TrackedStatements::Enter(
    const api::postgres::StatementInfo& info, std::function<void()> cancel) {
  QueryInfo shown;
  shown.id = NewId();
  shown.sql = info.sql;
  shown.user = info.user;
  shown.source = info.application.empty() ? "postgresql" : info.application;
  shown.catalog = "iceberg";
  shown.created = std::chrono::system_clock::now();
  auto statement = std::make_shared<Statement>(std::move(shown), std::move(cancel));
  tracker_.Submit(statement, {info.user, statement->Info().source, {}}, {},
                  [statement] { statement->Start(); });
  // From here on whatever happens ends it.
  auto ticket = std::make_unique<Ticket>(tracker_, statement);
  statement->AwaitStart();
  return ticket;
}

}  // namespace tarn::app
