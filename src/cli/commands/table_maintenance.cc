#include "cli/commands/table_maintenance.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/table_refs.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/progress/progress_line.h"
#include "cli/shell/statement_runner.h"
#include "cli/terminal/interrupt.h"
#include "engine/engine.h"

namespace tarn::cli {

namespace {

using base::ErrorKind;

struct Maintenance {
  std::string table;
  std::string ref = "main";
  std::string older_than = "7d";
  std::string commit_retention = "7d";
  std::string threshold;
  std::string where;
  std::string location;
  std::string metadata_file;
  int64_t snapshot = 0;
  int retain_last = 0;
  bool clean_metadata = false;
  bool dry_run = false;
  bool force = false;
  bool all = false;
  bool recursive = false;
  bool skip_known = false;
};

std::string Quoted(const std::string& text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

std::string Text(const std::string& text) { return Quoted(text, '\''); }

std::string SqlName(const std::string& table) {
  const catalog::TableIdentifier id = ParseTableName(table);
  return Quoted(catalog::ToString(id.ns), '"') + "." + Quoted(id.name, '"');
}

// "7d", "12h", "1.5d", "0s"; kInvalidArgument for anything else.
std::chrono::microseconds Duration(const std::string& option, const std::string& text) {
  char* rest = nullptr;
  const double number = std::strtod(text.c_str(), &rest);
  const std::string unit = rest;
  const double us = unit == "d"   ? 8.64e10
                    : unit == "h" ? 3.6e9
                    : unit == "m" ? 6e7
                    : unit == "s" ? 1e6
                                  : 0;
  if (rest == text.c_str() || us == 0 || !(number >= 0) || number * us > 3e15) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      fmt::format("{}: not a duration: '{}'", option, text),
                      "write a number and a unit: 7d, 12h, 30m, 10s");
  }
  return std::chrono::microseconds(static_cast<int64_t>(number * us));
}

// What is younger than this is only touched when somebody insists.
constexpr std::chrono::hours kLeastAge{7 * 24};

void CheckAge(const Maintenance& command) {
  Duration("--commit-retention", command.commit_retention);
  if (Duration("--older-than", command.older_than) >= kLeastAge || command.force) return;
  throw base::Error(
      ErrorKind::kInvalidArgument,
      fmt::format("--older-than {} is below the least retention of 7d", command.older_than),
      "what is younger may still be in use; --force if you know that it is not");
}

// Runs statements in a session on the branch; the last one's rows are printed.
int RunSql(Context& context, const Maintenance& command, const std::vector<std::string>& settings,
           const std::string& statement) {
  StatementOptions options;
  options.format = context.format();
  engine::SessionOptions session_options;
  session_options.ref = command.ref;
  auto session = context.lake().engine().NewSession(session_options);
  for (const auto& setting : settings) engine::Collect(*session->Execute(setting));
  const StatementOutcome outcome = RunStatement(*session, statement, context.terminal(), options);
  fmt::print(stderr, "done in {}\n", FormatSeconds(outcome.seconds));
  return kExitSuccess;
}

std::vector<std::string> Settings(const Maintenance& command, const char* least) {
  return {fmt::format("SET SESSION {} = {}", least, Text(command.force ? "0s" : "7d")),
          "SET SESSION commit_retention = " + Text(command.commit_retention)};
}

int Optimize(Context& context, const Maintenance& command) {
  std::string arguments;
  if (!command.threshold.empty()) arguments = "file_size_threshold => " + Text(command.threshold);
  if (command.dry_run) arguments += std::string(arguments.empty() ? "" : ", ") + "dry_run => true";
  std::string statement = "ALTER TABLE " + SqlName(command.table) + " EXECUTE optimize";
  if (!arguments.empty()) statement += "(" + arguments + ")";
  if (!command.where.empty()) statement += " WHERE " + command.where;
  return RunSql(context, command, {}, statement);
}

int OptimizeManifests(Context& context, const Maintenance& command) {
  return RunSql(context, command, {},
                "ALTER TABLE " + SqlName(command.table) + " EXECUTE optimize_manifests");
}

int RewritePositionDeletes(Context& context, const Maintenance& command) {
  std::string arguments;
  if (command.all) arguments = "rewrite_all => true";
  if (command.dry_run) arguments += std::string(arguments.empty() ? "" : ", ") + "dry_run => true";
  std::string statement =
      "ALTER TABLE " + SqlName(command.table) + " EXECUTE rewrite_position_delete_files";
  if (!arguments.empty()) statement += "(" + arguments + ")";
  return RunSql(context, command, {}, statement);
}

int ExpireSnapshots(Context& context, const Maintenance& command) {
  CheckAge(command);
  std::string arguments = "retention_threshold => " + Text(command.older_than);
  if (command.retain_last > 0) arguments += fmt::format(", retain_last => {}", command.retain_last);
  if (command.clean_metadata) arguments += ", clean_expired_metadata => true";
  if (command.dry_run) arguments += ", dry_run => true";
  return RunSql(context, command, Settings(command, "expire_snapshots_min_retention"),
                fmt::format("ALTER TABLE {} EXECUTE expire_snapshots({})", SqlName(command.table),
                            arguments));
}

catalog::SweepReport Sweep(Context& context, const Maintenance& command) {
  catalog::SweepOptions options;
  options.commit_retention = Duration("--commit-retention", command.commit_retention);
  options.dry_run = command.dry_run;
  const auto age = Duration("--older-than", command.older_than);
  auto& catalog = context.lake().catalog();
  const auto start = std::chrono::steady_clock::now();
  InterruptScope interrupt([cancel = options.cancel] { cancel.Cancel(); });
  ProgressLine progress(context.terminal(), "looking for orphans", [&] {
    ProgressSample sample;
    sample.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return sample;
  });
  const std::string location =
      command.table.empty()
          ? catalog.warehouse()
          : catalog.Snapshot(command.ref)->LoadTable(ParseTableName(command.table))->location;
  return catalog.BeginSweep(options)->RemoveOrphans(location, base::Clock::System().Now() - age);
}

int RemoveOrphanFiles(Context& context, const Maintenance& command) {
  CheckAge(command);
  context.format();  // a wrong format is told before anything is removed
  const catalog::SweepReport report = Sweep(context, command);
  if (context.json()) {
    nlohmann::ordered_json json = {{"dry_run", command.dry_run},
                                   {"active_files", report.active_files},
                                   {"scanned_files", report.scanned_files},
                                   {"deleted_files", report.deleted_files},
                                   {"deleted_bytes", report.deleted_bytes},
                                   {"files", report.first_files}};
    fmt::print("{}\n", json.dump(2));
    return kExitSuccess;
  }
  Report rows(context, {{"metric_name"}, {"metric_value", true}});
  rows.Row({"processed_manifests_count", ReportCell::Count(report.processed_manifests)});
  rows.Row({"active_files_count", ReportCell::Count(report.active_files)});
  rows.Row({"scanned_files_count", ReportCell::Count(report.scanned_files)});
  rows.Row({"deleted_files_count", ReportCell::Count(report.deleted_files)});
  rows.Row({"deleted_bytes", ReportCell::Count(report.deleted_bytes)});
  rows.End();
  if (!command.dry_run) return kExitSuccess;
  for (const auto& file : report.first_files) fmt::print(stderr, "would remove {}\n", file);
  if (report.deleted_files > report.first_files.size()) {
    fmt::print(stderr, "… and {} more\n",
               FormatCount(report.deleted_files - report.first_files.size()));
  }
  return kExitSuccess;
}

int Rollback(Context& context, const Maintenance& command) {
  return RunSql(context, command, {},
                fmt::format("ALTER TABLE {} EXECUTE rollback_to_snapshot(snapshot_id => {})",
                            SqlName(command.table), command.snapshot));
}

int CherryPick(Context& context, const Maintenance& command) {
  return RunSql(context, command, {},
                fmt::format("ALTER TABLE {} EXECUTE cherrypick_snapshot(snapshot_id => {})",
                            SqlName(command.table), command.snapshot));
}

int DropStats(Context& context, const Maintenance& command) {
  return RunSql(context, command, {},
                "ALTER TABLE " + SqlName(command.table) + " EXECUTE drop_extended_stats");
}

int Register(Context& context, const Maintenance& command) {
  const catalog::TableIdentifier id = ParseTableName(command.table);
  std::string arguments =
      fmt::format("schema_name => {}, table_name => {}, table_location => {}",
                  Text(catalog::ToString(id.ns)), Text(id.name), Text(command.location));
  if (!command.metadata_file.empty()) {
    arguments += ", metadata_file_name => " + Text(command.metadata_file);
  }
  return RunSql(context, command, {}, "CALL iceberg.system.register_table(" + arguments + ")");
}

int AddFiles(Context& context, const Maintenance& command) {
  return RunSql(context, command, {},
                fmt::format("ALTER TABLE {} EXECUTE add_files(location => {}, format => 'PARQUET', "
                            "recursive_directory => {}, duplicate_file => {})",
                            SqlName(command.table), Text(command.location),
                            Text(command.recursive ? "TRUE" : "FAIL"),
                            Text(command.skip_known ? "SKIP" : "FAIL")));
}

int Unregister(Context& context, const Maintenance& command) {
  const catalog::TableIdentifier id = ParseTableName(command.table);
  return RunSql(
      context, command, {},
      fmt::format("CALL iceberg.system.unregister_table(schema_name => {}, table_name => {})",
                  Text(catalog::ToString(id.ns)), Text(id.name)));
}

int Recover(Context& context, const Maintenance&) {
  const auto report = context.lake().catalog().RecoverDeadWriters();
  if (context.json()) {
    nlohmann::ordered_json json = {{"dead_writers", report.dead_writers},
                                   {"removed_files", report.removed_files}};
    fmt::print("{}\n", json.dump(2));
    return kExitSuccess;
  }
  fmt::print("{} dead writers, {} files removed\n", report.dead_writers,
             report.removed_files.size());
  return kExitSuccess;
}

// One command below `tarn table` after another.
class Builder {
 public:
  Builder(CLI::App* table, Context& context) : table_(table), context_(context) {}

