#include "api/iceberg_rest/idempotency.h"

#include <optional>

#include "api/iceberg_rest/api_error.h"

namespace tarn::api::iceberg_rest {
namespace {

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

}  // namespace

void IdempotencyStore::EvictLocked(TimePoint now) {
  while (!order_.empty()) {
    const auto oldest = answers_.find(order_.front());
    const bool over = order_.size() > kMaxAnswers || bytes_ > kMaxBytes;
    if (!over && oldest->second.expires > now) return;
    bytes_ -= oldest->second.response.body.size();
    answers_.erase(oldest);
    order_.pop_front();
  }
}

http::Response IdempotencyStore::Once(const std::string& key, const std::string& fingerprint,
                                      const std::function<http::Response()>& act) {
  if (!IsUuid(key)) ThrowBadRequest(fmt::format("the Idempotency-Key is not a UUID: '{}'", key));
  std::unique_lock lock(mutex_);
  EvictLocked(std::chrono::steady_clock::now());
  while (true) {
    auto [found, mine] = answers_.try_emplace(key);
    if (mine) {
      found->second.fingerprint = fingerprint;
      break;
    }
    if (found->second.fingerprint != fingerprint) {
      throw ApiError(base::ErrorKind::kInvalidArgument, 422, "UnprocessableEntityException",
                     fmt::format("the Idempotency-Key was used for another request: {}", key));
    }
    if (found->second.done) return found->second.response;
    // The same request is at work: its answer is ours, unless it comes to nothing.
    constexpr auto kPatience = std::chrono::seconds(30);
    if (changed_.wait_for(lock, kPatience) == std::cv_status::timeout) {
      throw base::Error(
          base::ErrorKind::kUnavailable,
          fmt::format("the request with this Idempotency-Key is still at work: {}", key));
    }
  }
  lock.unlock();
  std::optional<http::Response> response;
  try {
    response = act();
  } catch (...) {
    lock.lock();
    answers_.erase(key);
    changed_.notify_all();
    throw;
  }
  lock.lock();
  const auto own = answers_.find(key);
  constexpr int kServerErrors = 500;
  if (response->status >= kServerErrors) {
    answers_.erase(own);
  } else {
    own->second.done = true;
    own->second.response = *response;
    own->second.expires = std::chrono::steady_clock::now() + kLifetime;
    own->second.order = order_.insert(order_.end(), key);
    bytes_ += response->body.size();
  }
  changed_.notify_all();
  return *std::move(response);
}

}  // namespace tarn::api::iceberg_rest
