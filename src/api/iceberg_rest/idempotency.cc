#include "api/iceberg_rest/idempotency.h"

#include <algorithm>

#include "api/iceberg_rest/api_error.h"
#include "base/random.h"
#include "iceberg/json/reader.h"
#include "iceberg/json/writer.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using std::chrono::milliseconds;

constexpr int kServerErrors = 500;
constexpr milliseconds kGrace = std::chrono::minutes(5);
constexpr milliseconds kPurgeEvery = std::chrono::minutes(1);
// Within this process an answer is told at once; another process is asked for it now and then.
constexpr milliseconds kPoll{50};

const std::vector<metadb::Migration>& Migrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "answers to requests with an Idempotency-Key",
       // `status` is NULL while the request is at work, `body` when it was not kept. Times are
       // milliseconds since 1970.
       {"CREATE TABLE rest_idempotency (request_key TEXT NOT NULL PRIMARY KEY, fingerprint TEXT "
        "NOT NULL, owner TEXT NOT NULL, begun BIGINT NOT NULL, lease BIGINT NOT NULL, expires "
        "BIGINT NOT NULL, status BIGINT, headers TEXT, body {blob})",
        "CREATE INDEX rest_idempotency_expires ON rest_idempotency (expires)"}}};
  return migrations;
}

bool IsUuid(const std::string& text) {
  constexpr size_t kLength = 36;
  if (text.size() != kLength) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

std::string SerializeHeaders(const http::Headers& headers) {
  iceberg::json::Writer writer;
  writer.BeginObject();
  for (const auto& [name, value] : headers) writer.Field(name, value);
  writer.EndObject();
  return writer.Take();
}

http::Headers ParseHeaders(const std::string& text) {
  http::Headers headers;
  const auto fields = iceberg::json::ParseDocument(
      text, ErrorKind::kDataCorruption, "headers of a kept answer", iceberg::json::AsStringMap);
  for (const auto& [name, value] : fields) headers.Add(name, value);
  return headers;
}

base::TimePoint At(int64_t ms) { return base::TimePoint(milliseconds(ms)); }

}  // namespace

