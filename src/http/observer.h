#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/clock.h"

namespace tarn::http {

// What became of one request.
struct Exchange {
  base::TimePoint time;  // when its header was there
  std::string listener;  // the name of the listener, e.g. "catalog"
  std::string peer;
  std::string request_id;
  std::string method;
  std::string path;       // without the query: values in it may be secret
  std::string operation;  // "" when no route took it
  std::string user_agent;
  std::string user;                       // who was let in; "" for nobody known
  int status = 0;                         // 0: the client was gone before there was an answer
  std::chrono::microseconds duration{0};  // to the last byte of the answer
  uint64_t request_bytes = 0;             // of the body, as it came
  uint64_t response_bytes = 0;            // of the body, as it went
  bool complete = true;                   // the answer was sent as a whole
};

// Is told of every exchange, on the server's I/O thread: must be quick and must not throw. Thread
// safe.
class ExchangeObserver {
 public:
  virtual ~ExchangeObserver() = default;
  virtual void Observe(const Exchange& exchange) = 0;
};

}  // namespace tarn::http
