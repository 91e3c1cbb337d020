#include "transform/runner/console_lines.h"

#include <map>

#include <fmt/format.h>

#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

constexpr size_t kWidth = 80;

std::string RelationText(const Node& node) {
  return node.schema.empty() ? node.alias : node.schema + "." + node.alias;
}

std::string Describe(const Node& node) {
  switch (node.type) {
    case ResourceType::kModel:
      return fmt::format("sql {} model {}", node.materialized(), RelationText(node));
    case ResourceType::kSeed: return "seed file " + RelationText(node);
    case ResourceType::kSource:
      return fmt::format("freshness of {}.{}", node.source_name, node.name);
    case ResourceType::kTest: return "test " + node.name;
    default: return std::string(ResourceTypeName(node.type)) + " " + node.name;
  }
}

std::string Plural(size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string TestLine(const NodeResult& result, const std::string& place, const std::string& time) {
  const std::string& name = result.node->name;
  switch (result.status) {
    case NodeStatus::kPass:
      return DottedLine(fmt::format("{} PASS {}", place, name), "PASS in " + time);
    case NodeStatus::kWarn:
      return DottedLine(fmt::format("{} WARN {} {}", place, result.failures.value_or(0), name),
                        fmt::format("WARN {} in {}", result.failures.value_or(0), time));
    case NodeStatus::kFail:
      return DottedLine(fmt::format("{} FAIL {} {}", place, result.failures.value_or(0), name),
                        fmt::format("FAIL {} in {}", result.failures.value_or(0), time));
    default: return DottedLine(fmt::format("{} ERROR {}", place, name), "ERROR in " + time);
  }
}

std::string FreshnessLine(const NodeResult& result, const std::string& place,
                          const std::string& time) {
  const std::string what = Describe(*result.node);
  switch (result.status) {
    case NodeStatus::kPass:
      return DottedLine(fmt::format("{} PASS {}", place, what), "PASS in " + time);
    case NodeStatus::kWarn:
      return DottedLine(fmt::format("{} WARN {}", place, what), "WARN in " + time);
    case NodeStatus::kFail:
      return DottedLine(fmt::format("{} ERROR STALE {}", place, what), "ERROR STALE in " + time);
    default: return DottedLine(fmt::format("{} ERROR {}", place, what), "ERROR in " + time);
  }
}

bool IsFailure(const NodeResult& result) {
  return result.status == NodeStatus::kError || result.status == NodeStatus::kFail;
}

}  // namespace

std::string DottedLine(const std::string& text, const std::string& status) {
  std::string line = text + " ";
  if (line.size() < kWidth) line.append(kWidth - line.size(), '.');
  return fmt::format("{} [{}]", line, status);
}

std::string StartLine(const Node& node, size_t index, size_t total) {
  return DottedLine(fmt::format("{} of {} START {}", index, total, Describe(node)), "RUN");
}

std::string FinishLine(const NodeResult& result, size_t index, size_t total) {
  const Node& node = *result.node;
  const std::string place = fmt::format("{} of {}", index, total);
  const std::string time = fmt::format("{:.2f}s", result.execution_s);
  if (result.status == NodeStatus::kSkipped) {
    const std::string what =
        node.type == ResourceType::kTest ? "test " + node.name : "relation " + RelationText(node);
    return DottedLine(fmt::format("{} SKIP {}", place, what), "SKIP");
  }
  if (node.type == ResourceType::kTest) return TestLine(result, place, time);
  if (node.type == ResourceType::kSource) return FreshnessLine(result, place, time);
  const bool seed = node.type == ResourceType::kSeed;
  if (result.status == NodeStatus::kSuccess) {
    return DottedLine(
        fmt::format("{} OK {} {}", place, seed ? "loaded" : "created", Describe(node)),
        fmt::format("{} in {}", GetString(result.adapter_response, "_message", "OK"), time));
  }
  return DottedLine(
      fmt::format("{} ERROR {} {}", place, seed ? "loading" : "creating", Describe(node)),
      "ERROR in " + time);
}

