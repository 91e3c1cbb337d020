#include "transform/artifacts/artifacts.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/context/digest.h"
#include "transform/context/render_scope.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Dict;
using jinja::Value;

constexpr const char* kDbtVersion = "1.10.23";

Value Metadata(const char* schema, const ArtifactInfo& info) {
  return Value(Dict{
      {"dbt_schema_version", Value(fmt::format("https://schemas.getdbt.com/dbt/{}.json", schema))},
      {"dbt_version", Value(kDbtVersion)},
      {"generated_at", Value(base::FormatTimestamp(info.generated))},
      {"invocation_id", Value(info.invocation_id)},
      {"invocation_started_at", Value(base::FormatTimestamp(info.started))},
      {"env", EmptyDict()}});
}

double Seconds(base::TimePoint time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1e6;
}

Value TextOrNone(const std::string& text) { return text.empty() ? Value::None() : Value(text); }

void AddCompiled(const Node& node, const NodeResult* result, Value& value) {
  const bool compiled = result != nullptr && result->compiled;
  const bool compiles = node.type == ResourceType::kModel || node.type == ResourceType::kTest ||
                        node.type == ResourceType::kAnalysis ||
                        node.type == ResourceType::kOperation;
  if (!compiles || !compiled) return;
  Set(value, "compiled", Value(true));
  Set(value, "compiled_code", Value(result->compiled_code));
  Set(value, "extra_ctes_injected", Value(true));
  std::vector<Value> ctes;
  for (const auto& [id, sql] : result->ctes) {
    ctes.emplace_back(Dict{{"id", Value(id)}, {"sql", Value(sql)}});
  }
  Set(value, "extra_ctes", Value::List(std::move(ctes)));
}

Value MacroValue(const MacroIndex& index, const Macro& macro, double created_at) {
  return Value(
      Dict{{"name", Value(macro.name)},
           {"resource_type", Value("macro")},
           {"package_name", Value(macro.package)},
           {"path", Value(macro.path)},
           {"original_file_path", Value(macro.original_file_path)},
           {"unique_id", Value(macro.unique_id)},
           {"macro_sql", Value(index.Text(macro))},
           {"depends_on", Value(Dict{{"macros", StringList(index.Calls(macro))}})},
           {"description", Value(macro.description)},
           {"meta", macro.meta.is_dict() ? macro.meta : EmptyDict()},
           {"docs", Value(Dict{{"show", Value(macro.docs_show)}, {"node_color", Value::None()}})},
           {"patch_path", TextOrNone(macro.patch_path)},
           {"arguments", macro.arguments.is_list() ? macro.arguments : Value::List()},
           {"created_at", Value(created_at)},
           {"supported_languages", macro.kind == jinja::MacroKind::kMaterialization
                                       ? StringList(macro.supported_languages)
                                       : Value::None()}});
}

Value DocValue(const DocBlock& doc) {
  return Value(Dict{{"name", Value(doc.name)},
                    {"resource_type", Value("doc")},
                    {"package_name", Value(doc.package)},
                    {"path", Value(doc.path)},
                    {"original_file_path", Value(doc.original_file_path)},
                    {"unique_id", Value(doc.unique_id)},
                    {"block_contents", Value(doc.contents)}});
}

void AddMaps(const Manifest& manifest, Value& root) {
  Value parents = EmptyDict(), children = EmptyDict();
  const graph::Dag& dag = manifest.dag;
  for (const Node& node : manifest.nodes) {
    const graph::NodeId id = *dag.Find(node.unique_id);
    auto names = [&](const std::vector<graph::NodeId>& ids) {
      std::vector<std::string> list;
      for (graph::NodeId other : ids) list.push_back(dag.name(other));
      std::sort(list.begin(), list.end());
      return StringList(list);
    };
    Set(parents, node.unique_id, names(dag.predecessors(id)));
    Set(children, node.unique_id, names(dag.successors(id)));
  }
  Set(root, "parent_map", parents);
  Set(root, "child_map", children);
  Set(root, "group_map", EmptyDict());
}

Value TimingValue(const char* name, const Phase& phase) {
  return Value(Dict{{"name", Value(name)},
                    {"started_at", Value(base::FormatTimestamp(phase.started))},
                    {"completed_at", Value(base::FormatTimestamp(phase.completed))}});
}

