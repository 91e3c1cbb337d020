#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct InitOptions {
  std::string folder = ".";
  std::string name;
  std::string example;
};

int Init(Context& context, const InitOptions& options) {
  auto files = context.host().InitLake(options.folder, options.name, options.example);
  std::string folder = std::filesystem::absolute(options.folder).lexically_normal().string();
  if (context.json()) {
    std::string list;
    for (const auto& file : files) list += (list.empty() ? "" : ", ") + JsonString(file);
    fmt::print("{{\"lake\": {}, \"files\": [{}]}}\n", JsonString(folder), list);
    return kExitSuccess;
  }
  fmt::print("made a lake in {} ({} files)\n", folder, files.size());
  std::string go = options.folder == "." ? "" : fmt::format("cd {} && ", options.folder);
  if (options.example.empty()) {
    fmt::print("next: {}tarn ingest FILE.csv --table bronze.mine\n", go);
  } else {
    fmt::print("next: {}tarn run\n", go);
  }
  return kExitSuccess;
}

}  // namespace

void AddInit(CLI::App& app, Context& context) {
  auto options = std::make_shared<InitOptions>();
  auto* command = app.add_subcommand("init", "Make a lake: a folder with a tarn.yaml");
  command->group("Begin");
  command->add_option("DIR", options->folder, "Where; made when it is not there (default: here)")
      ->type_name("DIR");
  command
      ->add_option(
          "--example", options->example,
          fmt::format("Copy an example into it: {}", fmt::join(context.host().Examples(), ", ")))
      ->type_name("NAME");
  command->add_option("--name", options->name, "The lake's name (default: the folder's)")
      ->type_name("NAME");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn init --example ecommerce shop   a lake with data, models, checks and a "
              "pipeline\n"
              "  tarn init                            an empty lake in this folder\n"
              "\n"
              "Exit codes:\n"
              "  5 there is a lake already   4 no such example   8 the folder cannot be written");
  command->callback([&context, options] {
    context.action = [&context, options] { return Init(context, *options); };
  });
}

}  // namespace tarn::cli
