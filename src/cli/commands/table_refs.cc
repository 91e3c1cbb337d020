#include "cli/commands/table_refs.h"

#include <algorithm>
#include <functional>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "iceberg/action/ref_actions.h"

namespace tarn::cli {
namespace {

using iceberg::RefType;

struct RefCommand {
  std::string table;
  std::string ref = "main";  // of the lake
  RefType type = RefType::kBranch;
  std::string name;
  std::string from = "main";
  std::optional<int64_t> snapshot;
  std::optional<int32_t> min_snapshots;
  std::optional<int64_t> max_snapshot_age_ms;
  std::optional<int64_t> max_age_ms;
  bool replace = false;

  const char* word() const { return type == RefType::kBranch ? "branch" : "tag"; }
};

int List(Context& context, const RefCommand& command) {
  const auto table =
      context.lake().catalog().Snapshot(command.ref)->LoadTable(ParseTableName(command.table));
  Report report(context, {{"name"},
                          {"type"},
                          {"snapshot"},
                          {"time"},
                          {"min_snapshots_to_keep", true},
                          {"max_snapshot_age_in_ms", true},
                          {"max_reference_age_in_ms", true}});
  const auto number = [](const auto& value) {
    return value ? ReportCell::Count(static_cast<uint64_t>(*value)) : ReportCell::Null();
  };
  for (const auto& [name, ref] : table->refs) {
    const auto* snapshot = table->FindSnapshot(ref.snapshot_id);
    const std::string id = std::to_string(ref.snapshot_id.value());
    report.Row({name, ref.type == RefType::kBranch ? "branch" : "tag", ReportCell(id, id),
                snapshot ? ReportCell(FormatTime(
                               base::TimePoint(std::chrono::milliseconds(snapshot->timestamp_ms))))
                         : ReportCell::Null(),
                number(ref.min_snapshots_to_keep), number(ref.max_snapshot_age_ms),
                number(ref.max_ref_age_ms)});
  }
  report.End();
  return kExitSuccess;
}

// One commit on the lake's branch that changes the table's references.
void Commit(Context& context, const RefCommand& command, const std::string& what,
            const std::function<std::vector<iceberg::TableUpdate>(const iceberg::TableMetadata&)>&
                changes) {
  catalog::PutTable put;
  put.table = ParseTableName(command.table);
  put.mode = catalog::PutMode::kUpdate;
  put.build = [changes](const iceberg::TableMetadata* current) {
    return catalog::TableCommit{{iceberg::requirement::AssertTableUuid{current->table_uuid}},
                                changes(*current)};
  };
  catalog::CommitInfo info;
  info.message =
      fmt::format("{} {} {} of {}", what, command.word(), command.name, put.table.ToString());
  context.lake().catalog().Commit(command.ref, {put}, info);
  if (context.json()) {
    fmt::print("{{\"table\": {}, \"{}\": {}}}\n", JsonString(put.table.ToString()), command.word(),
               JsonString(command.name));
  } else {
    fmt::print("{}\n", info.message);
  }
}

int Create(Context& context, const RefCommand& command) {
  iceberg::NewRef ref;
  ref.name = command.name;
  ref.type = command.type;
  ref.source = command.from;
  if (command.snapshot) ref.snapshot_id = iceberg::SnapshotId(*command.snapshot);
  ref.min_snapshots_to_keep = command.min_snapshots;
  ref.max_snapshot_age_ms = command.max_snapshot_age_ms;
  ref.max_ref_age_ms = command.max_age_ms;
  const auto if_exists =
      command.replace ? iceberg::IfRefExists::kReplace : iceberg::IfRefExists::kFail;
  Commit(context, command, "create", [=](const iceberg::TableMetadata& metadata) {
    return iceberg::CreateRef(metadata, ref, if_exists);
  });
  return kExitSuccess;
}

int Drop(Context& context, const RefCommand& command) {
  Commit(context, command, "drop",
         [name = command.name, type = command.type](const iceberg::TableMetadata& metadata) {
           return iceberg::DropRef(metadata, name, type, false);
         });
  return kExitSuccess;
}

int FastForward(Context& context, const RefCommand& command) {
  Commit(context, command, "fast-forward",
         [branch = command.name, to = command.from](const iceberg::TableMetadata& metadata) {
           return iceberg::FastForward(metadata, branch, to);
         });
  return kExitSuccess;
}

using Action = int (*)(Context&, const RefCommand&);

CLI::App* AddOne(CLI::App* parent, Context& context, const std::shared_ptr<RefCommand>& options,
                 const std::string& name, const char* description, RefType type, Action action) {
  auto* command = parent->add_subcommand(name, description);
  command->add_option("TABLE", options->table, "schema.table")->type_name("TABLE")->required();
  command
      ->add_option("--ref", options->ref, "The lake's branch that the table is on (default: main)")
      ->type_name("REF");
  AddCommonOptions(command, context);
  command->callback([&context, options, type, action] {
    options->type = type;
    context.action = [&context, options, action] { return action(context, *options); };
  });
  return command;
}

void AddName(CLI::App* command, const std::shared_ptr<RefCommand>& options) {
  command->add_option("NAME", options->name, "Its name")->type_name("NAME")->required();
}

void AddKind(CLI::App* table, Context& context, const std::shared_ptr<RefCommand>& options,
             RefType type, const char* word, const char* description) {
  auto* group = table->add_subcommand(word, description);
  group->require_subcommand(1);
  auto* create = AddOne(group, context, options, "create", "Name a snapshot", type, Create);
  AddName(create, options);
  create->add_option("--from", options->from, "A branch or tag of the table (default: main)")
      ->type_name("NAME");
  create->add_option("--snapshot", options->snapshot, "A snapshot's id")->type_name("ID");
  create->add_flag("--replace", options->replace, "Move one that exists");
  create->add_option("--max-age-ms", options->max_age_ms, "Expire the name after so long")
      ->type_name("MS");
  if (type == RefType::kBranch) {
    create->add_option("--min-snapshots", options->min_snapshots, "Keep so many at least")
        ->type_name("N");
    create
        ->add_option("--max-snapshot-age-ms", options->max_snapshot_age_ms,
                     "Keep snapshots so long")
        ->type_name("MS");
    auto* forward = AddOne(group, context, options, "fast-forward",
                           "Move it on to where another is", type, FastForward);
    AddName(forward, options);
    forward->add_option("TO", options->from, "A branch or tag that goes on from it")
        ->type_name("NAME")
        ->required();
  }
  AddName(AddOne(group, context, options, "drop", "Forget the name", type, Drop), options);
}

}  // namespace

catalog::TableIdentifier ParseTableName(const std::string& text) {
  catalog::TableIdentifier id;
  size_t start = 0;
  std::vector<std::string> parts;
  while (true) {
    size_t dot = text.find('.', start);
    parts.push_back(text.substr(start, dot - start));
    if (dot == std::string::npos) break;
    start = dot + 1;
  }
  if (parts.size() > 2 && parts.front() == "iceberg") parts.erase(parts.begin());
  bool empty = std::any_of(parts.begin(), parts.end(), [](const auto& p) { return p.empty(); });
  if (parts.size() < 2 || empty) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("not a table's name: '{}'", text), "write it as schema.table");
  }
  id.name = parts.back();
  parts.pop_back();
  id.ns = parts;
  return id;
}

void AddTableRefs(CLI::App* table, Context& context) {
  auto options = std::make_shared<RefCommand>();
  AddOne(table, context, options, "refs", "Its branches and tags, with their retention",
         RefType::kBranch, List);
  AddKind(table, context, options, RefType::kBranch, "branch",
          "Branches of one table: create, fast-forward, drop");
  AddKind(table, context, options, RefType::kTag, "tag", "Tags of one table: create, drop");
}

}  // namespace tarn::cli
