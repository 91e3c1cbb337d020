#include "cli/commands/serve.h"

#include <condition_variable>
#include <mutex>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/service.h"

namespace tarn::cli {
namespace {

struct ServeCommand {
  ServeOptions options;
  int drain_seconds = 10;
};

void PrintEndpoints(Context& context, const std::vector<ServedEndpoint>& endpoints,
                    const std::string& access_log) {
  if (context.json()) {
    std::string text = "{\"endpoints\": [";
    for (size_t i = 0; i < endpoints.size(); ++i) {
      text += fmt::format("{}{{\"name\": {}, \"url\": {}}}", i == 0 ? "" : ", ",
                          JsonString(endpoints[i].name), JsonString(endpoints[i].url));
    }
    fmt::print("{}], \"access_log\": {}}}\n", text, JsonString(access_log));
  } else {
    fmt::print("serving the lake {} ({})\n", context.lake().info().name,
               context.lake().info().folder);
    for (const auto& endpoint : endpoints) {
      fmt::print("  {:<22} {}\n", endpoint.name, endpoint.url);
    }
    fmt::print("  {:<22} {}\nCtrl-C stops it.\n", "access log", access_log);
  }
  // Who started it waits for these lines, perhaps through a pipe.
  std::fflush(stdout);
}

int Serve(Context& context, ServiceHost& services, const ServeCommand& command) {
  std::mutex mutex;
  std::condition_variable changed;
  bool stop = false;
  // Signals count from here on, so that one that comes during the start is not lost.
  InterruptScope interrupt([&] {
    std::lock_guard lock(mutex);
    stop = true;
    changed.notify_all();
  });
  const auto service = services.NewService(context.lake(), command.options);
  const auto endpoints = service->Start();
  PrintEndpoints(context, endpoints, service->access_log());
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return stop; });
  }
  if (!service->Stop(std::chrono::seconds(command.drain_seconds))) {
    context.PrintHint(
        fmt::format("requests that took more than {} s were broken off", command.drain_seconds));
  }
  return kExitSuccess;
}

}  // namespace

void AddServe(CLI::App& app, Context& context, ServiceHost& services) {
  auto command = std::make_shared<ServeCommand>();
  auto* serve = app.add_subcommand(
      "serve",
      "Serve the lake to other programs: an Iceberg REST catalog and Nessie's API, both with "
      "branches, and SQL for Trino's clients");
  serve->group("Services");
  serve
      ->add_option(
          "--host", command->options.host,
          "The address to listen on; beyond this machine only with users and TLS (default: "
          "127.0.0.1)")
      ->type_name("ADDRESS");
  serve
      ->add_option("--catalog-port", command->options.catalog_port,
                   "The port of the catalog; 0 takes a free one (default: 19120)")
      ->type_name("PORT");
  serve
      ->add_option("--trino-port", command->options.trino_port,
                   "The port of Trino's protocol; 0 takes a free one (default: 9080)")
      ->type_name("PORT");
  serve
      ->add_option_function<std::vector<std::string>>(
          "--postgres",
          [command](const std::vector<std::string>& where) {
            command->options.postgres = where.empty() || where[0].empty() ? "5433" : where[0];
          },
          "Speak PostgreSQL's protocol as well, for psql and its like (default: port 5433); 0 "
          "takes "
          "a free port")
      ->type_name("[HOST:]PORT")
      ->expected(0, 1);
  serve
      ->add_option("--allow-location", command->options.allowed_locations,
                   "A folder or URI that tables may lie in beside the warehouse; may be repeated")
      ->type_name("LOCATION");
  serve
      ->add_option(
          "--tls-cert", command->options.tls_certificate,
          "The server's certificate with its chain (PEM): every port then speaks TLS; read "
          "again when it is renewed")
      ->type_name("FILE");
  serve->add_option("--tls-key", command->options.tls_key, "The certificate's private key (PEM)")
      ->type_name("FILE");
  serve->add_flag("--plain-http", command->options.plain_http,
                  "Listen beyond this machine without TLS: for a proxy in front that has it");
  serve
      ->add_option("--drain", command->drain_seconds,
                   "How long requests may take to finish at the end (default: 10)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600));
  AddCommonOptions(serve, context);
  AddExamples(
      serve,
      "Examples:\n"
      "  tarn serve                         the lake of this folder, on ports 19120 and 9080\n"
      "  tarn serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem\n"
      "                                     for others, who log in (tarn user, tarn token)\n"
      "  tarn serve --catalog-port 0 --trino-port 0 --json\n"
      "                                     free ports, and where they are as JSON\n"
      "  tarn serve --postgres              PostgreSQL's protocol on port 5433 as well\n"
      "\n"
      "PyIceberg:\n"
      "  load_catalog('tarn', type='rest', uri='http://127.0.0.1:19120/iceberg')\n"
      "A branch:\n"
      "  uri='http://127.0.0.1:19120/iceberg/dev'\n"
      "Nessie's command line:\n"
      "  nessie --endpoint http://127.0.0.1:19120/api/v1 branch\n"
      "Trino's command line:\n"
      "  trino --server http://127.0.0.1:9080 --catalog iceberg --schema gold\n"
      "psql:\n"
      "  psql 'host=127.0.0.1 port=5433 dbname=iceberg user=me'");
  serve->callback([&context, &services, command] {
    context.action = [&context, &services, command] { return Serve(context, services, *command); };
  });
}

}  // namespace tarn::cli
