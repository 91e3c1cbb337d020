// branch and tag: one shape, two kinds of reference.
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

using versions::ReferenceKind;

struct ReferenceCommand {
  ReferenceKind kind = ReferenceKind::kBranch;
  std::string name;
  std::string from = "main";
  const char* word() const { return kind == ReferenceKind::kBranch ? "branch" : "tag"; }
};

int List(Context& context, const ReferenceCommand& command) {
  auto& catalog = context.lake().catalog();
  Report report(context, {{"name"}, {"commit"}, {"time"}, {"message"}});
  const bool people = context.format() == Format::kTable;
  for (const auto& reference : catalog.ListReferences()) {
    if (reference.kind != command.kind) continue;
    auto log = catalog.Log(reference.name, 1);
    std::string hash = reference.head.hex();
    report.Row({reference.name, people ? ShortHash(hash) : hash,
                log.empty() ? ReportCell::Null() : ReportCell(FormatTime(log.front().time)),
                log.empty() ? ReportCell("(empty)") : ReportCell(log.front().message)});
  }
  report.End();
  return kExitSuccess;
}

int Create(Context& context, const ReferenceCommand& command) {
  auto& catalog = context.lake().catalog();
  if (command.kind == ReferenceKind::kBranch) {
    catalog.CreateBranch(command.name, command.from);
  } else {
    catalog.CreateTag(command.name, command.from);
  }
  std::string hash = catalog.Snapshot(command.name)->commit_hash();
  if (context.json()) {
    fmt::print("{{\"name\": {}, \"commit\": {}}}\n", JsonString(command.name), JsonString(hash));
  } else {
    fmt::print("{} {} at {} (from {})\n", command.word(), command.name, ShortHash(hash),
               command.from);
  }
  return kExitSuccess;
}

int Drop(Context& context, const ReferenceCommand& command) {
  auto& catalog = context.lake().catalog();
  std::string hash;
  for (const auto& reference : catalog.ListReferences()) {
    if (reference.name == command.name && reference.kind == command.kind) {
      hash = reference.head.hex();
    }
  }
  if (hash.empty()) {
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("there is no {} '{}'", command.word(), command.name),
                      fmt::format("tarn {} lists them", command.word()));
  }
  if (command.kind == ReferenceKind::kBranch && command.name == "main") {
    throw base::Error(base::ErrorKind::kFailedPrecondition, "main is never dropped");
  }
  catalog.DropReference(command.name, hash);
  if (context.json()) {
    fmt::print("{{\"name\": {}, \"commit\": {}}}\n", JsonString(command.name), JsonString(hash));
  } else {
    fmt::print("dropped {} {} (was at {}; bring it back with: tarn {} create {} --from @{})\n",
               command.word(), command.name, ShortHash(hash), command.word(), command.name, hash);
  }
  return kExitSuccess;
}

void Add(CLI::App& app, Context& context, ReferenceKind kind, const char* description,
         const char* examples) {
  auto options = std::make_shared<ReferenceCommand>();
  options->kind = kind;
  const std::string word = options->word();
  auto* command = app.add_subcommand(word, description);
  command->group("Versions");
  AddCommonOptions(command, context);
  AddExamples(command, examples);
  command->callback([&context, options, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context, options] { return List(context, *options); };
    }
  });
  auto* list = command->add_subcommand("list", "List them");
  AddCommonOptions(list, context);
  list->callback([&context, options] {
    context.action = [&context, options] { return List(context, *options); };
  });
  auto* create = command->add_subcommand("create", "Make one: nothing is copied");
  create->add_option("NAME", options->name, "Its name")->type_name("NAME")->required();
  create->add_option("--from", options->from, "Any reference: main, main~2, @HASH (default: main)")
      ->type_name("REF");
  AddCommonOptions(create, context);
  create->callback([&context, options] {
    context.action = [&context, options] { return Create(context, *options); };
  });
  auto* drop =
      command->add_subcommand("drop", "Remove one: its commits stay as long as others need them");
  drop->add_option("NAME", options->name, "Its name")->type_name("NAME")->required();
  AddCommonOptions(drop, context);
  drop->callback([&context, options] {
    context.action = [&context, options] { return Drop(context, *options); };
  });
}

}  // namespace

void AddBranch(CLI::App& app, Context& context) {
  Add(app, context, ReferenceKind::kBranch, "Branches: list, create, drop",
      "Examples:\n"
      "  tarn branch                              list them\n"
      "  tarn branch create try --from main       a copy of the lake that costs nothing\n"
      "  tarn sql --ref try -e 'DELETE FROM …'    write to it; tarn merge try brings it to main\n"
      "  tarn branch drop try\n"
      "\n"
      "Exit codes:\n"
      "  4 no such reference   5 the name is taken");
}

void AddTag(CLI::App& app, Context& context) {
  Add(app, context, ReferenceKind::kTag, "Tags: names for commits that never move",
      "Examples:\n"
      "  tarn tag create month-end --from main\n"
      "  tarn sql --ref month-end -e 'SELECT …'\n"
      "\n"
      "Exit codes:\n"
      "  4 no such reference   5 the name is taken");
}

}  // namespace tarn::cli
