// gc: what no live commit of any branch or tag needs.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/maintenance/garbage_collector.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/terminal/interrupt.h"

namespace tarn::cli {
namespace {

using catalog::CollectionOptions;
using catalog::DeferredList;
using catalog::GarbageCollector;
using catalog::SweepReport;
using Json = nlohmann::ordered_json;

struct GcCommand {
  std::vector<std::string> cutoffs;
  std::string default_cutoff = "7d";
  std::string min_file_age = "7d";
  std::string grace = "0s";
  std::string unreachable_age = "7d";
  std::string list;
  size_t limit = 100;
  bool dry_run = false;
  bool defer_deletes = false;
};

CollectionOptions OptionsOf(const GcCommand& command) {
  CollectionOptions options;
  for (const std::string& text : command.cutoffs) {
    const size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("--cutoff: not REF=POLICY: '{}'", text),
                        "for example --cutoff 'run/*=1d' --cutoff main=NONE");
    }
    options.policy.rules.push_back(
        {text.substr(0, equals), catalog::ParseCutoffPolicy(text.substr(equals + 1))});
  }
  options.policy.otherwise = catalog::ParseCutoffPolicy(command.default_cutoff);
  options.min_file_age = catalog::ParseDuration("--min-file-age", command.min_file_age);
  options.dry_run = command.dry_run;
  return options;
}

// Files that were removed, or would be.
int Print(Context& context, const GcCommand& command, const SweepReport& report, size_t lists = 1) {
  if (context.json()) {
    Json json = {{"dry_run", command.dry_run},
                 {"live_files", report.active_files},
                 {"scanned_files", report.scanned_files},
                 {"deleted_files", report.deleted_files},
                 {"deleted_bytes", report.deleted_bytes},
                 {"first_files", report.first_files}};
    fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
    return kExitSuccess;
  }
  if (command.dry_run) {
    for (const auto& file : report.first_files) fmt::print("  {}\n", file);
  }
  if (lists == 0) {
    fmt::print("no list of garbage is old enough\n");
  } else {
    fmt::print("{} {} of {} files, {}\n", command.dry_run ? "would delete" : "deleted",
               FormatCount(report.deleted_files), FormatCount(report.scanned_files),
               FormatBytes(report.deleted_bytes));
  }
  return kExitSuccess;
}

int PrintMarked(Context& context, const GcCommand& command, const catalog::MarkReport& report) {
  if (context.json()) {
    Json json = {{"list", report.list ? Json(report.list->id) : Json()},
                 {"live_commits", report.live_commits},
                 {"live_files", report.files.active_files},
                 {"scanned_files", report.files.scanned_files},
                 {"garbage_files", report.files.deleted_files},
                 {"garbage_bytes", report.files.deleted_bytes}};
    fmt::print("{}\n", json.dump(2));
    return kExitSuccess;
  }
  fmt::print("{} live commits need {} files; {} files, {}, are garbage\n",
             FormatCount(report.live_commits), FormatCount(report.files.active_files),
             FormatCount(report.files.deleted_files), FormatBytes(report.files.deleted_bytes));
  if (report.list) {
    fmt::print("deferred as {}: tarn gc sweep {}\n", report.list->id, report.list->id);
  } else if (command.dry_run) {
    for (const auto& file : report.files.first_files) fmt::print("  {}\n", file);
  }
  return kExitSuccess;
}

// With Ctrl-C and, where somebody looks, a line that says how far it is.
template <typename Work>
auto Interruptible(CollectionOptions& options, Work&& work) {
  const InterruptScope interrupt([cancel = options.cancel] { cancel.Cancel(); });
  return work(options);
}

int Mark(Context& context, const GcCommand& command) {
  CollectionOptions options = OptionsOf(command);
  GarbageCollector& collector = context.lake().garbage_collector();
  return PrintMarked(context, command, Interruptible(options, [&](const auto& given) {
                       return collector.Mark(given);
                     }));
}

int Run(Context& context, const GcCommand& command) {
  if (command.defer_deletes) return Mark(context, command);
  CollectionOptions options = OptionsOf(command);
  GarbageCollector& collector = context.lake().garbage_collector();
  return Print(context, command,
               Interruptible(options, [&](const auto& given) { return collector.Collect(given); }));
}

int Sweep(Context& context, const GcCommand& command) {
  CollectionOptions options;
  options.dry_run = command.dry_run;
  GarbageCollector& collector = context.lake().garbage_collector();
  const auto grace = catalog::ParseDuration("--grace", command.grace);
  const base::TimePoint marked_before = base::Clock::System().Now() - grace;
  std::vector<std::string> lists;
  if (!command.list.empty()) {
    const DeferredList list = collector.lists().Open(command.list)->list();
    if (list.marked_at > marked_before) {
      throw base::Error(base::ErrorKind::kFailedPrecondition,
                        fmt::format("the grace of {} is not over: it was found at {}", list.id,
                                    base::FormatTimestamp(list.marked_at)),
                        "wait, or give a shorter --grace");
    }
    lists.push_back(list.id);
  } else {
    for (const DeferredList& list : collector.lists().List()) {
      if (list.marked_at <= marked_before) lists.push_back(list.id);
    }
  }
  const SweepReport total = Interruptible(options, [&](const auto& given) {
    SweepReport sum;
    for (const std::string& list : lists) sum += collector.Sweep(list, given);
    return sum;
  });
  return Print(context, command, total, lists.size());
}

int List(Context& context, const GcCommand&) {
  Report report(context, {{"list"}, {"marked_at"}, {"files", true}, {"bytes", true}});
  for (const auto& list : context.lake().garbage_collector().lists().List()) {
    report.Row({list.id, base::FormatTimestamp(list.marked_at), ReportCell::Count(list.files),
                ReportCell::Bytes(list.bytes)});
  }
  report.End();
  return kExitSuccess;
}

