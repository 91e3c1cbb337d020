#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "engine/engine.h"

namespace tarn::api::trino {

// What a statement gives: `rows` rows made one batch after the other.
struct Script {
  std::vector<engine::Column> columns = {};
  int64_t rows = 0;
  std::function<engine::Value(size_t column, int64_t row)> value = {};
  std::string update_type = {};
  std::optional<uint64_t> update_count = {};
  std::optional<base::Error> error = {};
  bool blocks = false;  // until it is cancelled, or its reading stopped
  std::vector<engine::Type> parameters = {};
  std::vector<bool> aliased = {};
};

// Answers statements by their text. Thread safe.
class ScriptedEngine : public engine::Engine {
 public:
  static constexpr int64_t kBatchRows = 100;

  void Answer(const std::string& sql, Script script) { scripts_[sql] = std::move(script); }
  std::unique_ptr<engine::Session> NewSession(const engine::SessionOptions& options) override;

  std::vector<std::string> statements() const;
  int64_t batches() const { return batches_; }
  int sessions() const { return sessions_; }   // made
  int open_sessions() const { return open_; }  // not destroyed yet
  engine::SessionOptions last_options() const;

 private:
  friend class ScriptedSession;
  friend class ScriptedStream;
  mutable std::mutex mutex_;
  std::map<std::string, Script> scripts_;
  std::vector<std::string> statements_;
  engine::SessionOptions last_options_;
  std::atomic<int64_t> batches_{0};
  std::atomic<int> sessions_{0}, open_{0};
};

}  // namespace tarn::api::trino