const char* ResultStatus(NodeStatus status) {
  switch (status) {
    case NodeStatus::kSuccess: return "success";
    case NodeStatus::kError: return "error";
    case NodeStatus::kSkipped: return "skipped";
    case NodeStatus::kPass: return "pass";
    case NodeStatus::kFail: return "fail";
    case NodeStatus::kWarn: return "warn";
    case NodeStatus::kNoOp: return "no-op";
  }
  return "error";
}

Value ArgsValue(const InvocationOptions& options) {
  Value vars = options.project.vars.is_dict() ? options.project.vars : EmptyDict();
  return Value(
      Dict{{"which", Value(CommandName(options.command))},
           {"invocation_command", Value(fmt::format("dbt {}", CommandName(options.command)))},
           {"select", StringList(options.selection.select)},
           {"exclude", StringList(options.selection.exclude)},
           {"selector", Value(options.selection.selector)},
           {"full_refresh", Value(options.full_refresh)},
           {"fail_fast", Value(options.fail_fast)},
           {"project_dir", Value(options.project.project_dir.string())},
           {"vars", vars}});
}

}  // namespace

std::string ManifestJson(const Manifest& manifest, const ArtifactInfo& info,
                         const std::vector<NodeResult>& results) {
  std::unordered_map<std::string, const NodeResult*> by_id;
  for (const auto& result : results) by_id[result.node->unique_id] = &result;
  const double created_at = Seconds(info.started);
  Value metadata = Metadata("manifest/v12", info);
  Set(metadata, "project_name", Value(manifest.project.name));
  Set(metadata, "project_id", Value(Md5Hex(manifest.project.name)));
  Set(metadata, "user_id", Value::None());
  Set(metadata, "send_anonymous_usage_stats", Value(false));
  Set(metadata, "adapter_type", Value(manifest.profile.adapter_type));
  Set(metadata, "quoting",
      Value(Dict{{"database", Value(true)},
                 {"schema", Value(true)},
                 {"identifier", Value(true)},
                 {"column", Value::None()}}));
  Value nodes = EmptyDict(), sources = EmptyDict(), exposures = EmptyDict();
  for (const Node& node : manifest.nodes) {
    Value value = NodeValue(node);
    Set(value, "created_at", Value(created_at));
    auto result = by_id.find(node.unique_id);
    AddCompiled(node, result == by_id.end() ? nullptr : result->second, value);
    Value& part = node.type == ResourceType::kSource     ? sources
                  : node.type == ResourceType::kExposure ? exposures
                                                         : nodes;
    Set(part, node.unique_id, std::move(value));
  }
  Value macros = EmptyDict(), docs = EmptyDict(), disabled = EmptyDict();
  for (const Macro& macro : manifest.macros.macros()) {
    Set(macros, macro.unique_id, MacroValue(manifest.macros, macro, created_at));
  }
  for (const auto& [id, doc] : manifest.docs) Set(docs, id, DocValue(doc));
  for (const Node& node : manifest.disabled) {
    Value value = NodeValue(node);
    Set(value, "created_at", Value(created_at));
    Set(disabled, node.unique_id, Value::List({value}));
  }
  Value root(Dict{{"metadata", metadata},
                  {"nodes", nodes},
                  {"sources", sources},
                  {"macros", macros},
                  {"docs", docs},
                  {"exposures", exposures},
                  {"metrics", EmptyDict()},
                  {"groups", EmptyDict()},
                  {"selectors", manifest.selectors.is_dict() ? manifest.selectors : EmptyDict()},
                  {"disabled", disabled}});
  AddMaps(manifest, root);
  for (const char* key : {"saved_queries", "semantic_models", "unit_tests"}) {
    Set(root, key, EmptyDict());
  }
  return ToCompactJson(root);
}

std::string RunResultsJson(const std::vector<NodeResult>& results, const ArtifactInfo& info,
                           const InvocationOptions& options, double elapsed_s) {
  std::vector<Value> list;
  for (const auto& result : results) {
    std::vector<Value> timing;
    if (result.status != NodeStatus::kSkipped) {
      timing = {TimingValue("compile", result.compile), TimingValue("execute", result.execute)};
    }
    const bool is_relation = result.node->type != ResourceType::kTest;
    list.emplace_back(Dict{
        {"status", Value(ResultStatus(result.status))},
        {"timing", Value::List(std::move(timing))},
        {"thread_id", Value(fmt::format("Thread-{}", result.thread))},
        {"execution_time", Value(result.execution_s)},
        {"adapter_response",
         result.adapter_response.is_dict() ? result.adapter_response : EmptyDict()},
        {"message", TextOrNone(result.message)},
        {"failures", result.failures ? Value(*result.failures) : Value::None()},
        {"unique_id", Value(result.node->unique_id)},
        {"compiled", Value(result.compiled)},
        {"compiled_code", result.compiled ? Value(result.compiled_code) : Value::None()},
        {"relation_name", is_relation ? TextOrNone(result.node->relation_name()) : Value::None()},
        {"batch_results", Value::None()}});
  }
  const Value root(Dict{{"metadata", Metadata("run-results/v6", info)},
                        {"results", Value::List(std::move(list))},
                        {"elapsed_time", Value(elapsed_s)},
                        {"args", ArgsValue(options)}});
  return ToCompactJson(root);
}