  using Action = int (*)(Context&, const Maintenance&);
  Builder& Command(const char* name, const char* description, Action action, const char* examples) {
    options_ = std::make_shared<Maintenance>();
    command_ = table_->add_subcommand(name, description);
    AddCommonOptions(command_, context_);
    AddExamples(command_, examples);
    command_->callback([&context = context_, options = options_, action] {
      context.action = [&context, options, action] { return action(context, *options); };
    });
    return *this;
  }
  Builder& Table(bool required = true) {
    auto* option =
        command_->add_option("TABLE", options_->table, "schema.table")->type_name("TABLE");
    if (required) option->required();
    command_->add_option("--ref", options_->ref, "The branch that is changed (default: main)")
        ->type_name("BRANCH");
    return *this;
  }
  Builder& DryRun() {
    command_->add_flag("--dry-run", options_->dry_run, "Only tell what would be done");
    return *this;
  }
  Builder& Age(const char* what) {
    command_->add_option("--older-than", options_->older_than, what)->type_name("DURATION");
    command_
        ->add_option("--commit-retention", options_->commit_retention,
                     "Commits of the lake keep their files this long (default: 7d)")
        ->type_name("DURATION");
    command_->add_flag("--force", options_->force,
                       "Also with --older-than below 7d: what is younger may still be in use");
    return DryRun();
  }
  CLI::App* command() { return command_; }
  Maintenance& options() { return *options_; }

