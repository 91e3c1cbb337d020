#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/commands/table_maintenance.h"
#include "cli/commands/table_refs.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "iceberg/scan/plan.h"

namespace tarn::cli {
namespace {

using catalog::ContentKind;
using catalog::TableIdentifier;

struct TableCommand {
  std::string name;
  std::string schema;
  std::string ref = "main";
  size_t limit = 50;
};

std::shared_ptr<const iceberg::TableMetadata> Load(Context& context, const TableCommand& command) {
  return context.lake().catalog().Snapshot(command.ref)->LoadTable(ParseTableName(command.name));
}

uint64_t Total(const iceberg::Snapshot* snapshot, const std::string& key) {
  if (snapshot == nullptr) return 0;
  auto it = snapshot->summary.find(key);
  return it == snapshot->summary.end() ? 0 : std::strtoull(it->second.c_str(), nullptr, 10);
}

base::TimePoint FromMs(int64_t ms) { return base::TimePoint(std::chrono::milliseconds(ms)); }

// Machines also get the place of the metadata file: what other engines open a table by.
bool ForMachines(const Context& context) {
  return context.format() != Format::kTable && context.format() != Format::kMarkdown;
}

void ListNamespace(const catalog::CatalogSnapshot& snapshot, const catalog::Namespace& ns,
                   bool machines, Report& report) {
  for (const auto& entry : snapshot.List(ns)) {
    std::vector<ReportCell> row = {entry.identifier.ToString()};
    if (entry.kind == ContentKind::kView) {
      row.insert(row.end(), {"view", ReportCell::Null(), ReportCell::Null(), ReportCell::Null(),
                             ReportCell::Null()});
    } else {
      auto table = snapshot.LoadTable(entry.identifier);
      const auto* current = table->current_snapshot();
      row.insert(row.end(), {"table", ReportCell::Count(Total(current, "total-records")),
                             ReportCell::Bytes(Total(current, "total-files-size")),
                             ReportCell::Count(table->snapshots.size()),
                             FormatTime(FromMs(table->last_updated_ms))});
    }
    if (machines) row.emplace_back(entry.metadata_location);
    report.Row(std::move(row));
  }
}

int List(Context& context, const TableCommand& command) {
  auto snapshot = context.lake().catalog().Snapshot(command.ref);
  const bool machines = ForMachines(context);
  std::vector<ColumnHeader> columns = {
      {"name"}, {"kind"}, {"rows", true}, {"bytes", true}, {"snapshots", true}, {"changed"}};
  if (machines) columns.push_back({"metadata_location"});
  Report report(context, columns);
  if (!command.schema.empty()) {
    ListNamespace(*snapshot, {command.schema}, machines, report);
  } else {
    for (const auto& ns : snapshot->ListNamespaces()) {
      ListNamespace(*snapshot, ns, machines, report);
    }
  }
  report.End();
  return kExitSuccess;
}

int ShowView(Context& context, const TableIdentifier& id, const iceberg::ViewMetadata& view) {
  const auto* sql = view.current_version().FindDialect("trino");
  if (context.json()) {
    nlohmann::ordered_json json = {{"view", id.ToString()},
                                   {"uuid", view.view_uuid},
                                   {"location", view.location},
                                   {"sql", sql ? sql->sql : ""}};
    fmt::print("{}\n", json.dump(2));
    return kExitSuccess;
  }
  Report report(context, {{"column"}, {"type"}});
  for (const auto& field : view.current_schema().fields) {
    report.Row({field.name, iceberg::ToString(field.type)});
  }
  report.End();
  if (sql != nullptr) fmt::print("\n{}\n", sql->sql);
  return kExitSuccess;
}

std::string Partitioning(const iceberg::TableMetadata& table) {
  std::vector<std::string> fields;
  for (const auto& field : table.default_spec().fields) {
    std::string column = table.current_schema().FullName(field.source_id);
    std::string transform = iceberg::ToString(field.transform);
    size_t open = transform.find('[');
    if (transform == "identity") {
      fields.push_back(column);
    } else if (open != std::string::npos) {
      fields.push_back(fmt::format("{}({}, {})", transform.substr(0, open), column,
                                   transform.substr(open + 1, transform.size() - open - 2)));
    } else {
      fields.push_back(fmt::format("{}({})", transform, column));
    }
  }
  return fmt::format("{}", fmt::join(fields, ", "));
}

int Show(Context& context, const TableCommand& command) {
  auto snapshot = context.lake().catalog().Snapshot(command.ref);
  TableIdentifier id = ParseTableName(command.name);
  auto entry = snapshot->Find(id);
  if (entry && entry->kind == ContentKind::kView) {
    return ShowView(context, id, *snapshot->LoadView(id));
  }
  auto table = snapshot->LoadTable(id);
  entry = snapshot->Find(id);
  const auto* current = table->current_snapshot();
  if (context.json()) {
    auto columns = nlohmann::ordered_json::array();
    for (const auto& field : table->current_schema().fields) {
      columns.push_back({{"id", field.id},
                         {"name", field.name},
                         {"type", iceberg::ToString(field.type)},
                         {"required", field.required}});
    }
    nlohmann::ordered_json json = {{"table", id.ToString()},
                                   {"uuid", table->table_uuid},
                                   {"format_version", table->format_version},
                                   {"location", table->location},
                                   {"metadata", entry->metadata_location},
                                   {"rows", Total(current, "total-records")},
                                   {"bytes", Total(current, "total-files-size")},
                                   {"data_files", Total(current, "total-data-files")},
                                   {"snapshots", table->snapshots.size()},
                                   {"partitioning", Partitioning(*table)},
                                   {"properties", table->properties},
                                   {"columns", columns}};
    fmt::print("{}\n", json.dump(2));
    return kExitSuccess;
  }
  Report report(context, {{"id", true}, {"column"}, {"type"}, {"null"}});
  for (const auto& field : table->current_schema().fields) {
    report.Row({ReportCell::Count(static_cast<uint64_t>(field.id)), field.name,
                iceberg::ToString(field.type), field.required ? "no" : "yes"});
  }
  report.End();
  if (context.format() != Format::kTable) return kExitSuccess;
  auto line = [](std::string_view name, const std::string& text) {
    if (!text.empty()) fmt::print("  {:<13} {}\n", name, text);
  };
  line("rows", FormatCount(Total(current, "total-records")));
  line("data files", fmt::format("{}, {}", FormatCount(Total(current, "total-data-files")),
                                 FormatBytes(Total(current, "total-files-size"))));
  line("snapshots", FormatCount(table->snapshots.size()));
  line("partitioning", Partitioning(*table));
  line("changed", FormatTime(FromMs(table->last_updated_ms)));
  line("location", table->location);
  line("metadata", entry->metadata_location);
  return kExitSuccess;
}

int History(Context& context, const TableCommand& command) {
  auto table = Load(context, command);
  Report report(context, {{"snapshot"},
                          {"time"},
                          {"operation"},
                          {"added_rows", true},
                          {"deleted_rows", true},
                          {"rows", true},
                          {"files", true},
                          {"current"}});
  size_t shown = 0;
  for (size_t i = table->snapshots.size(); i-- > 0 && (command.limit == 0 || shown < command.limit);
       ++shown) {
    const auto& snapshot = table->snapshots[i];
    bool current = table->current_snapshot_id == snapshot.snapshot_id;
    std::string id = std::to_string(snapshot.snapshot_id.value());
    report.Row({ReportCell(id, id), FormatTime(FromMs(snapshot.timestamp_ms)),
                snapshot.operation ? std::string(iceberg::ToString(*snapshot.operation)) : "",
                ReportCell::Count(Total(&snapshot, "added-records")),
                ReportCell::Count(Total(&snapshot, "deleted-records")),
                ReportCell::Count(Total(&snapshot, "total-records")),
                ReportCell::Count(Total(&snapshot, "total-data-files")),
                current ? ReportCell("yes", "true") : ReportCell("", "false")});
  }
  report.End();
  return kExitSuccess;
}

int Files(Context& context, const TableCommand& command) {
  auto table = Load(context, command);
  Report report(context, {{"content"}, {"rows", true}, {"bytes", true}, {"partition"}, {"file"}});
  if (const auto* snapshot = table->current_snapshot()) {
    auto plan = iceberg::PlanFiles(*table, *snapshot, context.lake().catalog().store());
    size_t shown = 0;
    for (const auto& task : plan.tasks) {
      if (command.limit > 0 && shown++ >= command.limit) break;
      const auto& file = task.file();
      const auto* spec = table->FindSpec(file.spec_id);
      report.Row({"data", ReportCell::Count(static_cast<uint64_t>(file.record_count)),
                  ReportCell::Bytes(static_cast<uint64_t>(file.file_size_in_bytes)),
                  spec ? spec->PartitionPath(file.partition) : "", file.file_path});
      for (const auto& entry : task.deletes) {
        const auto& deletes = entry->data_file;
        report.Row({"deletes", ReportCell::Count(static_cast<uint64_t>(deletes.record_count)),
                    ReportCell::Bytes(static_cast<uint64_t>(deletes.file_size_in_bytes)), "",
                    deletes.file_path});
      }
    }
    report.End();
    if (command.limit > 0 && plan.tasks.size() > command.limit &&
        context.format() == Format::kTable) {
      fmt::print("{} of {} files; -n 0 shows all\n", FormatCount(command.limit),
                 FormatCount(plan.tasks.size()));
    }
    return kExitSuccess;
  }
  report.End();
  return kExitSuccess;
}

using Action = int (*)(Context&, const TableCommand&);

void AddOne(CLI::App* parent, Context& context, const std::shared_ptr<TableCommand>& options,
            const std::string& name, const char* description, Action action) {
  auto* command = parent->add_subcommand(name, description);
  if (name == "list") {
    command->add_option("SCHEMA", options->schema, "Only this schema")->type_name("SCHEMA");
  } else {
    command->add_option("TABLE", options->name, "schema.table")->type_name("TABLE")->required();
  }
  if (name == "history" || name == "snapshots" || name == "files") {
    command->add_option("-n,--limit", options->limit, "How many; 0 is all (default: 50)")
        ->type_name("N");
  }
  command->add_option("--ref", options->ref, "A branch, a tag, main~2, @HASH (default: main)")
      ->type_name("REF");
  AddCommonOptions(command, context);
  command->callback([&context, options, action] {
    context.action = [&context, options, action] { return action(context, *options); };
  });
}

}  // namespace

void AddTable(CLI::App& app, Context& context) {
  auto options = std::make_shared<TableCommand>();
  auto* command = app.add_subcommand("table", "Tables and views: columns, snapshots, files");
  command->group("Data");
  command->add_option("--ref", options->ref, "A branch, a tag, main~2, @HASH (default: main)")
      ->type_name("REF");
  AddCommonOptions(command, context);
  AddExamples(
      command,
      "Examples:\n"
      "  tarn table                                      every table with rows and bytes\n"
      "  tarn table show gold.gold_daily_metrics         columns, partitioning, places\n"
      "  tarn table history gold.gold_daily_metrics      its snapshots, newest first\n"
      "  tarn table files bronze.customer_events -n 0    its data files\n"
      "  tarn table refs gold.gold_daily_metrics         its branches and tags\n"
      "  tarn table tag create gold.gold_daily_metrics audited\n"
      "  tarn table optimize bronze.customer_events      small files become large ones\n"
      "  tarn table expire-snapshots bronze.customer_events --older-than 7d\n"
      "  tarn table remove-orphan-files --dry-run        what nothing needs, in the whole lake\n"
      "\n"
      "Exit codes:\n"
      "  4 no such table, schema or reference");
  command->callback([&context, options, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context, options] { return List(context, *options); };
    }
  });
  AddOne(command, context, options, "list", "Every table and view, with rows and bytes", List);
  AddOne(command, context, options, "show", "Columns, partitioning and places of one", Show);
  AddOne(command, context, options, "history", "Its snapshots, newest first", History);
  AddOne(command, context, options, "snapshots", "The same as history", History);
  AddOne(command, context, options, "files", "Its data and delete files", Files);
  AddTableRefs(command, context);
  AddTableMaintenance(command, context);
}

}  // namespace tarn::cli
