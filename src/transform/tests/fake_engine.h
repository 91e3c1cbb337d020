#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace tarn::transform {

// What a statement gives.
struct FakeResult {
  std::vector<engine::Column> columns;
  std::vector<std::vector<engine::Value>> rows;
  std::string update_type;
  std::optional<uint64_t> update_count;
};

// An engine without data: records every statement and answers by the longest text that an
// answer was given for and that the statement contains. Knows by itself which schemas and relations
// CREATE and DROP made, and answers the queries for them. Thread safe.
class FakeEngine : public engine::Engine {
 public:
  std::unique_ptr<engine::Session> NewSession(const engine::SessionOptions& options) override;

  // A statement that contains `text` (white space squeezed, case as given) gives the result.
  void Answer(const std::string& text, FakeResult result);
  // One row of whole numbers.
  void AnswerCounts(const std::string& text, std::vector<int64_t> counts);
  void AnswerError(const std::string& text, base::ErrorKind kind, const std::string& message);
  // Called with each statement before it is answered, outside of locks.
  void OnStatement(std::function<void(const std::string& sql)> hook) { hook_ = std::move(hook); }

  void AddSchema(const std::string& schema);
  void AddRelation(const std::string& schema, const std::string& name, const std::string& type);
  bool Has(const std::string& schema, const std::string& name) const;

  // Statements in the order they came, squeezed.
  std::vector<std::string> statements() const;
  // Those that contain the text.
  std::vector<std::string> Matching(const std::string& text) const;
  size_t sessions() const;
  // What sessions say of may_repeat; from the next one on.
  void SetMayRepeat(bool has) { may_repeat_ = has; }

  FakeResult Run(const std::string& sql);

 private:
  struct Reply {
    FakeResult result;
    std::optional<base::Error> error;
  };
  std::optional<FakeResult> Catalog(const std::string& sql);
  void Track(const std::string& sql);

  mutable std::mutex mutex_;
  std::function<void(const std::string&)> hook_;
  std::map<std::string, Reply> answers_;
  std::vector<std::string> statements_;
  std::map<std::string, std::map<std::string, std::string>> schemas_;
  size_t sessions_ = 0;
  bool may_repeat_ = true;
};

engine::Value Int(int64_t value);
engine::Value Text(const std::string& value);
engine::Type Bigint();
engine::Type Varchar();

}  // namespace tarn::transform
