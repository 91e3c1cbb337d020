#include "app/lake_service.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "api/iceberg_rest/routes.h"
#include "api/iceberg_rest/service.h"
#include "api/lake/routes.h"
#include "api/nessie/routes.h"
#include "api/nessie/service.h"
#include "api/postgres/service.h"
#include "api/trino/service.h"
#include "app/access_gate.h"
#include "app/author.h"
#include "app/lake_config.h"
#include "app/lake_store.h"
#include "app/tracked_statements.h"
#include "auth/authorizer.h"
#include "auth/identity.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "engine/embedded/adapter/private_database.h"
#include "events/dispatcher.h"
#include "http/access_log.h"
#include "http/client.h"
#include "http/loopback.h"
#include "http/metrics.h"
#include "http/rotating_file.h"
#include "http/server.h"
#include "http/site.h"
#include "net/stream_server.h"
#include "query/query_tracker.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

// Whether only this machine can reach the address. A name may mean another one tomorrow.
bool IsOwnAddress(const std::string& host) {
  const bool is_address = host.find_first_not_of("0123456789.:") == std::string::npos;
  return is_address && http::IsLoopbackHost(host);
}

// The address to listen on, once it is known to be safe there.
std::string CheckedHost(const cli::ServeOptions& options, bool known_users) {
  const std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
  if (IsOwnAddress(host)) return host;
  if (!known_users) {
    throw Error(ErrorKind::kFailedPrecondition,
                fmt::format("without users tarn serve listens on this machine's own addresses "
                            "only: not on '{}'",
                            host),
                "make one: tarn user add NAME --role admin");
  }
  if (options.tls_certificate.empty() && !options.plain_http) {
    throw Error(
        ErrorKind::kFailedPrecondition,
        fmt::format("passwords and tokens would cross the network in the clear: '{}'", host),
        "give --tls-cert and --tls-key, or --plain-http when a proxy in front has TLS");
  }
  return host;
}

struct HostAndPort {
  std::string host;
  uint16_t port = 0;
};

// "[host:]port" of an option. kInvalidArgument for what is none.
HostAndPort ParseHostAndPort(const std::string& text, const std::string& default_host) {
  const size_t colon = text.rfind(':');
  HostAndPort place;
  place.host = colon == std::string::npos ? default_host : text.substr(0, colon);
  if (place.host.size() > 2 && place.host.front() == '[' && place.host.back() == ']') {
    place.host = place.host.substr(1, place.host.size() - 2);
  }
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  const auto read = std::from_chars(port.data(), port.data() + port.size(), place.port);
  if (port.empty() || read.ec != std::errc() || read.ptr != port.data() + port.size()) {
    throw Error(ErrorKind::kInvalidArgument, "no [host:]port: " + text,
                "for example 5433, or 127.0.0.1:5433");
  }
  return place;
}

std::string LogFolder(const cli::Lake& lake) {
  const std::string folder = lake.info().log_folder + "/serve";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    base::Throw(ErrorKind::kPermissionDenied, "cannot make the folder of logs ({}): {}",
                error.message(), folder);
  }
  return folder;
}

std::string UrlOf(bool tls, const std::string& host, uint16_t port, const std::string& path) {
  const bool bracket = host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}{}", tls ? "https" : "http", bracket ? "[" : "", host,
                     bracket ? "]" : "", port, path);
}

// The gate of a lake with users, which from here on asks who does something; null for a lake
// without, where everybody on this machine may do everything.
std::unique_ptr<AccessGate> GateOf(cli::Lake& lake) {
  if (!lake.access().required()) return nullptr;
  lake.RequireIdentity();
  return std::make_unique<AccessGate>(lake.access());
}

// What clients of a lake in S3 reach its objects by; null for others.
std::unique_ptr<store::s3::S3Access> S3Of(const cli::Lake& lake) {
  const LakeConfig config = ReadLakeConfig(lake.info().folder);
  if (!IsInS3(config)) return nullptr;
  return std::make_unique<store::s3::S3Access>(S3OptionsOf(config));
}

