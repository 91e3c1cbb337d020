#include "api/trino/query.h"

#include <algorithm>
#include <utility>

#include "api/trino/result_types.h"
#include "base/error.h"

namespace tarn::api::trino {

using base::Error;
using base::ErrorKind;
using engine::Type;
using engine::TypeKind;
using engine::Value;
using query::QueryInfo;
using query::QueryState;
using std::chrono::milliseconds;

namespace {

// How long an answer that could tell columns waits for rows.
constexpr milliseconds kRowsAfter{100};

milliseconds Since(SteadyClock::time_point from, SteadyClock::time_point to) {
  return std::chrono::duration_cast<milliseconds>(to - from);
}

}  // namespace

Query::Query(std::string id, std::string slug, std::string sql, ClientContext context,
             engine::Engine& engine, Transactions& transactions, query::QueryTracker& tracker,
             SegmentStore& segments, const QueryLimits& limits, std::function<void(Query&)> wake)
    : id_(std::move(id)),
      slug_(std::move(slug)),
      sql_(std::move(sql)),
      context_(std::move(context)),
      engine_(engine),
      transactions_(transactions),
      tracker_(tracker),
      segments_(segments),
      limits_(limits),
      wake_(std::move(wake)) {
  if (const auto identity = auth::CurrentIdentity()) {
    auth::Identity own = *identity;
    own.request_id = id_;
    identity_ = std::make_shared<const auth::Identity>(std::move(own));
  }
}

Query::~Query() { Release(); }

bool Query::VisibleTo(const std::shared_ptr<const auth::Identity>& identity) const {
  return !identity || identity->admin || identity->user == context_.user;
}

void Query::Admit() {
  std::lock_guard lock(mutex_);
  admitted_ = true;
}

void Query::Step() {
  const auth::IdentityScope scope(identity_);
  {
    std::lock_guard lock(mutex_);
    waiting_ = false;
    if (state_ == QueryState::kFinished || state_ == QueryState::kFailed) return;
    stepping_ = true;
  }
  try {
    bool more = true;
    if (state_ == QueryState::kQueued) {
      Begin();
      more = started_.stream != nullptr;
    }
    while (more) {
      {
        std::lock_guard lock(mutex_);
        if (cancelled_) break;
        if (ready_bytes_ >= limits_.buffered_bytes) {
          stepping_ = false;
          return;  // goes on when the client has fetched some
        }
      }
      more = Advance();
    }
    Finish();
  } catch (const Error& error) {
    FailWith(error, CodeOf(error));
  } catch (const std::exception& error) {
    const Error internal(ErrorKind::kInternal, error.what());
    FailWith(internal, CodeOf(internal));
  }
}

void Query::Begin() {
  {
    std::lock_guard lock(mutex_);
    state_ = QueryState::kRunning;
    begun_ = SteadyClock::now();
    if (cancelled_) return;
  }
  const auto on_session = [this](std::shared_ptr<engine::Session> session) {
    std::lock_guard lock(mutex_);
    session_ = std::move(session);
    if (cancelled_) throw Error(ErrorKind::kCancelled, "cancelled");
  };
  StartStatement(sql_, context_, engine_, transactions_, on_session, started_);
  if (started_.stream == nullptr) return AddStaticRows();
  if (!started_.stream->columns().empty()) SetColumns(started_.stream->columns());
}

void Query::SetColumns(const std::vector<engine::Column>& columns) {
  const bool parametric = context_.parametric_datetime();
  std::vector<nlohmann::json> described;
  for (const engine::Column& column : columns) {
    types_.push_back(column.type);
    shown_.push_back(ClientType(column.type, parametric));
    described.push_back(ColumnJson(column.name, shown_.back(), parametric));
  }
  std::lock_guard lock(mutex_);
  columns_ = std::move(described);
  changed_.notify_all();
}

template <typename ValueOf>
void Query::AppendRow(const ValueOf& value) {
  // A segment is a list of its own.
  open_.bytes += open_.rows++ > 0 ? ",[" : context_.encoding ? "[[" : "[";
  for (size_t column = 0; column < types_.size(); ++column) {
    if (column > 0) open_.bytes += ',';
    AppendValue(value(column), types_[column], shown_[column], open_.bytes);
  }
  open_.bytes += ']';
  if (open_.bytes.size() >= (context_.encoding ? limits_.segment_bytes : limits_.page_bytes)) {
    Flush();
  }
}

void Query::Flush() {
  if (open_.rows == 0) return;
  Chunk chunk = std::exchange(open_, {});
  const size_t json_bytes = chunk.bytes.size();
  if (context_.encoding) Encode(chunk);
  flushed_ = SteadyClock::now();
  std::lock_guard lock(mutex_);
  chunk.first_row = rows_;
  rows_ += chunk.rows;
  bytes_ += json_bytes;
  ready_bytes_ += chunk.bytes.size();
  ready_.push_back(std::move(chunk));
  changed_.notify_all();
}

void Query::Encode(Chunk& chunk) {
  EncodedRows encoded = EncodeRows(*context_.encoding, std::move(chunk.bytes) + "]");
  chunk.uncompressed_bytes = encoded.uncompressed_bytes;
  chunk.bytes = std::move(encoded.bytes);
  if (chunk.bytes.size() <= limits_.inline_bytes) return;
  if (!spool_) spool_ = segments_.NewFile();
  chunk.spooled = segments_.Write(spool_, chunk.bytes);
  if (chunk.spooled) chunk.bytes = {};
}

bool Query::Advance() {
  const std::unique_ptr<engine::Batch> batch = started_.stream->Next();
  if (batch == nullptr) return false;
  for (size_t row = 0; row < batch->rows(); ++row) {
    AppendRow([&](size_t column) { return batch->Get(column, row); });
  }
  // The first rows are there before the last ones are computed.
  if (!context_.encoding || SteadyClock::now() - flushed_ > limits_.segment_time) Flush();
  return true;
}

void Query::DropReadyLocked() {
  for (const Chunk& chunk : ready_) {
    if (chunk.spooled) segments_.Acknowledge(chunk.spooled->id);
  }
  ready_.clear();
  ready_bytes_ = 0;
}

void Query::AddStaticRows() {
  if (!started_.columns.empty()) SetColumns(started_.columns);
  for (const auto& row : started_.rows) {
    AppendRow([&](size_t column) { return row[column]; });
  }
  Flush();
}

void Query::Finish() {
  std::string update_type = started_.update_type;
  std::optional<uint64_t> update_count;
  bool cancelled = false;
  {
    std::lock_guard lock(mutex_);
    cancelled = cancelled_.has_value();
  }
  if (cancelled) throw Error(ErrorKind::kCancelled, "cancelled");
  if (started_.stream != nullptr) {
    if (update_type.empty()) update_type = started_.stream->update_type();
    update_count = started_.stream->update_count();
  }
  {
    // Before the columns: by the type clients tell at once that this is no query.
    std::lock_guard lock(mutex_);
    update_type_ = std::move(update_type);
    update_count_ = update_count;
  }
  // A statement that counts tells the count as a row too; one that is only done has no columns.
  // DELETE may find nothing to count, which is NULL.
  if (types_.empty() && (update_count || update_type_ == "DELETE")) {
    SetColumns({{"rows", Type{TypeKind::kBigint, 0, 0, {}, {}}}});
    AppendRow([&](size_t) {
      return update_count ? Value{static_cast<int64_t>(*update_count)} : Value{};
    });
  } else if (types_.empty()) {
    SetColumns({});
  }
  Flush();
  Release();
  {
    std::lock_guard lock(mutex_);
    changes_ = std::move(started_.changes);
    state_ = QueryState::kFinished;
    ended_ = SteadyClock::now();
    stepping_ = false;
  }
  // Before the client: its next statement finds the place free.
  TellOver();
  changed_.notify_all();
}

void Query::TellOver() { tracker_.Finish(Info()); }

void Query::FailWith(const Error& error, const ErrorCode& code) {
  Release();
  std::unique_lock lock(mutex_);
  error_ = cancelled_ ? *cancelled_ : ErrorJson(error, code);
  // The client's transaction is over even when its COMMIT failed.
  changes_.clear_transaction = started_.changes.clear_transaction;
  DropReadyLocked();
  state_ = QueryState::kFailed;
  ended_ = SteadyClock::now();
  stepping_ = false;
  lock.unlock();
  TellOver();
  changed_.notify_all();
}

// Lets go of the engine.
void Query::Release() {
  started_.stream.reset();
  if (started_.session) {
    engine::StatementStatistics did = started_.session->statistics();
    std::lock_guard lock(mutex_);
    statistics_ = std::move(did);
  }
  if (!started_.transaction.empty())
    transactions_.GiveBack(std::exchange(started_.transaction, {}));
  started_.session.reset();
  std::shared_ptr<engine::Session> session;  // destroyed without the lock
  std::lock_guard lock(mutex_);
  session = std::move(session_);
}

std::shared_ptr<const ResultPage> Query::Fetch(int64_t token, milliseconds wait) {
  std::unique_lock lock(mutex_);
  contact_ = SteadyClock::now();
  if (token == last_token_ && last_page_) return last_page_;
  if (token <= last_token_) {
    base::Throw(ErrorKind::kFailedPrecondition, "the results of this URI are gone: token {}",
                token);
  }
  if (token != last_token_ + 1 || (last_page_ && !last_page_->next_token)) {
    base::Throw(ErrorKind::kNotFound, "there is no page of that number yet: token {}", token);
  }
  const auto until = SteadyClock::now() + wait;
  const auto over = [&] {
    return !ready_.empty() || state_ == QueryState::kFinished || state_ == QueryState::kFailed ||
           token <= last_token_;
  };
  // Clients begin with a result when they know its columns, but an answer of those alone is one
  // more for most statements: rows that are about to be there are waited for.
  changed_.wait_until(lock, until, [&] { return over() || (columns_ && !columns_told_); });
  if (!over()) changed_.wait_until(lock, std::min(until, SteadyClock::now() + kRowsAfter), over);
  if (token <= last_token_) {  // another request for the same page was faster
    if (token == last_token_ && last_page_) return last_page_;
    base::Throw(ErrorKind::kFailedPrecondition, "the results of this URI are gone: token {}",
                token);
  }
  contact_ = SteadyClock::now();
  auto page = std::make_shared<const ResultPage>(NextPage(token));
  last_token_ = token;
  last_page_ = page;
  columns_told_ = columns_told_ || page->columns.has_value();
  const bool wake = state_ == QueryState::kRunning && !stepping_ && !waiting_ &&
                    ready_bytes_ < limits_.buffered_bytes;
  if (wake) waiting_ = true;
  lock.unlock();
  if (wake) wake_(*this);
  return page;
}

ResultPage Query::NextPage(int64_t token) {
  constexpr size_t kPageSegments = 16;
  ResultPage page;
  size_t bytes = 0;
  while (!ready_.empty() && page.segments.size() < kPageSegments &&
         (bytes == 0 || bytes + ready_.front().bytes.size() <= limits_.page_bytes)) {
    Chunk chunk = std::move(ready_.front());
    ready_.pop_front();
    bytes += chunk.bytes.size();
    ready_bytes_ -= chunk.bytes.size();
    if (context_.encoding) {
      page.segments.push_back(std::move(chunk));
    } else {
      page.rows.push_back(std::move(chunk.bytes));
    }
  }
  FillPage(page);
  const bool has_rows = !page.rows.empty() || !page.segments.empty();
  const bool over = state_ == QueryState::kFailed ||
                    (state_ == QueryState::kFinished && ready_.empty() && !has_rows);
  if (!over) page.next_token = token + 1;
  return page;
}

void Query::FillPage(ResultPage& page) const {
  page.columns = columns_;
  page.info = InfoLocked();
  page.error = error_;
  page.changes = changes_;
  page.update_type = update_type_;
  page.update_count = update_count_;
}

ResultPage Query::Peek() const {
  std::lock_guard lock(mutex_);
  ResultPage page;
  page.info = InfoLocked();
  page.error = error_;
  page.next_token = 0;
  return page;
}

void Query::Cancel(const ErrorCode& code, const std::string& message) {
  Fail({code.code, code.name, code.type, message});
}

void Query::StopReading() {
  std::shared_ptr<engine::Session> session;
  {
    std::lock_guard lock(mutex_);
    if (state_ == QueryState::kRunning) session = session_;
  }
  if (session) session->StopReading();
}

void Query::Fail(const query::QueryFailure& failure) {
  std::shared_ptr<engine::Session> session;
  bool wake = false;
  bool over = false;
  {
    std::lock_guard lock(mutex_);
    if (state_ == QueryState::kFinished || state_ == QueryState::kFailed || cancelled_) {
      DropReadyLocked();
      return;
    }
    cancelled_ = ErrorJson(Error(ErrorKind::kCancelled, failure.message),
                           {failure.code, failure.name.c_str(), failure.type.c_str()});
    DropReadyLocked();
    session = session_;
    over = !admitted_;
    if (over) {  // it waits for its turn, which never comes
      error_ = cancelled_;
      state_ = QueryState::kFailed;
      ended_ = SteadyClock::now();
    }
    wake = !over && !stepping_ && !waiting_;
    if (wake) waiting_ = true;
  }
  if (over) TellOver();
  changed_.notify_all();
  if (session) session->Cancel();
  if (wake) wake_(*this);
}

QueryInfo Query::InfoLocked() const {
  QueryInfo info;
  info.id = id_;
  info.user = context_.user;
  info.source = context_.source;
  info.client_tags = context_.client_tags;
  info.catalog = context_.catalog;
  info.schema = context_.schema;
  info.state = state_;
  info.in_transaction = !context_.transaction_id.empty();
  info.created = created_at_;
  const auto now = SteadyClock::now();
  const bool begun = begun_ != SteadyClock::time_point{};
  const auto end = ended_ == SteadyClock::time_point{} ? now : ended_;
  info.queued = Since(created_, begun ? begun_ : end);
  info.elapsed = Since(created_, end);
  info.rows = rows_;
  info.bytes = bytes_;
  info.statistics = statistics_;
  if (session_ && state_ == QueryState::kRunning) {
    info.progress = session_->progress();
    info.statistics = session_->statistics();
  }
  if (error_) {
    info.failure = {error_->at("errorCode"), error_->at("errorName"), error_->at("errorType"),
                    error_->at("message")};
  }
  return info;
}

QueryInfo Query::Info() const {
  std::lock_guard lock(mutex_);
  QueryInfo info = InfoLocked();
  info.sql = sql_;
  return info;
}

engine::StatementStatistics Query::Statistics() const {
  std::lock_guard lock(mutex_);
  return session_ && state_ == QueryState::kRunning ? session_->statistics() : statistics_;
}

bool Query::done() const {
  std::lock_guard lock(mutex_);
  return state_ == QueryState::kFinished || state_ == QueryState::kFailed;
}

bool Query::Delivered() const {
  std::lock_guard lock(mutex_);
  return last_page_ && !last_page_->next_token;
}

milliseconds Query::Idle() const {
  std::lock_guard lock(mutex_);
  return Since(contact_, SteadyClock::now());
}

}  // namespace tarn::api::trino
