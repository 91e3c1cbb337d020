#include "http/loopback.h"

#include <charconv>

#include <fmt/format.h>

namespace tarn::http {
namespace {

std::string_view WithoutPort(std::string_view authority) {
  if (authority.starts_with('[')) {
    const size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos) return {};
    const std::string_view port = authority.substr(bracket + 1);
    if (!port.empty() && !port.starts_with(':')) return {};
    return authority.substr(1, bracket - 1);
  }
  const size_t colon = authority.find(':');
  // A bare IPv6 address has more than one.
  if (colon != std::string_view::npos && authority.find(':', colon + 1) != std::string_view::npos) {
    return authority;
  }
  return authority.substr(0, colon);
}

// Four decimal numbers of a byte each, the first of them 127.
bool IsLoopbackAddress(std::string_view host) {
  for (int i = 0; i < 4; ++i) {
    int number = -1;
    const auto [end, error] = std::from_chars(host.data(), host.data() + host.size(), number);
    if (error != std::errc() || number < 0 || number > 255 || (i == 0 && number != 127)) {
      return false;
    }
    host.remove_prefix(static_cast<size_t>(end - host.data()));
    if (i == 3) return host.empty();
    if (!host.starts_with('.')) return false;
    host.remove_prefix(1);
  }
  return false;
}

}  // namespace

bool IsLoopbackHost(std::string_view authority) {
  const std::string_view host = WithoutPort(authority);
  if (host == "::1" || EqualsIgnoreCase(host, "localhost")) return true;
  constexpr std::string_view kBelow = ".localhost";
  if (host.size() > kBelow.size() &&
      EqualsIgnoreCase(host.substr(host.size() - kBelow.size()), kBelow)) {
    return true;
  }
  return IsLoopbackAddress(host);
}

std::optional<std::string> ForeignRequest(const Request& request) {
  if (const std::string* host = request.headers.Find("Host");
      host != nullptr && !host->empty() && !IsLoopbackHost(*host)) {
    return fmt::format("this server answers to names of this machine only, not to '{}'", *host);
  }
  if (const std::string* origin = request.headers.Find("Origin"); origin != nullptr) {
    const size_t scheme = origin->find("://");
    if (scheme == std::string::npos ||
        !IsLoopbackHost(std::string_view(*origin).substr(scheme + 3))) {
      return fmt::format("requests of web pages from elsewhere are refused: '{}'", *origin);
    }
  }
  return std::nullopt;
}

}  // namespace tarn::http
