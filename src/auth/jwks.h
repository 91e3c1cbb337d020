#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "auth/jwt.h"
#include "base/clock.h"

namespace tarn::auth {

// A public key that signatures are checked with: RSA of 2,048 bits at least for RS256, P-256 for
// ES256 (RFC 7517, RFC 7518 section 6). Immutable and thread safe.
class PublicKey {
 public:
  virtual ~PublicKey() = default;
  virtual const std::string& key_id() const = 0;
  virtual bool Verify(const Jwt& token) const = 0;
};

// The keys of a JWK set that can check signatures; others in it are passed over. kInvalidArgument
// for what is no JWK set, or has no such key; at most kMaxKeys are read.
inline constexpr size_t kMaxKeys = 100;
using KeyList = std::vector<std::shared_ptr<const PublicKey>>;
KeyList ParseJwks(std::string_view json);

// Gives a document: a file's content, or what a web server answers. Throws when there is none.
using FetchDocument = std::function<std::string(const std::string& location)>;

// The keys at a location, read when first needed and again when they are older than `lifetime` or a
// token names a key that is not among them, but then at most once in `pause`. While the location
// does not answer, the keys that were there go on to be used. Thread safe; fetching blocks.
class JwksCache {
 public:
  // `location` is asked for when keys are fetched: it may have to be discovered first.
  JwksCache(std::function<std::string()> location, FetchDocument fetch, base::Clock& clock,
            std::chrono::seconds lifetime = std::chrono::minutes(10),
            std::chrono::seconds pause = std::chrono::seconds(10));

  // Whether a key signed the token: the one that it names, or, when it names none, any.
  // kUnavailable when keys were never to be had.
  bool Verify(const Jwt& token);

 private:
  KeyList Keys(bool again);

  const std::function<std::string()> location_;
  const FetchDocument fetch_;
  base::Clock& clock_;
  const std::chrono::seconds lifetime_;
  const std::chrono::seconds pause_;
  std::mutex mutex_;
  KeyList keys_;
  base::TimePoint fetched_;
  base::TimePoint tried_;
};

}  // namespace tarn::auth
