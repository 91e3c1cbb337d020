#include "api/trino/tests/scripted_engine.h"

namespace tarn::api::trino {

using base::Error;
using base::ErrorKind;

class ScriptedBatch : public engine::Batch {
 public:
  ScriptedBatch(const Script& script, int64_t first, int64_t rows)
      : script_(script), first_(first), rows_(rows) {}
  size_t rows() const override { return static_cast<size_t>(rows_); }
  engine::Value Get(size_t column, size_t row) const override {
    return script_.value(column, first_ + static_cast<int64_t>(row));
  }

 private:
  const Script& script_;
  int64_t first_;
  int64_t rows_;
};

struct Cancellation {
  std::mutex mutex;
  std::condition_variable changed;
  bool cancelled = false;
  bool stopped = false;
};

class ScriptedStream : public engine::ResultStream {
 public:
  ScriptedStream(ScriptedEngine& engine, Script script, std::shared_ptr<Cancellation> cancellation)
      : engine_(engine), script_(std::move(script)), cancellation_(std::move(cancellation)) {}
  const std::vector<engine::Column>& columns() const override { return script_.columns; }
  std::unique_ptr<engine::Batch> Next() override {
    if (script_.blocks) {
      std::unique_lock lock(cancellation_->mutex);
      cancellation_->changed.wait(
          lock, [&] { return cancellation_->cancelled || cancellation_->stopped; });
      if (cancellation_->cancelled) throw Error(ErrorKind::kCancelled, "cancelled");
    }
    if (at_ >= script_.rows) return nullptr;
    ++engine_.batches_;
    const int64_t rows = std::min(ScriptedEngine::kBatchRows, script_.rows - at_);
    at_ += rows;
    return std::make_unique<ScriptedBatch>(script_, at_ - rows, rows);
  }
  const std::string& update_type() const override { return script_.update_type; }
  std::optional<uint64_t> update_count() const override { return script_.update_count; }

 private:
  ScriptedEngine& engine_;
  Script script_;
  std::shared_ptr<Cancellation> cancellation_;
  int64_t at_ = 0;
};

class ScriptedSession : public engine::Session {
 public:
  ScriptedSession(ScriptedEngine& engine, engine::SessionOptions options)
      : engine_(engine), options_(std::move(options)) {
    ++engine_.sessions_;
    ++engine_.open_;
  }
  ~ScriptedSession() override { --engine_.open_; }
  std::unique_ptr<engine::ResultStream> Execute(std::string_view sql) override {
    std::lock_guard lock(engine_.mutex_);
    engine_.statements_.emplace_back(sql);
    const auto found = engine_.scripts_.find(std::string(sql));
    Script script = found == engine_.scripts_.end() ? Script{} : found->second;
    if (script.error) throw *script.error;
    return std::make_unique<ScriptedStream>(engine_, std::move(script), cancellation_);
  }
  engine::StatementDescription Describe(std::string_view sql) override {
    std::lock_guard lock(engine_.mutex_);
    const auto found = engine_.scripts_.find(std::string(sql));
    const Script script = found == engine_.scripts_.end() ? Script{} : found->second;
    if (script.error) throw *script.error;
    engine::StatementDescription told{script.parameters, script.columns, script.aliased};
    told.aliased.resize(told.columns.size());
    return told;
  }
  void Cancel() override {
    std::lock_guard lock(cancellation_->mutex);
    cancellation_->cancelled = true;
    cancellation_->changed.notify_all();
  }
  void StopReading() override {
    std::lock_guard lock(cancellation_->mutex);
    cancellation_->stopped = true;
    cancellation_->changed.notify_all();
  }
  double progress() const override { return 0.5; }
  engine::LoadResult Load(const engine::LoadRequest&, base::Progress*,
                          const base::CancelToken&) override {
    throw Error(ErrorKind::kUnsupported, "no load");
  }
  engine::FileSchema Inspect(const std::string&, engine::FileFormat,
                             const engine::CsvOptions&) override {
    throw Error(ErrorKind::kUnsupported, "no inspect");
  }
  const engine::SessionOptions& options() const override { return options_; }
  void Use(const std::string&, const std::string&) override {}
  void UseRef(const std::string&) override {}

 private:
  ScriptedEngine& engine_;
  engine::SessionOptions options_;
  std::shared_ptr<Cancellation> cancellation_ = std::make_shared<Cancellation>();
};

std::unique_ptr<engine::Session> ScriptedEngine::NewSession(const engine::SessionOptions& options) {
  {
    std::lock_guard lock(mutex_);
    last_options_ = options;
  }
  return std::make_unique<ScriptedSession>(*this, options);
}

std::vector<std::string> ScriptedEngine::statements() const {
  std::lock_guard lock(mutex_);
  return statements_;
}

engine::SessionOptions ScriptedEngine::last_options() const {
  std::lock_guard lock(mutex_);
  return last_options_;
}

}  // namespace tarn::api::trino
