#pragma once

#include <string>

namespace tarn::http {

// A URL of http or https, taken apart for a client.
struct Url {
  bool secure = false;
  std::string host;  // in brackets when it is an IPv6 address
  std::string port;
  std::string target;     // path and query, as they were
  std::string authority;  // host and, when it was given, port: the Host header
};

// kInvalidArgument for what is none, and for one with a user or a blank.
Url ParseUrl(const std::string& text);

}  // namespace tarn::http
