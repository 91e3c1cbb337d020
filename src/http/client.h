#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tarn::http {

struct GetOptions {
  std::chrono::milliseconds timeout{10'000};  // for all of it
  size_t body_bytes = size_t{1} << 20;        // more is an error
};

// The body of a GET over http or https, as text. Certificates are checked against the system's
// roots and the host's name. Blocks. Follows no redirects: what is asked for here is trusted for
// where it is. kInvalidArgument for a URL that is none; kUnavailable when there is no answer with
// status 200 in time.
std::string Get(const std::string& url, const GetOptions& options = {});

struct PostOptions {
  std::chrono::milliseconds timeout{10'000};  // for all of it
  // Sent as they are; Content-Type among them.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// Sends a body. As Get, but for: the answer's body is not read;
// kUnavailable unless it comes in time with a status of 200 to 299; kInvalidArgument also for a
// header with a line break.
void Post(const std::string& url, const std::string& body, const PostOptions& options = {});

}  // namespace tarn::http
