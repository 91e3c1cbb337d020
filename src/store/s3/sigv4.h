#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace tarn::store::s3 {

// Keys of Amazon's kind. Values; never in logs or messages.
struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string session_token = {};  // of temporary ones
};

// What the service hashes of a request's body when nobody hashed it.
inline constexpr const char* kUnsignedPayload = "UNSIGNED-PAYLOAD";

// What is signed of a request (AWS Signature Version 4, "Create a signed AWS API request").
struct SigningRequest {
  std::string method;
  std::string
      path;  // percent-encoded once, as S3 wants it; of other services there is only "/" here
  std::vector<std::pair<std::string, std::string>> query = {};  // percent-encoded
  std::map<std::string, std::string> headers = {};  // names in lower case; Host among them
  std::string payload_hash;  // SHA-256 of the body in hex, or kUnsignedPayload
};

// The headers that a request has to carry beside those that were signed: Authorization, X-Amz-Date,
// X-Amz-Content-Sha256 and, with temporary credentials, X-Amz-Security-Token. Thread safe.
std::vector<std::pair<std::string, std::string>> Sign(const SigningRequest& request,
                                                      const Credentials& credentials,
                                                      const std::string& region,
                                                      const std::string& service,
                                                      base::TimePoint now);

// SHA-256 in lower-case hex.
std::string Sha256Hex(std::string_view bytes);
// RFC 3986: all but letters, digits and "-._~" as %XX; '/' too unless it is to be kept.
std::string UriEncode(std::string_view text, bool keep_slashes = false);

}  // namespace tarn::store::s3