std::string SourcesJson(const std::vector<FreshnessResult>& results, const ArtifactInfo& info,
                        double elapsed_s) {
  std::vector<Value> list;
  for (const auto& result : results) {
    if (result.status == NodeStatus::kError) {
      list.emplace_back(Dict{{"unique_id", Value(result.node->unique_id)},
                             {"error", Value(result.error)},
                             {"status", Value("runtime error")}});
      continue;
    }
    const char* status = result.status == NodeStatus::kPass   ? "pass"
                         : result.status == NodeStatus::kWarn ? "warn"
                                                              : "error";
    const Value* criteria = result.node->config_value("freshness");
    list.emplace_back(Dict{{"unique_id", Value(result.node->unique_id)},
                           {"max_loaded_at", Value(base::FormatTimestamp(result.max_loaded_at))},
                           {"snapshotted_at", Value(base::FormatTimestamp(result.snapshotted_at))},
                           {"max_loaded_at_time_ago_in_s", Value(result.age_s)},
                           {"status", Value(status)},
                           {"criteria", criteria == nullptr ? Value::None() : *criteria},
                           {"adapter_response", EmptyDict()},
                           {"timing", Value::List({TimingValue("execute", result.execute)})},
                           {"thread_id", Value("Thread-1")},
                           {"execution_time", Value(result.execution_s)}});
  }
  const Value root(Dict{{"metadata", Metadata("sources/v3", info)},
                        {"results", Value::List(std::move(list))},
                        {"elapsed_time", Value(elapsed_s)}});
  return ToCompactJson(root);
}

std::string CatalogJson(const std::vector<CatalogTable>& tables, const ArtifactInfo& info) {
  Value nodes = EmptyDict(), sources = EmptyDict();
  for (const auto& table : tables) {
    Value columns = EmptyDict();
    for (const auto& column : table.columns) {
      Set(columns, column.name,
          Value(Dict{{"type", Value(column.type)},
                     {"index", Value(column.index)},
                     {"name", Value(column.name)},
                     {"comment", Value::None()}}));
    }
    const Value metadata(Dict{{"type", Value(table.type)},
                              {"schema", Value(table.node->schema)},
                              {"name", Value(table.node->alias)},
                              {"database", Value(table.node->database)},
                              {"comment", Value::None()},
                              {"owner", Value::None()}});
    const Value has_stats(
        Dict{{"id", Value("has_stats")},
             {"label", Value("Has Stats?")},
             {"value", Value(false)},
             {"include", Value(false)},
             {"description", Value("Indicates whether there are statistics for this table")}});
    Value& part = table.node->type == ResourceType::kSource ? sources : nodes;
    Set(part, table.node->unique_id,
        Value(Dict{{"metadata", metadata},
                   {"columns", columns},
                   {"stats", Value(Dict{{"has_stats", has_stats}})},
                   {"unique_id", Value(table.node->unique_id)}}));
  }
  const Value root(Dict{{"metadata", Metadata("catalog/v1", info)},
                        {"nodes", nodes},
                        {"sources", sources},
                        {"errors", Value::None()}});
  return ToCompactJson(root);
}

void WriteTextFile(const std::filesystem::path& path, const std::string& text) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  const std::filesystem::path temporary = path.string() + ".tmp";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) {
      const int code = errno;
      std::filesystem::remove(temporary, error);
      throw base::Error(
          code == ENOSPC ? base::ErrorKind::kResourceExhausted : base::ErrorKind::kPermissionDenied,
          fmt::format("cannot write {}: {}", path.string(), std::strerror(code)),
          "is the folder writable, and the disk not full?");
    }
  }
  std::filesystem::rename(temporary, path, error);
  if (error) {
    throw base::Error(base::ErrorKind::kPermissionDenied,
                      fmt::format("cannot write {}: {}", path.string(), error.message()));
  }
}

}  // namespace tarn::transform
