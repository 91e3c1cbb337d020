#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace tarn::http {

// Whether a host, with or without a port ("localhost:80", "[::1]:80", "127.0.0.2"), can only be
// this machine: localhost and names below it, 127.0.0.0/8, ::1.
bool IsLoopbackHost(std::string_view authority);

// What a server on loopback without authentication must refuse, told in words, or nothing: a
// request that a web page of somewhere else makes in a browser of this machine, by its Origin or,
// after DNS rebinding, by its Host.
std::optional<std::string> ForeignRequest(const Request& request);

}  // namespace tarn::http