std::string CheckIdempotencyKey(const std::string& text) {
  if (!IsUuid(text)) ThrowBadRequest(fmt::format("the Idempotency-Key is not a UUID: '{}'", text));
  std::string key = text;
  std::transform(key.begin(), key.end(), key.begin(), [](char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return key;
}

struct IdempotencyStore::Row {
  std::string fingerprint;
  std::string owner;
  int64_t begun = 0;
  int64_t lease = 0;
  int64_t expires = 0;
  std::optional<int64_t> status;
  std::optional<std::string> headers;
  std::optional<metadb::Blob> body;
};

IdempotencyStore::IdempotencyStore(metadb::Database& database, base::Clock& clock,
                                   IdempotencyOptions options)
    : database_(database), clock_(clock), options_(options) {
  database_.Migrate("iceberg_rest", Migrations());
}

IdempotencyStore::~IdempotencyStore() {
  renewer_.request_stop();
  changed_.notify_all();
}

http::Response IdempotencyStore::Once(const KeyedRequest& request) {
  const auto until = std::chrono::steady_clock::now() + options_.patience;
  while (true) {
    std::optional<http::Response> answer;
    if (const auto claim = TryClaim(request, answer)) return Perform(request, *claim);
    if (answer) return *std::move(answer);
    if (std::chrono::steady_clock::now() >= until) {
      throw base::Error(
          ErrorKind::kUnavailable,
          fmt::format("the request with this Idempotency-Key is still at work: {}", request.key));
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kPoll);
  }
}

std::optional<IdempotencyStore::Claim> IdempotencyStore::TryClaim(
    const KeyedRequest& request, std::optional<http::Response>& answer) {
  Purge();
  const int64_t now = clock_.NowMs();
  const int64_t lease = now + options_.lease.count();
  Claim claim{base::NewUuid(), At(now)};
  const int64_t expires = now + (milliseconds(options_.lifetime) + kGrace).count();
  if (database_.Execute("INSERT INTO rest_idempotency (request_key, fingerprint, owner, begun, "
                        "lease, expires) VALUES (?, ?, ?, ?, ?, ?) "
                        "ON CONFLICT (request_key) DO NOTHING",
                        request.key, request.fingerprint, claim.owner, now, lease, expires) == 1) {
    Keep(request.key, claim.owner);
    return claim;
  }
  const auto found =
      database_
          .QueryOne<std::string, std::string, int64_t, int64_t, int64_t, std::optional<int64_t>,
                    std::optional<std::string>, std::optional<metadb::Blob>>(
              "SELECT fingerprint, owner, begun, lease, expires, status, headers, body FROM "
              "rest_idempotency WHERE request_key = ?",
              request.key);
  if (!found) return std::nullopt;  // gone in between: claim it then
  const Row row = std::make_from_tuple<Row>(*found);
  if (row.expires <= now && (row.status || row.lease <= now)) {
    database_.Execute("DELETE FROM rest_idempotency WHERE request_key = ? AND owner = ?",
                      request.key, row.owner);
    return std::nullopt;
  }
  if (row.fingerprint != request.fingerprint) {
    throw ApiError(
        ErrorKind::kInvalidArgument, 422, "UnprocessableEntityException",
        fmt::format("the Idempotency-Key was used for another request: {}", request.key));
  }
  if (row.status) {
    answer = AnswerOf(request, row);
    return std::nullopt;
  }
  if (row.lease > now) return std::nullopt;  // at work
  // Its server died, or could not say how it ended.
  if (database_.Execute("UPDATE rest_idempotency SET owner = ?, lease = ? WHERE request_key = ? "
                        "AND owner = ? AND lease = ? AND status IS NULL",
                        claim.owner, lease, request.key, row.owner, row.lease) != 1) {
    return std::nullopt;
  }
  claim.begun = At(row.begun);
  claim.may_be_done = true;
  Keep(request.key, claim.owner);
  return claim;
}

std::optional<http::Response> IdempotencyStore::AnswerOf(const KeyedRequest& request,
                                                         const Row& row) {
  if (row.body) {
    http::Response response;
    response.status = static_cast<int>(*row.status);
    response.headers = ParseHeaders(row.headers.value_or("{}"));
    response.body = row.body->bytes;
    return response;
  }
  std::optional<http::Response> again;
  if (request.replay) again = request.replay(At(row.begun));
  return again ? std::move(again) : request.act();
}

http::Response IdempotencyStore::Perform(const KeyedRequest& request, const Claim& claim) {
  std::optional<http::Response> response;
  try {
    if (claim.may_be_done && request.replay) response = request.replay(claim.begun);
    if (!response) response = request.act();
  } catch (...) {
    Release(request.key, claim);
    throw;
  }
  if (response->status >= kServerErrors) {
    Release(request.key, claim);
  } else {
    Finish(request, claim, *response);
  }
  return *std::move(response);
}

void IdempotencyStore::Finish(const KeyedRequest& request, const Claim& claim,
                              const http::Response& response) {
  std::optional<metadb::Blob> body;
  if (request.may_store && response.body.size() <= options_.max_body) {
    body = metadb::Blob{response.body};
  }
  try {
    database_.Execute(
        "UPDATE rest_idempotency SET status = ?, headers = ?, body = ? WHERE request_key = ? AND "
        "owner = ?",
        response.status, SerializeHeaders(response.headers), body, request.key, claim.owner);
  } catch (const base::Error&) {
    // The work is done, and that is what the client must hear. Who asks again finds the claim, and
    // by it what was done.
  }
  Forget(request.key, claim.owner);
}

void IdempotencyStore::Release(const std::string& key, const Claim& claim) noexcept {
  try {
    database_.Execute("UPDATE rest_idempotency SET lease = 0 WHERE request_key = ? AND owner = ?",
                      key, claim.owner);
  } catch (...) {  // NOLINT(bugprone-empty-catch): its lease runs out
  }
  Forget(key, claim.owner);
}

void IdempotencyStore::Purge() {
  const int64_t now = clock_.NowMs();
  {
    const std::lock_guard lock(mutex_);
    if (now < next_purge_ms_) return;
    next_purge_ms_ = now + kPurgeEvery.count();
  }
  database_.Execute("DELETE FROM rest_idempotency WHERE expires <= ? AND lease <= ?", now, now);
  const auto last = database_.QueryOne<int64_t>(
      "SELECT expires FROM rest_idempotency ORDER BY expires DESC LIMIT 1 OFFSET ?",
      options_.max_answers);
  if (!last) return;
  database_.Execute(
      "DELETE FROM rest_idempotency WHERE expires <= ? AND (status IS NOT NULL OR lease <= ?)",
      std::get<0>(*last), now);
}

void IdempotencyStore::Keep(const std::string& key, const std::string& owner) {
  const std::lock_guard lock(mutex_);
  at_work_[key] = owner;
  if (renewer_.joinable()) return;
  renewer_ = std::jthread([this](const std::stop_token& stop) { RenewLeases(stop); });
}

void IdempotencyStore::Forget(const std::string& key, const std::string& owner) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = at_work_.find(key);
    if (found != at_work_.end() && found->second == owner) at_work_.erase(found);
  }
  changed_.notify_all();
}

void IdempotencyStore::RenewLeases(const std::stop_token& stop) {
  while (true) {
    std::map<std::string, std::string> claims;
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, stop, options_.renew, [] { return false; });
      if (stop.stop_requested()) return;
      claims = at_work_;
    }
    const int64_t lease = clock_.NowMs() + options_.lease.count();
    try {
      for (const auto& [key, owner] : claims) {
        database_.Execute(
            "UPDATE rest_idempotency SET lease = ? WHERE request_key = ? AND owner = ? AND status "
            "IS NULL AND lease > 0",
            lease, key, owner);
      }
    } catch (const base::Error&) {  // NOLINT(bugprone-empty-catch): tried again next time
    }
  }
}

}  // namespace tarn::api::iceberg_rest
