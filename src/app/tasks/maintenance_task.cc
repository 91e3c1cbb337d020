// maintenance by a policy: which tables, what is done to them and how often. See
// docs/guide/maintenance.md.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/tasks/cancel_watch.h"
#include "app/tasks/lake_tasks.h"
#include "base/suggest.h"
#include "base/wildcards.h"
#include "catalog/maintenance/file_sweep.h"
#include "orchestrate/dags/duration.h"

namespace tarn::app {
namespace {

using base::ErrorKind;

const std::vector<std::string>& ActionNames() {
  static const std::vector<std::string> names = {"optimize", "rewrite_position_delete_files",
                                                 "optimize_manifests", "expire_snapshots",
                                                 "remove_orphan_files"};
  return names;
}

// optimize takes deletes in: what rewrites delete files is for those who leave it out.
std::vector<std::string> DefaultActions() {
  return {"optimize", "optimize_manifests", "expire_snapshots", "remove_orphan_files"};
}

struct Policy {
  std::vector<std::string> tables = {"*.*"};
  std::vector<std::string> exclude;
  std::vector<std::string> actions = DefaultActions();
  std::chrono::microseconds retention = catalog::kDefaultCommitRetention;
  std::string file_size_threshold = "100MB";
  std::chrono::microseconds commit_retention = catalog::kDefaultCommitRetention;
  std::chrono::microseconds orphan_age = catalog::kDefaultCommitRetention;
  std::chrono::microseconds every{0};
};

// When an action was last done to a table, in a file of the lake's state folder: losing it makes
// maintenance due.
class LastDone {
 public:
  LastDone(const std::string& state_folder, const std::string& content_id)
      : path_(state_folder + "/maintenance/" + content_id) {
    std::ifstream in(path_);
    std::string action, time;
    while (in >> action >> time) {
      try {
        times_[action] = base::ParseTimestamp(time);
      } catch (const base::Error&) {  // damaged: due
      }
    }
  }

  bool Due(const std::string& action, base::TimePoint now, std::chrono::microseconds every) const {
    const auto last = times_.find(action);
    return last == times_.end() || now - last->second >= every;
  }
  void Set(const std::string& action, base::TimePoint now) {
    times_[action] = now;
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
    const std::string next = path_ + ".next";
    std::ofstream out(next, std::ios::trunc);
    for (const auto& [name, time] : times_)
      out << name << " " << base::FormatTimestamp(time) << "\n";
    out.close();
    if (out) std::filesystem::rename(next, path_, ignored);
  }

 private:
  const std::string path_;
  std::map<std::string, base::TimePoint> times_;
};

std::string Quoted(const std::string& text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

class MaintenanceTask : public orchestrate::PreparedTask {
 public:
  MaintenanceTask(const TaskServices& services, Policy policy)
      : services_(services), policy_(std::move(policy)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    orchestrate::TaskOutcome outcome;
    Failures failures;
    const auto tables = Tables(context, failures);
    auto session = NewTaskSession(services_, context);
    CancelWatch watch(*session, context.cancel);
    Execute(*session, "SET SESSION expire_snapshots_min_retention = '0s'");
    std::map<std::string, int64_t> totals;
    std::vector<const Table*> swept;
    size_t number = 0;
    for (const Table& table : tables) {
      context.cancel.Check();
      context.note.Set(fmt::format("{} of {}: {}", ++number, tables.size(), table.name));
      LastDone last(services_.config.state_folder, table.content_id);
      for (const std::string& action : policy_.actions) {
        const base::TimePoint now = base::Clock::System().Now();
        if (!last.Due(action, now, table.every)) continue;
        if (action == "remove_orphan_files") {
          swept.push_back(&table);
          continue;
        }
        if (Do(*session, context, action, table, totals, failures)) last.Set(action, now);
      }
    }
    Sweep(context, tables, swept, totals);
    failures.Throw();
    for (const auto& [name, value] : totals) outcome.details[name] = std::to_string(value);
    outcome.message =
        fmt::format("{} tables, {} files rewritten, {} snapshots expired, {} files removed",
                    tables.size(), totals["rewritten_data_files_count"],
                    totals["expired_snapshots_count"], totals["deleted_files_count"]);
    return outcome;
  }

 private:
  // What went wrong with single tables: the others go on, and the task fails in the end.
  class Failures {
   public:
    // Throws what concerns more than one table.
    void Add(orchestrate::TaskContext& context, const std::string& table, const std::string& action,
             const base::Error& error) {
      if (error.kind() == ErrorKind::kCancelled || error.kind() == ErrorKind::kCommitStateUnknown) {
        throw error;
      }
      context.log.Info(fmt::format("{}: {} failed: {}", table, action, error.what()));
      if (!first_) first_ = error;
      tables_.insert(table);
    }
    void Throw() const {
      if (!first_) return;
      throw base::Error(
          first_->kind(),
          fmt::format("maintenance failed in {} table{}: {}: {}", tables_.size(),
                      tables_.size() == 1 ? "" : "s", fmt::join(tables_, ", "), first_->message()),
          first_->hint());
    }

   private:
    std::optional<base::Error> first_;
    std::set<std::string> tables_;
  };

  struct Table {
    std::string name;      // schema.table
    std::string sql_name;  // quoted
    std::string content_id;
    std::string location;
    std::chrono::microseconds retention{0};
    std::string file_size_threshold;
    std::chrono::microseconds every{0};
  };

  bool Chosen(const std::string& name) const {
    const auto any = [&](const std::vector<std::string>& patterns) {
      return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) {
        return base::MatchesWildcards(name, pattern);
      });
    };
    return any(policy_.tables) && !any(policy_.exclude);
  }

