#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/headers.h"

namespace tarn::http {

struct GetOptions {
  std::chrono::milliseconds timeout{10'000};                      // for all of it
  size_t body_bytes = size_t{1} << 20;                            // more is an error
  std::vector<std::pair<std::string, std::string>> headers = {};  // sent as they are
  // Statuses 401, 403 and 404 are kUnauthenticated, kPermissionDenied and kNotFound instead of
  // kUnavailable.
  bool status_kinds = false;
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

struct ClientRequest {
  std::string method = "GET";
  std::string url;  // sent as it is: percent-encoded
  Headers headers = {};
  std::string_view body = {};
};

struct ClientResponse {
  int status = 0;
  Headers headers = {};
  std::string body = {};
};

struct ClientOptions {
  std::chrono::milliseconds timeout{60'000};  // for a request, from the name's address to the end
  size_t body_bytes = size_t{256} << 20;      // of an answer; more is an error
  size_t idle_connections = 32;               // kept for later requests, of all hosts together
  std::chrono::seconds idle_time{30};         // for which they are kept
};

// Sends requests over http and https, and keeps connections for the next ones. Certificates are
// checked as Get does. Thread safe: as many connections as requests at once.
//
// Errors: kInvalidArgument for a URL that is none, or a header with a line break; kUnavailable when
// no answer comes in time. Any status is an answer. A request on a connection that was kept, and
// that the server closed without a word, is sent again on a new one.
class Client {
 public:
  explicit Client(ClientOptions options = {});
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  ClientResponse Send(const ClientRequest& request);

 private:
  struct Pool;
  const ClientOptions options_;
  const std::unique_ptr<Pool> pool_;
};

}  // namespace tarn::http