int Show(Context& context, const GcCommand& command) {
  const auto list = context.lake().garbage_collector().lists().Open(command.list);
  Report report(context, {{"path"}, {"bytes", true}});
  for (size_t i = 0; command.limit == 0 || i < command.limit; ++i) {
    const auto file = list->Next();
    if (!file) break;
    report.Row({file->path, ReportCell::Bytes(file->bytes)});
  }
  report.End();
  return kExitSuccess;
}

int Forget(Context& context, const GcCommand& command) {
  const auto& lists = context.lake().garbage_collector().lists();
  lists.Open(command.list);
  lists.Remove(command.list);
  if (context.json()) {
    fmt::print("{}\n", Json{{"list", command.list}}.dump());
  } else {
    fmt::print("forgot {}: its files stay until they are found again\n", command.list);
  }
  return kExitSuccess;
}

int Compact(Context& context, const GcCommand& command) {
  CollectionOptions options = OptionsOf(command);
  const auto age = catalog::ParseDuration("--unreachable-age", command.unreachable_age);
  GarbageCollector& collector = context.lake().garbage_collector();
  const auto report = Interruptible(
      options, [&](const auto& given) { return collector.CompactVersions(given, age); });
  if (context.json()) {
    fmt::print("{}\n", Json{{"dry_run", command.dry_run},
                            {"objects", report.objects},
                            {"removed_objects", report.removed_objects},
                            {"removed_bytes", report.removed_bytes},
                            {"readable_commits", report.kept_trees}}
                           .dump(2));
  } else {
    fmt::print("{} {} of {} objects of the version store, {}; {} commits can be read\n",
               command.dry_run ? "would remove" : "removed", FormatCount(report.removed_objects),
               FormatCount(report.objects), FormatBytes(report.removed_bytes),
               FormatCount(report.kept_trees));
  }
  return kExitSuccess;
}

using Action = int (*)(Context&, const GcCommand&);

CLI::App* AddOne(CLI::App* gc, Context& context, const std::shared_ptr<GcCommand>& options,
                 const char* name, const char* description, Action action) {
  auto* command = gc->add_subcommand(name, description);
  AddCommonOptions(command, context);
  command->callback([&context, options, action] {
    context.action = [&context, options, action] { return action(context, *options); };
  });
  return command;
}

void AddPolicy(CLI::App* command, GcCommand& options) {
  command
      ->add_option("--cutoff", options.cutoffs,
                   "Of references whose name fits REF ('run/*'): NONE keeps all commits, 10 the "
                   "newest ten, 7d those of a week, or since a time. The first that fits counts")
      ->type_name("REF=POLICY");
  command->add_option("--default-cutoff", options.default_cutoff, "Of all others (default: 7d)")
      ->type_name("POLICY");
  command->add_flag("--dry-run", options.dry_run, "Only tell what would happen");
}

void AddFileAge(CLI::App* command, GcCommand& options) {
  command
      ->add_option("--min-file-age", options.min_file_age,
                   "Younger files are not looked at (default: 7d)")
      ->type_name("AGE");
}

void AddList(CLI::App* command, GcCommand& options, bool required) {
  command->add_option("LIST", options.list, "Its id, as tarn gc list shows it")
      ->type_name("LIST")
      ->required(required);
}

}  // namespace

void AddGc(CLI::App& app, Context& context) {
  auto options = std::make_shared<GcCommand>();
  auto* gc = app.add_subcommand("gc", "Garbage collection over all branches and tags");
  gc->group("Versions");
  gc->require_subcommand(1);
  AddExamples(gc,
              "Examples:\n"
              "  tarn gc run --dry-run                               what would go\n"
              "  tarn gc run --cutoff 'run/*=1d' --cutoff main=30d   delete at once\n"
              "  tarn gc mark && tarn gc sweep --grace 3d            now find, delete what was\n"
              "                                                      found three days ago\n"
              "  tarn gc compact                                     the version store itself\n"
              "\n"
              "Exit codes:\n"
              "  3 not a policy or an age   4 no such list   7 its grace is not over");
  auto* run = AddOne(gc, context, options, "run", "Find garbage and delete it", Run);
  AddPolicy(run, *options);
  AddFileAge(run, *options);
  run->add_flag("--defer-deletes", options->defer_deletes, "Only write down what is found");
  auto* mark = AddOne(gc, context, options, "mark", "Find garbage and write it down", Mark);
  AddPolicy(mark, *options);
  AddFileAge(mark, *options);
  auto* sweep =
      AddOne(gc, context, options, "sweep", "Delete what was found and is garbage still", Sweep);
  AddList(sweep, *options, false);
  sweep->add_option("--grace", options->grace, "Only what was found so long ago (default: 0s)")
      ->type_name("AGE");
  sweep->add_flag("--dry-run", options->dry_run, "Only tell what would happen");
  AddOne(gc, context, options, "list", "What was found and not deleted yet", List);
  auto* show = AddOne(gc, context, options, "show", "The files of one list", Show);
  AddList(show, *options, true);
  show->add_option("-n,--limit", options->limit, "How many; 0 is all (default: 100)")
      ->type_name("N");
  AddList(AddOne(gc, context, options, "drop", "Forget a list; its files stay", Forget), *options,
          true);
  auto* compact = AddOne(gc, context, options, "compact",
                         "Forget what commits held that are not live; history stays", Compact);
  AddPolicy(compact, *options);
  compact
      ->add_option("--unreachable-age", options->unreachable_age,
                   "Commits that no reference reaches go when they are older (default: 7d)")
      ->type_name("AGE");
}

}  // namespace tarn::cli