 private:
  CLI::App* table_;
  Context& context_;
  CLI::App* command_ = nullptr;
  std::shared_ptr<Maintenance> options_;
};

void AddRewrites(Builder& add) {
  add.Command("optimize", "Small files become large ones, deletes are applied", Optimize,
              "Examples:\n"
              "  tarn table optimize bronze.events                        files below 100MB\n"
              "  tarn table optimize bronze.events --file-size-threshold 10MB\n"
              "  tarn table optimize bronze.events --where \"day >= DATE '2026-01-01'\"\n"
              "  tarn table optimize bronze.events --dry-run\n"
              "\n"
              "Rows stay as they are; earlier snapshots keep the old files until they expire.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such table or branch   6 others changed the same files: run it again")
      .Table()
      .DryRun();
  add.command()
      ->add_option("--file-size-threshold", add.options().threshold,
                   "Files below this size are rewritten (default: 100MB)")
      ->type_name("SIZE");
  add.command()
      ->add_option("--where", add.options().where, "Only files that have rows for this condition")
      ->type_name("SQL");
  add.Command("rewrite-position-deletes",
              "Small delete files become few, those of files that are gone go",
              RewritePositionDeletes,
              "Examples:\n"
              "  tarn table rewrite-position-deletes bronze.events\n"
              "  tarn table rewrite-position-deletes bronze.events --all --dry-run\n"
              "\n"
              "Data files stay as they are; optimize writes them anew without the deleted rows.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such table or branch   6 others changed the same files: run it again")
      .Table()
      .DryRun();
  add.command()->add_flag("--all", add.options().all,
                          "Also delete files that are large, or alone in their partition");
  add.Command("optimize-manifests", "Many small manifests become few, ordered by partition",
              OptimizeManifests,
              "Examples:\n"
              "  tarn table optimize-manifests bronze.events")
      .Table();
}

void AddCleanUps(Builder& add) {
  add.Command("expire-snapshots", "Takes old snapshots out, and files that no commit needs",
              ExpireSnapshots,
              "Examples:\n"
              "  tarn table expire-snapshots bronze.events                  older than 7 days\n"
              "  tarn table expire-snapshots bronze.events --older-than 30d --retain-last 10\n"
              "  tarn table expire-snapshots bronze.events --dry-run\n"
              "\n"
              "Snapshots that a branch or tag of the table names stay. Their files go once no\n"
              "commit of any branch or tag of the lake within --commit-retention reaches them:\n"
              "run it regularly, and each run frees what the earlier ones gave up.")
      .Table()
      .Age("Snapshots older than this go (default: 7d)");
  add.command()
      ->add_option("--retain-last", add.options().retain_last,
                   "Keep this many snapshots whatever their age")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  add.command()->add_flag("--clean-metadata", add.options().clean_metadata,
                          "Also take out schemas and partition specs that nothing uses");
  add.Command("remove-orphan-files", "Removes files that no snapshot of any commit needs",
              RemoveOrphanFiles,
              "Examples:\n"
              "  tarn table remove-orphan-files --dry-run          in the whole warehouse\n"
              "  tarn table remove-orphan-files bronze.events      in one table's folder\n"
              "\n"
              "Also finds what dropped tables left. Nothing is removed that any branch or tag of\n"
              "the lake reaches, that a writer declared, or that is younger than --older-than.")
      .Table(false)
      .Age("Files older than this go (default: 7d)");
  add.Command("recover", "Removes what writers left that died before they committed", Recover,
              "Examples:\n"
              "  tarn table recover\n"
              "\n"
              "tarn run does it at each start.");
}

}  // namespace

