#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "http/client.h"
#include "store/s3/s3_options.h"

namespace tarn::store::s3 {

struct S3Request {
  std::string method = "GET";
  std::string bucket;
  std::string key = {};  // not encoded; empty for the bucket itself
  std::vector<std::pair<std::string, std::string>> query = {};  // not encoded
  http::Headers headers = {};                                   // signed with the rest
  std::string_view body = {};
};

struct S3Response {
  int status = 0;
  http::Headers headers = {};
  std::string body = {};
  int attempts = 1;
};

// Signs and sends requests, and sends them again when the service could not serve them (statuses
// 429, 500, 502, 503, 504, no answer at all), with growing pauses. Thread safe.
class S3Client {
 public:
  S3Client(S3Options options, base::Clock& clock);

  const S3Options& options() const { return options_; }
  // Any other status is an answer. kUnavailable when no try gave one.
  S3Response Send(const S3Request& request);
  // The error for an answer that is none of those that a caller wants: kPermissionDenied,
  // kNotFound, kInvalidArgument (another region), else kUnavailable. `what` tells what was done,
  // `path` to what.
  [[noreturn]] static void ThrowStatus(const S3Response& response, const std::string& what,
                                       const std::string& path);

 private:
  http::ClientRequest Signed(const S3Request& request) const;

  const S3Options options_;
  base::Clock& clock_;
  const std::string scheme_;  // "https://"
  const std::string host_;    // of the endpoint, with its port
  http::Client client_;
};

}  // namespace tarn::store::s3
