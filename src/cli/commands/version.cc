#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {

void AddVersion(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("version", "What is inside this program");
  command->group("About");
  AddCommonOptions(command, context);
  command->callback([&context] {
    context.action = [&context] {
      auto components = context.host().Components();
      if (context.json()) {
        std::string json = fmt::format("{{\"tarn\": {}", JsonString(TARN_VERSION));
        for (const auto& [name, version] : components) {
          json += fmt::format(", {}: {}", JsonString(name), JsonString(version));
        }
        fmt::print("{}}}\n", json);
        return kExitSuccess;
      }
      fmt::print("tarn {}\n", TARN_VERSION);
      for (const auto& [name, version] : components) fmt::print("{} {}\n", name, version);
      return kExitSuccess;
    };
  });
}

}  // namespace tarn::cli