  std::vector<Table> Tables(orchestrate::TaskContext& context, Failures& failures) const {
    std::vector<Table> tables;
    const auto snapshot = services_.catalog().Snapshot(context.ref);
    std::vector<catalog::Namespace> queue = snapshot->ListNamespaces();
    while (!queue.empty()) {
      const catalog::Namespace ns = std::move(queue.back());
      queue.pop_back();
      for (auto& child : snapshot->ListNamespaces(ns)) queue.push_back(std::move(child));
      for (const auto& entry : snapshot->List(ns)) {
        if (entry.kind != catalog::ContentKind::kTable) continue;
        if (!Chosen(entry.identifier.ToString())) continue;
        try {
          if (auto table = PolicyOf(entry, *snapshot->LoadTable(entry.identifier))) {
            tables.push_back(std::move(*table));
          }
        } catch (const base::Error& error) {
          failures.Add(context, entry.identifier.ToString(), "reading its policy", error);
        }
      }
    }
    std::sort(tables.begin(), tables.end(),
              [](const Table& a, const Table& b) { return a.name < b.name; });
    return tables;
  }

  static std::chrono::microseconds DurationProperty(const std::string& table,
                                                    const iceberg::TableMetadata& metadata,
                                                    const std::string& property,
                                                    std::chrono::microseconds fallback) {
    const std::string text = metadata.Property(property);
    if (text.empty()) return fallback;
    if (const auto duration = orchestrate::ParseDuration(text)) return *duration;
    throw base::Error(
        ErrorKind::kInvalidArgument,
        fmt::format("table {}: the property {} is no duration: '{}'", table, property, text),
        "write it as 12h or 7d");
  }

  // The table's properties come before the DAG's policy.
  std::optional<Table> PolicyOf(const catalog::Entry& entry,
                                const iceberg::TableMetadata& metadata) const {
    if (metadata.Property("maintenance.enabled", "true") == "false") return std::nullopt;
    Table table;
    table.name = entry.identifier.ToString();
    table.sql_name = Quoted(catalog::ToString(entry.identifier.ns), '"') + "." +
                     Quoted(entry.identifier.name, '"');
    table.content_id = entry.content_id;
    table.location = metadata.location;
    table.retention =
        DurationProperty(table.name, metadata, "maintenance.retention", policy_.retention);
    table.file_size_threshold =
        metadata.Property("maintenance.file-size-threshold", policy_.file_size_threshold);
    table.every = DurationProperty(table.name, metadata, "maintenance.every", policy_.every);
    return table;
  }

  static std::string StatementOf(const std::string& action, const Table& table) {
    std::string arguments;
    if (action == "optimize") {
      arguments =
          fmt::format("(file_size_threshold => {})", Quoted(table.file_size_threshold, '\''));
    } else if (action == "expire_snapshots") {
      // Files go in one sweep for all tables.
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(table.retention);
      arguments = fmt::format("(retention_threshold => '{}s', clean_expired_files => false)",
                              seconds.count());
    }
    return fmt::format("ALTER TABLE {} EXECUTE {}{}", table.sql_name, action, arguments);
  }

  // The metrics that a statement gives.
  static std::vector<std::pair<std::string, int64_t>> Execute(engine::Session& session,
                                                              const std::string& statement) {
    std::vector<std::pair<std::string, int64_t>> metrics;
    for (const auto& row : engine::Collect(*session.Execute(statement)).rows) {
      if (row.size() != 2) continue;
      metrics.emplace_back(std::get<std::string>(row[0].data), std::get<int64_t>(row[1].data));
    }
    return metrics;
  }