// Statements of PostgreSQL's clients that run at once.
constexpr int kPostgresThreads = 16;

// A lake whose statements are measured, for system.runtime.queries and the history, and put tables
// only where clients may have them.
cli::Lake& Prepared(cli::Lake& lake, const cli::ServeOptions& options) {
  lake.MeasureStatements();
  lake.RestrictLocations(options.allowed_locations);
  return lake;
}

// Each API is a router under its prefix of a site; each port is a site.
class LakeService : public cli::Service {
 public:
  LakeService(cli::Lake& lake, const cli::ServeOptions& options)
      : lake_(Prepared(lake, options)),
        gate_(GateOf(lake)),
        host_(CheckedHost(options, gate_ != nullptr)),
        tls_{options.tls_certificate, options.tls_key},
        port_(options.catalog_port),
        trino_port_(options.trino_port),
        log_folder_(LogFolder(lake)),
        access_log_path_(log_folder_ + "/access.jsonl"),
        access_log_(http::OpenAccessLog(access_log_path_)),
        reports_(log_folder_ + "/metrics-reports.jsonl"),
        hook_log_(log_folder_ + "/web-hooks.log"),
        s3_(S3Of(lake)),
        iceberg_rest_(lake.catalog(), lake.database(), IcebergOptions(options)),
        nessie_(lake.catalog(), lake.database(), "main"),
        lake_api_(lake.catalog(), lake.engine()),
        slow_log_(log_folder_ + "/slow-queries.jsonl"),
        trino_(lake.engine(), lake.queries(),
               {.environment = lake.info().name,
                .queries = {.segments = {.folder = lake.info().temp_folder}}}),
        site_(SiteOptions({"/iceberg/*v1/oauth/tokens"})),
        // What Trino's coordinator tells everybody: its version, and that it is there.
        trino_site_(
            SiteOptions({"/v1/info", "/v1/info/state", "/v1/info/coordinator", "/v1/status",
                         // Segments have names that nobody guesses; clients send no password there.
                         "/v1/spooled/download/*", "/v1/spooled/ack/*"})),
        server_(http::ServerOptions{.observers = {&metrics_, access_log_.get()}}) {
    site_.Mount(api::iceberg_rest::kMount, api::iceberg_rest::NewRouter(iceberg_rest_));
    site_.Mount(api::lake::kMount, api::lake::NewRouter(lake_api_));
    site_.Mount(api::nessie::kMount, api::nessie::NewRouter(nessie_));
    trino_site_.Mount("", api::trino::NewRouter(trino_));
    lake.queries().SetSlowLog(
        [this](const query::QueryInfo& info) { slow_log_.Append(api::trino::QueryLogLine(info)); });
    metrics_.AddGauge("tarn_queries_running", "Queries that run.",
                      [this] { return static_cast<double>(lake_.queries().running()); });
    metrics_.AddGauge("tarn_queries_queued", "Queries that wait for their resource group.",
                      [this] { return static_cast<double>(lake_.queries().queued()); });
    if (options.postgres) AddPostgres(options);
    metrics_.AddGauge("tarn_queries_waiting", "Steps of statements that wait for a thread.",
                      [this] { return static_cast<double>(trino_.queries().waiting()); });
    metrics_.AddGauge("tarn_http_connections", "Open connections.",
                      [this] { return static_cast<double>(server_.counts().connections); });
    metrics_.AddGauge("tarn_http_requests_in_progress", "Requests being read or answered.",
                      [this] { return static_cast<double>(server_.counts().requests); });
  }

