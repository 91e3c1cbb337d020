#pragma once

#include <functional>
#include <string>

#include "http/headers.h"
#include "http/target.h"

namespace tarn::http {

// A request as handlers see it: whole, within the server's limits, its body without transfer and
// content encoding. A value.
struct Request {
  std::string method;  // as sent, e.g. "GET"
  std::string target;  // as sent, e.g. "/v1/ns%1Fa/tables?pageSize=3"
  std::string path;    // of the target, still percent-encoded: a router splits it, then decodes
  Query query;
  Headers headers;
  std::string body;
  std::string peer;        // "127.0.0.1:40112"; for the log
  bool secure = false;     // came over TLS
  std::string request_id;  // the client's X-Request-ID when it is fit to be logged, else ours
};

// Makes a request without a socket, e.g. in tests; errors as ParseTarget's.
Request MakeRequest(std::string method, std::string target, std::string body = {},
                    Headers headers = {});

// What a body is made of when it is not at hand as a whole: each call gives the next piece, the
// empty string is the end. Called by one thread at a time; may throw, which breaks the connection
// off, so that the client sees that the answer is not whole.
using BodyStream = std::function<std::string()>;

struct Response {
  int status = 200;
  bool may_compress = true;  // false: sent as it is, also to a client that would take gzip
  Headers headers = {};
  std::string body = {};
  BodyStream stream = {};      // when set, `body` is empty
  std::string operation = {};  // filled in by the router: what metrics and the log count by
  std::string user = {};       // filled in by the site: who was let in; for the log
};

// The address that a request came from, without its port.
std::string PeerHost(const Request& request);

// A response with a body and its media type.
Response TextResponse(int status, std::string body, std::string content_type = "text/plain");
Response JsonResponse(int status, std::string body);

// The reason phrase of a status, e.g. "Not Found"; "" for one that is not known.
const char* ReasonPhrase(int status);

}  // namespace tarn::http