  // False when the table was left alone: others wait for their turn, and the next run tries again.
  static bool Do(engine::Session& session, orchestrate::TaskContext& context,
                 const std::string& action, const Table& table,
                 std::map<std::string, int64_t>& totals, Failures& failures) {
    try {
      for (const auto& [name, value] : Execute(session, StatementOf(action, table))) {
        if (value > 0) context.log.Info(fmt::format("{}: {} {}", table.name, name, value));
        totals[name] += value;
      }
      return true;
    } catch (const base::Error& error) {
      const bool only_this_table = error.kind() == ErrorKind::kConflict ||
                                   error.kind() == ErrorKind::kUnsupported ||
                                   error.kind() == ErrorKind::kFailedPrecondition;
      if (!only_this_table) {
        failures.Add(context, table.name, action, error);
        return false;
      }
      context.log.Info(
          fmt::format("{}: {} left it alone: {}", table.name, action, error.message()));
      ++totals["left_alone_count"];
      return false;
    }
  }

  // One walk over the lake for all tables.
  void Sweep(orchestrate::TaskContext& context, const std::vector<Table>& tables,
             const std::vector<const Table*>& swept, std::map<std::string, int64_t>& totals) {
    const bool expires = std::find(policy_.actions.begin(), policy_.actions.end(),
                                   "expire_snapshots") != policy_.actions.end();
    if (!expires && swept.empty()) return;
    context.note.Set("looking for files that nothing needs");
    catalog::SweepOptions options;
    options.commit_retention = policy_.commit_retention;
    options.cancel = context.cancel;
    auto sweep = services_.catalog().BeginSweep(options);
    catalog::SweepReport report;
    if (expires) {
      for (const Table& table : tables) report += sweep->RemoveUnretained(table.content_id);
    }
    for (const Table* table : swept) {
      const base::TimePoint now = base::Clock::System().Now();
      try {
        report += sweep->RemoveOrphans(table->location, now - policy_.orphan_age);
      } catch (const base::Error& error) {
        if (error.kind() != ErrorKind::kFailedPrecondition) throw;
        context.log.Info(fmt::format("{}: left alone: {}", table->name, error.message()));
        continue;
      }
      LastDone(services_.config.state_folder, table->content_id).Set("remove_orphan_files", now);
    }
    for (const std::string& file : report.first_files) context.log.Info("removed " + file);
    totals["deleted_files_count"] += static_cast<int64_t>(report.deleted_files);
    totals["deleted_bytes"] += static_cast<int64_t>(report.deleted_bytes);
  }

  const TaskServices& services_;
  const Policy policy_;
};

std::chrono::microseconds DurationOf(const orchestrate::TaskArguments& arguments,
                                     const std::string& key, std::chrono::microseconds fallback) {
  const auto text = arguments.String(key);
  if (!text) return fallback;
  const auto duration = orchestrate::ParseDuration(*text);
  if (!duration) {
    arguments.Fail(key, fmt::format("expected a duration, got '{}'", *text),
                   "write it as 12h or 7d");
  }
  return *duration;
}

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareMaintenancePolicy(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"tables", "exclude", "actions", "retention", "commit_retention",
                       "orphan_age", "file_size_threshold", "every"});
  Policy policy;
  if (arguments.Has("tables")) policy.tables = arguments.Strings("tables");
  policy.exclude = arguments.Strings("exclude");
  if (arguments.Has("actions")) policy.actions = arguments.Strings("actions");
  for (const std::string& action : policy.actions) {
    if (std::find(ActionNames().begin(), ActionNames().end(), action) == ActionNames().end()) {
      arguments.Fail(
          "actions",
          fmt::format("unknown action '{}'{}", action, base::DidYouMean(action, ActionNames())),
          fmt::format("actions: {}", fmt::join(ActionNames(), ", ")));
    }
  }
  policy.retention = DurationOf(arguments, "retention", policy.retention);
  policy.file_size_threshold =
      arguments.String("file_size_threshold").value_or(policy.file_size_threshold);
  policy.commit_retention = DurationOf(arguments, "commit_retention", policy.commit_retention);
  policy.orphan_age = DurationOf(arguments, "orphan_age", policy.orphan_age);
  policy.every = DurationOf(arguments, "every", policy.every);
  return std::make_unique<MaintenanceTask>(services, std::move(policy));
}

}  // namespace tarn::app
