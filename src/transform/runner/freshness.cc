#include <algorithm>

#include "base/error.h"
#include "transform/context/date_time.h"
#include "transform/context/value_tree.h"
#include "transform/runner/console_lines.h"
#include "transform/runner/run_context.h"

namespace tarn::transform {

namespace {

using jinja::Value;

// Seconds of {count, period}; nothing when not set.
std::optional<double> Threshold(const Value& freshness, const char* key) {
  const Value* time = Get(freshness, key);
  const Value* count = time == nullptr ? nullptr : Get(*time, "count");
  if (count == nullptr || !count->is_int()) return std::nullopt;
  const std::string period = GetString(*time, "period");
  const double unit = period == "minute" ? 60 : period == "hour" ? 3600 : 86'400;
  return static_cast<double>(count->AsInt()) * unit;
}

bool IsChecked(const Node& node) {
  const Value* freshness = node.config_value("freshness");
  if (freshness == nullptr || !freshness->is_dict()) return false;
  return Threshold(*freshness, "warn_after") || Threshold(*freshness, "error_after");
}

base::TimePoint ToTime(const Value& value, const std::string& what) {
  if (auto us = TimeMicroseconds(value)) return base::TimePoint(std::chrono::microseconds(*us));
  if (value.is_string()) return base::ParseTimestamp(value.AsString());
  base::Throw(base::ErrorKind::kFailedPrecondition, "{}: expected a timestamp, got {}", what,
              jinja::Repr(value));
}

void Measure(RunContext& context, const Node& node, Database& database, FreshnessResult* result) {
  const Value& freshness = *node.config_value("freshness");
  const std::string field = node.config_string("loaded_at_field");
  const std::string query = node.config_string("loaded_at_query");
  if (field.empty() && query.empty()) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}: freshness of '{}.{}' needs a loaded_at_field", node.where,
                                  node.source_name, node.name),
                      "name the column that says when a row was loaded");
  }
  RenderScope scope(context.manifest(), &node, &context.facts(), &database);
  QueryResult rows;
  if (!query.empty()) {
    rows = database.Query(query);
  } else {
    const std::string filter = GetString(freshness, "filter");
    const Value answer =
        scope.CallMacro("collect_freshness", {MakeRelation(RelationOf(node)), Value(field),
                                              filter.empty() ? Value::None() : Value(filter)});
    const Value* data = Get(answer, "data");
    if (data != nullptr && data->is_list()) {
      for (const Value& row : data->AsList()) rows.rows.push_back(row.Sequence());
    }
  }
  if (rows.rows.size() != 1 || rows.rows[0].empty() || rows.rows[0][0].is_none()) {
    base::Throw(base::ErrorKind::kFailedPrecondition,
                "freshness of '{}.{}': there is no row with a value in {}", node.source_name,
                node.name, field.empty() ? query : field);
  }
  result->max_loaded_at = ToTime(rows.rows[0][0], field);
  result->snapshotted_at = rows.rows[0].size() > 1 && !rows.rows[0][1].is_none()
                               ? ToTime(rows.rows[0][1], "current_timestamp")
                               : context.Now();
  result->age_s =
      std::chrono::duration<double>(result->snapshotted_at - result->max_loaded_at).count();
  const auto warn = Threshold(freshness, "warn_after");
  const auto error = Threshold(freshness, "error_after");
  result->status = error && result->age_s > *error ? NodeStatus::kFail
                   : warn && result->age_s > *warn ? NodeStatus::kWarn
                                                   : NodeStatus::kPass;
}

}  // namespace

void CheckFreshness(RunContext& context) {
  context.Parse();
  std::vector<const Node*> nodes = context.Select({ResourceType::kSource});
  std::erase_if(nodes, [](const Node* node) { return !IsChecked(*node); });
  auto lease = context.TakeSession();
  Database database = context.MakeDatabase(lease->session());
  std::vector<FreshnessResult> measured;
  size_t index = 0;
  for (const Node* node : nodes) {
    NodeResult result;
    result.node = node;
    result.index = ++index;
    result.thread = 1;
    context.Emit({Event::Kind::kNodeStart, StartLine(*node, index, nodes.size()), &result, index,
                  nodes.size()});
    FreshnessResult freshness;
    freshness.node = node;
    freshness.execute.started = context.Now();
    try {
      Measure(context, *node, database, &freshness);
      result.message = fmt::format("newest row is {:.0f} s old", freshness.age_s);
    } catch (const base::Error& e) {
      if (e.kind() == base::ErrorKind::kCancelled) throw;
      freshness.status = NodeStatus::kError;
      freshness.error = result.message = e.Describe();
    }
    freshness.execute.completed = context.Now();
    freshness.execution_s = context.SecondsSince(freshness.execute.started);
    result.status = freshness.status;
    result.execute = freshness.execute;
    result.execution_s = freshness.execution_s;
    if (result.status == NodeStatus::kError || result.status == NodeStatus::kFail) {
      context.result().exit_code = 1;
    }
    context.Emit({Event::Kind::kNodeFinish, FinishLine(result, index, nodes.size()), &result, index,
                  nodes.size()});
    measured.push_back(std::move(freshness));
    context.result().results.push_back(std::move(result));
  }
  const ArtifactInfo info = context.artifact_info();
  context.WriteArtifact("sources.json",
                        SourcesJson(measured, info, context.SecondsSince(info.started)));
  context.Info(DoneLine(context.result().results));
}

}  // namespace tarn::transform