  std::vector<cli::ServedEndpoint> Start() override {
    const uint16_t port = server_.Listen(
        "catalog", host_, port_,
        [this](const http::Request& request) { return site_.Handle(request); }, tls_);
    const uint16_t trino_port = server_.Listen(
        "trino", host_, trino_port_,
        [this](const http::Request& request) { return trino_site_.Handle(request); }, tls_);
    uint16_t postgres_port = 0;
    if (postgres_server_) {
      postgres_port = postgres_server_->Listen(postgres_place_.host, postgres_place_.port, tls_);
    }
    // What a server that was killed had begun, and nobody can go on with.
    lake_.catalog().RecoverDeadWriters();
    server_.Start();
    if (postgres_server_) postgres_server_->Start();
    StartHooks();
    std::vector<cli::ServedEndpoint> endpoints = {
        {"Iceberg REST catalog", UrlOf(tls_.configured(), host_, port, api::iceberg_rest::kMount)},
        {"Nessie API", UrlOf(tls_.configured(), host_, port, api::nessie::kMount)},
        {"Trino protocol", UrlOf(tls_.configured(), host_, trino_port, "")},
        {"health", UrlOf(tls_.configured(), host_, port, "/health")},
        {"metrics", UrlOf(tls_.configured(), host_, port, "/metrics")}};
    if (postgres_server_) {
      const bool bracket = postgres_place_.host.find(':') != std::string::npos;
      endpoints.push_back({"PostgreSQL protocol",
                           fmt::format("postgresql://{}{}{}:{}/iceberg", bracket ? "[" : "",
                                       postgres_place_.host, bracket ? "]" : "", postgres_port)});
    }
    return endpoints;
  }

  ~LakeService() override { lake_.queries().SetSlowLog({}); }

