#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "http/message.h"
#include "metadb/database.h"

namespace tarn::api::iceberg_rest {

struct IdempotencyOptions {
  // From the first request on; what config tells. Rows stay a little longer than that.
  std::chrono::minutes lifetime{30};
  // How long a request is believed to be at work after its server was last heard of.
  std::chrono::milliseconds lease{20'000};
  std::chrono::milliseconds renew{5'000};
  // How long a request waits for the same one that is at work.
  std::chrono::milliseconds patience{30'000};
  int64_t max_answers = 100'000;  // beyond it the oldest go early
  size_t max_body = 4'096;        // bytes; longer ones are made again
};

// An Idempotency-Key in lower case; kInvalidArgument unless it is a UUID.
std::string CheckIdempotencyKey(const std::string& text);

// A request that carries an Idempotency-Key.
struct KeyedRequest {
  std::string key;          // checked
  std::string fingerprint;  // stands for who asks for what
  // Does what is asked.
  std::function<http::Response()> act;
  // The answer to what another server, or this one before, did for this key since a time, perhaps
  // without having told anybody; none when nothing was done. Null: doing it again does no harm.
  std::function<std::optional<http::Response>(base::TimePoint since)> replay;
  // Whether the answer may be stored: it has no secrets, and names nothing that this process alone
  // has.
  bool may_store = true;
};

// Remembers the answers to requests that carry an Idempotency-Key, so that a client that did not
// get its answer can ask again, any server of the lake, without the work being done twice (REST
// catalog OpenAPI, parameter idempotency-key). Kept in the metadata database:
//
// - A request claims its key there first. The same request that comes meanwhile waits for its
//   answer, wherever it comes in. The claim of a server that died ends with its lease; who takes it
//   over looks whether the work was done before doing it.
// - Answers below 500 are kept for the lifetime; of one that is long, or must not be stored,
//   only the status, and it is made again by `replay`. After 500 and above the request is done
//   again, unless `replay` finds that it was done.
//
// Errors: 422 for a key that came with something else before, kUnavailable when the same request is
// at work for too long, and those of metadb::Executor. Thread safe; `database` and `clock` outlive
// it.
class IdempotencyStore {
 public:
  IdempotencyStore(metadb::Database& database, base::Clock& clock, IdempotencyOptions options = {});
  ~IdempotencyStore();
  IdempotencyStore(const IdempotencyStore&) = delete;
  IdempotencyStore& operator=(const IdempotencyStore&) = delete;

  http::Response Once(const KeyedRequest& request);

  std::chrono::minutes lifetime() const { return options_.lifetime; }

 private:
  // A key that is ours to answer.
  struct Claim {
    std::string owner;  // a random name, of this claim alone
    base::TimePoint begun;
    bool may_be_done = false;  // somebody had it before
  };
  struct Row;

  // A claim, or the answer; neither while the request is at work elsewhere.
  std::optional<Claim> TryClaim(const KeyedRequest& request, std::optional<http::Response>& answer);
  std::optional<http::Response> AnswerOf(const KeyedRequest& request, const Row& row);
  http::Response Perform(const KeyedRequest& request, const Claim& claim);
  void Finish(const KeyedRequest& request, const Claim& claim, const http::Response& response);
  void Release(const std::string& key, const Claim& claim) noexcept;
  void Purge();
  void Keep(const std::string& key, const std::string& owner);
  void Forget(const std::string& key, const std::string& owner);
  void RenewLeases(const std::stop_token& stop);

  metadb::Database& database_;
  base::Clock& clock_;
  const IdempotencyOptions options_;

  std::mutex mutex_;
  std::condition_variable_any changed_;         // an answer came, or the end
  std::map<std::string, std::string> at_work_;  // by key, the owner of each claim of this process
  int64_t next_purge_ms_ = 0;
  std::jthread renewer_;  // runs from the first claim on
};

}  // namespace tarn::api::iceberg_rest
