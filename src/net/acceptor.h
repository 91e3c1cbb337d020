#pragma once

#include <cstdint>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

// Only for .cc files of net and http: it includes Boost.
namespace tarn::net {

// A socket that listens; `port` 0 takes a free one. kUnavailable when another process has the port,
// kPermissionDenied when this user may not bind it, kInvalidArgument for a host that is no address
// of this machine.
boost::asio::ip::tcp::acceptor OpenAcceptor(boost::asio::io_context& io, const std::string& host,
                                            uint16_t port);

}  // namespace tarn::net