  bool Stop(std::chrono::milliseconds drain) override {
    const auto until = std::chrono::steady_clock::now() + drain;
    bool in_time = server_.Stop(drain);
    if (postgres_server_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          until - std::chrono::steady_clock::now());
      in_time &= postgres_server_->Stop(std::max(left, std::chrono::milliseconds(0)));
    }
    hooks_.reset();
    return in_time;
  }
  std::string access_log() const override { return access_log_path_; }

 private:
  api::iceberg_rest::ServiceOptions IcebergOptions(const cli::ServeOptions& options) {
    api::iceberg_rest::ServiceOptions service;
    service.lake_name = lake_.info().name;
    service.author = Author();
    service.allowed_locations = options.allowed_locations;
    if (gate_ != nullptr) service.authenticator = &gate_->authenticator();
    service.keep_report = [this](const std::string& line) { reports_.Append(line); };
    service.s3 = s3_.get();
    if (gate_ != nullptr) {
      service.may_use = [this](bool write, const std::string& ref, const std::string& table) {
        const auto identity = auth::CurrentIdentity();
        return identity &&
               auth::Authorizer(lake_.access().directory().Get(), identity)
                   .Allows(write ? auth::Action::kWrite : auth::Action::kRead, ref, table);
      };
    }
    return service;
  }

  void AddPostgres(const cli::ServeOptions& options) {
    postgres_place_ = ParseHostAndPort(*options.postgres, host_);
    cli::ServeOptions where = options;
    where.host = postgres_place_.host;
    postgres_place_.host = CheckedHost(where, gate_ != nullptr);
    api::postgres::ServiceOptions service;
    service.lake_name = lake_.info().name;
    service.passwords_in_the_clear = options.plain_http;
    service.head_of = [this](const std::string& ref) {
      return lake_.catalog().Snapshot(ref)->commit_hash();
    };
    statements_ = std::make_unique<TrackedStatements>(lake_.queries());
    service.gate = statements_.get();
    service.new_private_database = [] { return engine::embedded::NewPrivateDatabase(); };
    if (gate_ != nullptr) {
      service.authenticate = [this](const std::string& user, const std::string& password,
                                    const std::string& peer) {
        return gate_->LogIn(user, password, peer);
      };
    }
    postgres_ = std::make_unique<api::postgres::Service>(lake_.engine(), std::move(service));
    postgres_server_ = std::make_unique<net::StreamServer>(
        net::StreamServerOptions{.worker_threads = kPostgresThreads},
        [this](const net::Peer& peer) { return postgres_->NewConversation(peer); });
    metrics_.AddGauge("tarn_postgres_connections", "Open connections of PostgreSQL's clients.",
                      [this] { return static_cast<double>(postgres_server_->connections()); });
  }

  // `open`: what everybody may ask for, also where users are known.
  http::Site::Options SiteOptions(std::vector<std::string> open) {
    http::Site::Options options;
    options.metrics = &metrics_;
    options.check_health = [this] { CheckHealth(); };
    if (gate_ == nullptr) return options;
    // Who comes in by a token or a password is no web page of elsewhere: browsers send neither.
    options.loopback_only = false;
    options.admit = [this, open = std::move(open)](const http::Request& request) {
      return gate_->Admit(request, open);
    };
    return options;
  }

  // From here on commits are told of, whoever makes them.
  void StartHooks() {
    std::vector<events::Hook> hooks = ReadLakeConfig(lake_.info().folder).hooks;
    if (hooks.empty()) return;
    events::DispatcherOptions options;
    options.folder = lake_.info().folder + "/.tarn/events";
    options.source = "/lakes/" + http::PercentEncode(lake_.info().name);
    options.log = [this](const std::string& message) {
      hook_log_.Append(base::FormatTimestamp(base::Clock::System().Now()) + " " + message);
    };
    hooks_ = std::make_unique<events::Dispatcher>(
        lake_.catalog().repository(), std::move(hooks), std::move(options),
        [](const events::Delivery& delivery) {
          http::Post(delivery.url, delivery.body, {.headers = delivery.headers});
        });
    metrics_.AddGauge("tarn_events_delivered", "Events that web hooks took since the start.",
                      [this] { return Sum(&events::HookCounts::delivered); });
    metrics_.AddGauge("tarn_events_failed", "Tries to tell web hooks that failed since the start.",
                      [this] { return Sum(&events::HookCounts::failed); });
  }
  double Sum(uint64_t events::HookCounts::* count) const {
    double sum = 0;
    for (const auto& counts : hooks_->counts()) sum += static_cast<double>(counts.*count);
    return sum;
  }

  void CheckHealth() {
    const auth::IdentityScope scope(auth::SystemIdentity());
    lake_.catalog().Snapshot("main");
  }

  cli::Lake& lake_;
  const std::unique_ptr<AccessGate> gate_;  // null: everybody may come in
  const std::string host_;
  const net::TlsFiles tls_;
  const uint16_t port_;
  const uint16_t trino_port_;
  const std::string log_folder_;
  const std::string access_log_path_;
  http::Metrics metrics_;
  std::unique_ptr<http::ExchangeObserver> access_log_;
  http::RotatingFile reports_;
  http::RotatingFile hook_log_;
  const std::unique_ptr<store::s3::S3Access> s3_;  // null unless the lake is in S3
  api::iceberg_rest::Service iceberg_rest_;
  api::nessie::Service nessie_;
  api::lake::Service lake_api_;
  http::RotatingFile slow_log_;
  api::trino::Service trino_;
  http::Site site_;
  http::Site trino_site_;
  http::Server server_;
  std::unique_ptr<events::Dispatcher> hooks_;  // null without any
  HostAndPort postgres_place_;
  // Null when PostgreSQL's protocol is not served; the server goes first.
  std::unique_ptr<TrackedStatements> statements_;
  std::unique_ptr<api::postgres::Service> postgres_;
  std::unique_ptr<net::StreamServer> postgres_server_;
};

}  // namespace

std::unique_ptr<cli::Service> LakeServiceHost::NewService(cli::Lake& lake,
                                                          const cli::ServeOptions& options) {
  return std::make_unique<LakeService>(lake, options);
}

}  // namespace tarn::app
