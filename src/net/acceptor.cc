#include "net/acceptor.h"

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::net {
namespace {

namespace asio = boost::asio;
using base::ErrorKind;
using boost::system::error_code;

[[noreturn]] void FailListen(const error_code& error, const std::string& host, uint16_t port) {
  if (error == asio::error::address_in_use) {
    throw base::Error(ErrorKind::kUnavailable,
                      fmt::format("another process listens already: {}:{}", host, port),
                      "choose another port, or stop the other process");
  }
  if (error == asio::error::access_denied) {
    throw base::Error(ErrorKind::kPermissionDenied,
                      fmt::format("may not listen: {}:{}", host, port),
                      "ports below 1024 belong to the system");
  }
  base::Throw(ErrorKind::kInvalidArgument, "cannot listen ({}): {}:{}", error.message(), host,
              port);
}

}  // namespace

asio::ip::tcp::acceptor OpenAcceptor(asio::io_context& io, const std::string& host, uint16_t port) {
  error_code error;
  asio::ip::tcp::resolver resolver(io);
  const auto found = resolver.resolve(
      host, std::to_string(port),
      asio::ip::tcp::resolver::passive | asio::ip::tcp::resolver::numeric_service, error);
  if (error || found.empty()) FailListen(error, host, port);
  // "localhost" may have two addresses: an address of version 4 is what every client tries.
  asio::ip::tcp::endpoint endpoint = found.begin()->endpoint();
  for (const auto& candidate : found) {
    if (candidate.endpoint().address().is_v4()) endpoint = candidate.endpoint();
  }
  asio::ip::tcp::acceptor acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) FailListen(error, host, port);
  return acceptor;
}

}  // namespace tarn::net