std::string FoundLine(const Manifest& manifest) {
  std::map<ResourceType, size_t> counts;
  for (const Node& node : manifest.nodes) ++counts[node.type];
  std::string text = "Found";
  const char* separator = " ";
  auto add = [&](size_t count, const std::string& noun) {
    if (count == 0) return;
    text += separator + Plural(count, noun);
    separator = ", ";
  };
  add(counts[ResourceType::kModel], "model");
  if (const size_t count = counts[ResourceType::kAnalysis]) {
    text += fmt::format("{}{} {}", separator, count, count == 1 ? "analysis" : "analyses");
    separator = ", ";
  }
  add(counts[ResourceType::kTest], "data test");
  add(counts[ResourceType::kSeed], "seed");
  add(counts[ResourceType::kOperation], "operation");
  add(counts[ResourceType::kSource], "source");
  add(counts[ResourceType::kExposure], "exposure");
  add(manifest.macros.macros().size(), "macro");
  return text;
}

std::string FinishedLine(const std::vector<NodeResult>& results, double elapsed_s) {
  std::map<std::string, size_t> kinds;
  for (const auto& result : results) {
    const Node& node = *result.node;
    if (node.type == ResourceType::kModel) {
      ++kinds[node.materialized() + " model"];
    } else if (node.type == ResourceType::kTest) {
      ++kinds["data test"];
    } else if (node.type == ResourceType::kOperation) {
      ++kinds["project hook"];
    } else {
      ++kinds[std::string(ResourceTypeName(node.type))];
    }
  }
  std::string list;
  for (const auto& [kind, count] : kinds) {
    list += (list.empty() ? " " : ", ") + Plural(count, kind);
  }
  const auto seconds = static_cast<int64_t>(elapsed_s);
  return fmt::format("Finished running{} in {} hours {} minutes and {:.2f} seconds ({:.2f}s).",
                     list, seconds / 3600, seconds / 60 % 60,
                     elapsed_s - static_cast<double>(seconds / 60 * 60), elapsed_s);
}

std::vector<std::string> SummaryLines(const std::vector<NodeResult>& results) {
  size_t errors = 0, warnings = 0;
  for (const auto& result : results) {
    errors += IsFailure(result) ? 1 : 0;
    warnings += result.status == NodeStatus::kWarn ? 1 : 0;
  }
  if (errors == 0 && warnings == 0) return {"Completed successfully"};
  std::vector<std::string> lines = {
      fmt::format("Completed with {}, 0 partial successes, and {}:", Plural(errors, "error"),
                  Plural(warnings, "warning"))};
  for (const auto& result : results) {
    const bool warning = result.status == NodeStatus::kWarn;
    if (!IsFailure(result) && !warning) continue;
    lines.emplace_back();
    lines.push_back(fmt::format("{} in {} {} ({})",
                                warning                              ? "Warning"
                                : result.status == NodeStatus::kFail ? "Failure"
                                                                     : "Error",
                                ResourceTypeName(result.node->type), result.node->name,
                                result.node->original_file_path));
    lines.push_back("  " + result.message);
  }
  return lines;
}

std::string DoneLine(const std::vector<NodeResult>& results) {
  size_t pass = 0, warn = 0, error = 0, skip = 0, noop = 0;
  for (const auto& result : results) {
    switch (result.status) {
      case NodeStatus::kSuccess:
      case NodeStatus::kPass: ++pass; break;
      case NodeStatus::kWarn: ++warn; break;
      case NodeStatus::kSkipped: ++skip; break;
      case NodeStatus::kNoOp: ++noop; break;
      default: ++error;
    }
  }
  return fmt::format("Done. PASS={} WARN={} ERROR={} SKIP={} NO-OP={} TOTAL={}", pass, warn, error,
                     skip, noop, results.size());
}

}  // namespace tarn::transform
