#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/host.h"

namespace tarn::cli {

struct ServeOptions {
  std::string host = "127.0.0.1";
  uint16_t catalog_port = 19120;  // 0: a free one
  uint16_t trino_port = 9080;     // of Trino's protocol; 0: a free one
  std::optional<std::string>
      postgres;                 // "[host:]port" of PostgreSQL's protocol; nothing: not served
  std::string tls_certificate;  // PEM files; both or none
  std::string tls_key;
  bool plain_http = false;  // beyond this machine also without TLS
  // Folders or URIs that clients may have tables in, beside the warehouse.
  std::vector<std::string> allowed_locations;
};

// Something that clients can connect to, e.g. {"Iceberg REST catalog", "http://…:19120/iceberg"}.
struct ServedEndpoint {
  std::string name;
  std::string url;
};

// The servers of one lake, in this process. Start, then Stop, by one thread; destroyed before its
// lake.
class Service {
 public:
  virtual ~Service() = default;
  // kUnavailable when a port is taken; kFailedPrecondition for a host beyond this machine without
  // users or without TLS; errors of http::Server::Listen.
  virtual std::vector<ServedEndpoint> Start() = 0;
  // Takes no new requests and lets those under way finish for at most `drain`; whether they did.
  virtual bool Stop(std::chrono::milliseconds drain) = 0;
  // Where what happens is written down.
  virtual std::string access_log() const = 0;
};

// What makes services: the seam to app, beside Host.
class ServiceHost {
 public:
  virtual ~ServiceHost() = default;
  virtual std::unique_ptr<Service> NewService(Lake& lake, const ServeOptions& options) = 0;
};

}  // namespace tarn::cli
