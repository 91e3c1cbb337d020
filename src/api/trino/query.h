#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/trino/error_codes.h"
#include "api/trino/query_state.h"
#include "api/trino/segment_store.h"
#include "api/trino/statement_start.h"
#include "auth/identity.h"
#include "query/query_tracker.h"

namespace tarn::api::trino {

struct QueryLimits {
  size_t page_bytes = size_t{1} << 20;      // of rows in an answer, about
  size_t buffered_bytes = size_t{8} << 20;  // made and not fetched yet, about: then it waits
  // Of the spooling protocol: a segment's rows as JSON, about, and what is not worth a file.
  size_t segment_bytes = size_t{4} << 20;
  size_t inline_bytes = size_t{128} << 10;
  std::chrono::milliseconds segment_time{1'000};  // then a smaller one is handed out
};

// One statement of a client, from its queue to its last page. It runs in steps: Step works on a
// thread of the caller's until the statement is over or enough pages wait for the client, so that a
// client that is slow, or gone, holds neither a thread nor memory that grows. Thread safe.
class Query : public query::TrackedQuery {
 public:
  // `wake` is called, without locks, when there is work for Step again. What is referred to
  // outlives the query. It acts for whom the thread acts that makes it.
  Query(std::string id, std::string slug, std::string sql, ClientContext context,
        engine::Engine& engine, Transactions& transactions, query::QueryTracker& tracker,
        SegmentStore& segments, const QueryLimits& limits, std::function<void(Query&)> wake);
  ~Query() override;

  const std::string& id() const { return id_; }
  const std::string& slug() const { return slug_; }
  const ClientContext& context() const { return context_; }
  // Whether it is theirs, or they may see what others run. Everybody's where nobody is known.
  bool VisibleTo(const std::shared_ptr<const auth::Identity>& identity) const;

  // It may run: Step comes next.
  void Admit();
  // Never throws: what the statement throws is its result. One thread at a time.
  void Step();
  // Waits for at most `wait` for something new. Tokens count from 0; the last one may be asked for
  // again and gives the same answer. kNotFound for one that is ahead of its time,
  // kFailedPrecondition for one that is gone.
  std::shared_ptr<const ResultPage> Fetch(int64_t token, std::chrono::milliseconds wait);
  // What a client is told before it asked for anything.
  ResultPage Peek() const;
  // Ends it with that error unless it is over already.
  void Cancel(const ErrorCode& code, const std::string& message);
  // What it read so far becomes its answer, where the engine can do that.
  void StopReading();
  void Fail(const query::QueryFailure& failure) override;
  query::QueryInfo Info() const override;
  engine::StatementStatistics Statistics() const override;
  bool done() const;
  size_t sql_bytes() const { return sql_.size(); }
  // Whether the client has had its last page.
  bool Delivered() const;
  // Since the client last asked for something.
  std::chrono::milliseconds Idle() const;

 private:
  // Rows as JSON, "[1,2],[3,4]", or a segment that was made of them.
  using Chunk = ResultSegment;

  void Begin();
  // One batch; whether there may be more.
  bool Advance();
  void AddStaticRows();
  void Finish();
  void FailWith(const base::Error& error, const ErrorCode& code);
  // Tells the tracker that it is over.
  void TellOver();
  void SetColumns(const std::vector<engine::Column>& columns);
  // `value` gives the value of a column.
  template <typename ValueOf>
  void AppendRow(const ValueOf& value);
  void Flush();
  void Encode(Chunk& chunk);
  // What the client did not fetch, it will not.
  void DropReadyLocked();
  void Release();
  ResultPage NextPage(int64_t token);
  // Without the statement's text.
  query::QueryInfo InfoLocked() const;
  void FillPage(ResultPage& page) const;

  const std::string id_;
  const std::string slug_;
  const std::string sql_;
  const ClientContext context_;
  engine::Engine& engine_;
  Transactions& transactions_;
  query::QueryTracker& tracker_;
  SegmentStore& segments_;
  const QueryLimits limits_;
  const std::function<void(Query&)> wake_;
  std::shared_ptr<const auth::Identity> identity_;  // that every step acts for
  const SteadyClock::time_point created_ = SteadyClock::now();
  const std::chrono::system_clock::time_point created_at_ = std::chrono::system_clock::now();

  // Of the thread in Step.
  StartedStatement started_;
  std::vector<engine::Type> types_, shown_;
  Chunk open_;
  std::shared_ptr<SpoolFile> spool_;  // once there is a segment for it
  SteadyClock::time_point flushed_{};

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  query::QueryState state_ = query::QueryState::kQueued;
  bool admitted_ = false;
  bool stepping_ = false;
  bool waiting_ = true;                       // Step was asked for and has not begun
  std::shared_ptr<engine::Session> session_;  // while it runs
  std::optional<nlohmann::json> cancelled_;   // the error to end with
  std::optional<nlohmann::json> error_;
  std::optional<std::vector<nlohmann::json>> columns_;
  bool columns_told_ = false;
  std::deque<Chunk> ready_;
  size_t ready_bytes_ = 0;
  std::string update_type_;
  std::optional<uint64_t> update_count_;
  SessionChanges changes_;
  uint64_t rows_ = 0;
  uint64_t bytes_ = 0;
  engine::StatementStatistics statistics_;  // once it is over
  SteadyClock::time_point begun_{}, ended_{};
  SteadyClock::time_point contact_ = SteadyClock::now();
  int64_t last_token_ = -1;
  std::shared_ptr<const ResultPage> last_page_;
};

}  // namespace tarn::api::trino