void AddTableMaintenance(CLI::App* table, Context& context) {
  Builder add(table, context);
  AddRewrites(add);
  AddCleanUps(add);
  add.Command("rollback", "Makes an earlier snapshot the current one", Rollback,
              "Examples:\n"
              "  tarn table history bronze.events                    shows the snapshots\n"
              "  tarn table rollback bronze.events 8954597067493422955\n"
              "\n"
              "For a whole run over many tables: tarn run --rollback.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such table or snapshot")
      .Table();
  add.command()
      ->add_option("SNAPSHOT", add.options().snapshot, "Its id")
      ->type_name("ID")
      ->required();
  add.Command("cherry-pick", "Brings what a snapshot of another branch added to the current one",
              CherryPick,
              "Examples:\n"
              "  tarn table refs bronze.events                       shows its branches\n"
              "  tarn table cherry-pick bronze.events 8954597067493422955\n"
              "\n"
              "For branches of the lake, over all tables: tarn merge.\n"
              "\n"
              "Exit codes:\n"
              "  4 no such table or snapshot")
      .Table();
  add.command()
      ->add_option("SNAPSHOT", add.options().snapshot, "Its id")
      ->type_name("ID")
      ->required();
  add.Command("drop-stats", "Takes out the statistics that ANALYZE made", DropStats,
              "Examples:\n"
              "  tarn table drop-stats bronze.events")
      .Table();
  add.Command("register", "Takes over an Iceberg table by its metadata; nothing is copied",
              Register,
              "Examples:\n"
              "  tarn table register bronze.events /data/warehouse/events\n"
              "  tarn table register bronze.events /data/events --metadata-file "
              "v12.metadata.json\n"
              "\n"
              "Exit codes:\n"
              "  4 no metadata there   5 the name is taken")
      .Table();
  add.command()
      ->add_option("LOCATION", add.options().location, "The folder that holds metadata/ and data/")
      ->type_name("LOCATION")
      ->required();
  add.command()
      ->add_option("--metadata-file", add.options().metadata_file,
                   "A file in metadata/ (default: the newest)")
      ->type_name("NAME");
  add.Command(
         "add-files", "Makes Parquet files that are there part of a table", AddFiles,
         "Examples:\n"
         "  tarn table add-files bronze.events /data/events\n"
         "  tarn table add-files bronze.events /data/events --recursive --skip-known\n"
         "\n"
         "Only footers are read. Columns are found by name; the files stay where they are, and\n"
         "are never cleaned up outside the lake's warehouse.\n"
         "\n"
         "Exit codes:\n"
         "  3 a column does not fit   4 no such table, or no files   14 a partitioned table")
      .Table();
  add.command()
      ->add_option("LOCATION", add.options().location, "The folder that holds the files")
      ->type_name("LOCATION")
      ->required();
  add.command()->add_flag("--recursive", add.options().recursive, "Also files of folders in it");
  add.command()->add_flag("--skip-known", add.options().skip_known,
                          "Leave out files that the table has already");
  add.Command("unregister", "Forgets a table; its files stay", Unregister,
              "Examples:\n"
              "  tarn table unregister bronze.events\n"
              "\n"
              "Files below the lake's warehouse go with remove-orphan-files, once no commit needs\n"
              "them.")
      .Table();
}

}  // namespace tarn::cli
