#pragma once

#include <memory>
#include <string>

#include "http/observer.h"

namespace tarn::http {

// One line of JSON an exchange: time, listener, peer, request_id, method, path, operation, status,
// user, duration_ms, request_bytes, response_bytes, user_agent, complete. Never a header that may
// carry credentials, a query or a body. Of each value at most 1,024 bytes are written.
std::string AccessLogLine(const Exchange& exchange);

// Writes those lines to a RotatingFile; errors as its.
std::unique_ptr<ExchangeObserver> OpenAccessLog(const std::string& path);

}  // namespace tarn::http
