#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/postgres/static_rows.h"
#include "base/error.h"
#include "engine/engine.h"
#include "engine/savepoints.h"

namespace tarn::api::postgres {

// An engine that remembers what it was asked and answers by the text. For one session at a time.
class FakeEngine : public engine::Engine {
 public:
  struct Answer {
    std::vector<engine::Column> columns = {};
    std::vector<std::vector<engine::Value>> rows = {};
    std::string update_type = {};
    std::optional<uint64_t> count = {};
    std::optional<base::Error> error = {};
    bool blocks = false;  // until it is cancelled
  };

  void On(const std::string& sql, Answer answer) { answers[sql] = std::move(answer); }
  // `rows` rows of one bigint, from 0.
  void OnNumbers(const std::string& sql, int64_t rows) {
    Answer answer;
    answer.columns = {{"n", engine::Type{engine::TypeKind::kBigint, 0, 0, {}, {}}}};
    for (int64_t i = 0; i < rows; ++i) answer.rows.push_back({engine::Value{i}});
    On(sql, std::move(answer));
  }
  std::unique_ptr<engine::Session> NewSession(const engine::SessionOptions& options) override;

  std::map<std::string, Answer> answers;
  std::vector<std::string> asked;
  std::vector<std::string> used;  // schemas and references

  void Cancel() {
    std::lock_guard lock(mutex_);
    cancelled_ = true;
    changed_.notify_all();
  }
  // Throws when it is.
  void AwaitCancel() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return cancelled_; });
    cancelled_ = false;
    throw base::Error(base::ErrorKind::kCancelled, "interrupted");
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool cancelled_ = false;
};

class FakeStream : public StaticRows {
 public:
  explicit FakeStream(FakeEngine::Answer answer)
      : StaticRows(answer.columns, answer.rows), answer_(std::move(answer)) {}
  const std::string& update_type() const override { return answer_.update_type; }
  std::optional<uint64_t> update_count() const override { return answer_.count; }

 private:
  FakeEngine::Answer answer_;
};

// Its savepoints are counted: "SAVE 1", "ROLLBACK TO 1".
class FakeSession : public engine::Session, public engine::Savepoints {
 public:
  FakeSession(FakeEngine& engine, engine::SessionOptions options)
      : engine_(engine), options_(std::move(options)) {}
  std::unique_ptr<engine::ResultStream> Execute(std::string_view sql) override {
    engine_.asked.emplace_back(sql);
    FakeEngine::Answer answer = engine_.answers[std::string(sql)];
    if (answer.error) throw base::Error(*answer.error);
    if (answer.blocks) engine_.AwaitCancel();
    return std::make_unique<FakeStream>(std::move(answer));
  }
  std::shared_ptr<const engine::Savepoint> Save() override {
    auto saved = std::make_shared<Saved>();
    saved->number = ++saved_;
    engine_.asked.push_back("SAVE " + std::to_string(saved->number));
    return saved;
  }
  void RollbackTo(const engine::Savepoint& savepoint) override {
    const auto& saved = dynamic_cast<const Saved&>(savepoint);
    engine_.asked.push_back("ROLLBACK TO " + std::to_string(saved.number));
  }
  void Cancel() override { engine_.Cancel(); }
  double progress() const override { return -1; }
  engine::LoadResult Load(const engine::LoadRequest&, base::Progress*,
                          const base::CancelToken&) override {
    return {};
  }
  engine::FileSchema Inspect(const std::string&, engine::FileFormat,
                             const engine::CsvOptions&) override {
    return {};
  }
  const engine::SessionOptions& options() const override { return options_; }
  void Use(const std::string&, const std::string& schema) override {
    engine_.used.push_back(schema);
  }
  void UseRef(const std::string& ref) override { engine_.used.push_back(ref); }

 private:
  struct Saved : engine::Savepoint {
    int number = 0;
  };

  FakeEngine& engine_;
  engine::SessionOptions options_;
  int saved_ = 0;
};

inline std::unique_ptr<engine::Session> FakeEngine::NewSession(
    const engine::SessionOptions& options) {
  return std::make_unique<FakeSession>(*this, options);
}

}  // namespace tarn::api::postgres
