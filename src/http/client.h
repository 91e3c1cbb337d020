#pragma once

#include <chrono>
#include <cstddef>
#include <string>

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

}  // namespace tarn::http
