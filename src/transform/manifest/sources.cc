#include <algorithm>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"

namespace tarn::transform {

namespace {

using jinja::Dict;
using jinja::Value;

const std::vector<std::string>& TableKeys() {
  static const std::vector<std::string> kKeys = {
      "name",      "description", "identifier", "columns",         "data_tests",      "tests",
      "freshness", "quoting",     "external",   "loaded_at_field", "loaded_at_query", "meta",
      "tags",      "config",      "docs"};
  return kKeys;
}

// A key beside or inside of `config`; null when absent. `present` also tells an explicit null.
const YamlNode* FindSetting(const YamlNode& yaml, const char* key, bool* present = nullptr) {
  const YamlNode* value = yaml.Find(key);
  const YamlNode* config = yaml.Find("config");
  if (value == nullptr && config != nullptr && config->is_map()) value = config->Find(key);
  if (present != nullptr) *present = value != nullptr;
  return value == nullptr || value->is_null() ? nullptr : value;
}

Value TimeValue(const YamlNode* threshold, const char* what) {
  Value value(Dict{{"count", Value::None()}, {"period", Value::None()}});
  if (threshold == nullptr || threshold->is_null()) return value;
  threshold->AsMap(what);
  const YamlNode* count = threshold->Find("count");
  if (count == nullptr) threshold->Fail(fmt::format("{}: 'count' is missing", what));
  Set(value, "count", Value(count->AsInt("count")));
  const std::string period = threshold->RequiredString("period", what);
  if (period != "minute" && period != "hour" && period != "day") {
    threshold->Find("period")->Fail(
        fmt::format("period: expected minute, hour or day, got '{}'", period));
  }
  Set(value, "period", Value(period));
  return value;
}

void AddTags(const YamlNode& yaml, std::vector<std::string>* tags) {
  for (const YamlNode* place : {&yaml, yaml.Find("config")}) {
    if (place == nullptr || !place->is_map()) continue;
    const YamlNode* list = place->Find("tags");
    if (list == nullptr) continue;
    for (auto& tag : list->AsStrings("tags")) {
      if (std::find(tags->begin(), tags->end(), tag) == tags->end()) tags->push_back(tag);
    }
  }
}

void AddMeta(const YamlNode& yaml, Value* meta) {
  for (const YamlNode* place : {&yaml, yaml.Find("config")}) {
    if (place == nullptr || !place->is_map()) continue;
    const YamlNode* more = place->Find("meta");
    if (more == nullptr || more->is_null()) continue;
    const Value entries = more->AsMap("meta").ToValue();
    for (const auto& entry : entries.AsDict()) meta->AsDict().Set(entry.key, entry.value);
  }
}

void AddQuoting(const YamlNode& yaml, Value* quoting) {
  const YamlNode* map = yaml.Find("quoting");
  if (map == nullptr || map->is_null()) return;
  const Value entries = map->AsMap("quoting").ToValue();
  for (const auto& entry : entries.AsDict()) quoting->AsDict().Set(entry.key, entry.value);
}

}  // namespace

void ProjectParser::ParseSources() {
  for (const auto& entry : entries_) {
    if (entry->kind == "sources") ParseSource(*entry);
    if (entry->kind == "exposures") ParseExposure(*entry);
  }
}

void ProjectParser::ParseSource(Entry& entry) {
  entry.used = true;
  if (const YamlNode* overrides = entry.yaml->Find("overrides")) {
    throw base::Error(
        base::ErrorKind::kUnsupported,
        fmt::format("{}: 'overrides' of sources is not supported", overrides->Where()),
        "declare the source in the package itself");
  }
  const YamlNode* tables = entry.yaml->Find("tables");
  if (tables == nullptr || tables->is_null()) return;
  for (const YamlNode& table : tables->AsList("tables").items()) {
    table.AsMap("a table");
    for (const auto& message : table.UnknownKeys(TableKeys(), "a source's table")) Warn(message);
    ParseSourceTable(entry, table);
  }
}

// The table's thresholds over the source's; an explicit null switches the check off (None).
// Undefined when neither says anything.
Value ProjectParser::Freshness(const YamlNode& source, const YamlNode& table) {
  bool table_says = false;
  const YamlNode* own = FindSetting(table, "freshness", &table_says);
  const YamlNode* base = FindSetting(source, "freshness");
  if (table_says && own == nullptr) return Value::None();
  if (own == nullptr && base == nullptr) return Value();
  auto part = [&](const char* key) -> const YamlNode* {
    for (const YamlNode* place : {own, base}) {
      if (place == nullptr) continue;
      const YamlNode* value = place->AsMap("freshness").Find(key);
      if (value != nullptr && !value->is_null()) return value;
    }
    return nullptr;
  };
  const YamlNode* filter = part("filter");
  return Value(
      Dict{{"warn_after", TimeValue(part("warn_after"), "warn_after")},
           {"error_after", TimeValue(part("error_after"), "error_after")},
           {"filter", filter == nullptr ? Value::None() : Value(filter->AsString("filter"))}});
}

void ProjectParser::ParseSourceTable(Entry& entry, const YamlNode& table) {
  const YamlNode& source = *entry.yaml;
  const Project& project = *entry.file->package->project;
  const ProjectFile& file = *entry.file->file;
  const ValueRenderer render = SchemaRenderer(project.name);
  auto text = [&](const YamlNode& yaml, const char* key, const std::string& fallback) {
    const std::string raw = yaml.OptionalString(key);
    return raw.empty() ? fallback : jinja::Str(render(raw));
  };
  Node node;
  node.type = ResourceType::kSource;
  node.source_name = source.RequiredString("name", "a source");
  node.name = table.RequiredString("name", "a table");
  node.package = project.name;
  node.unique_id = fmt::format("source.{}.{}.{}", project.name, node.source_name, node.name);
  node.path = node.original_file_path = file.original();
  node.root = project.root;
  node.fqn = {project.name};
  for (const auto& part : std::filesystem::path(file.relative).parent_path()) {
    node.fqn.push_back(part.string());
  }
  node.fqn.push_back(node.source_name);
  node.fqn.push_back(node.name);
  node.where = table.Where();
  node.unrendered_database = source.OptionalString("database", source.OptionalString("catalog"));
  node.unrendered_schema = source.OptionalString("schema");
  node.database =
      text(source, source.Find("database") ? "database" : "catalog", manifest_.profile.database);
  node.schema = text(source, "schema", node.source_name);
  node.alias = text(table, "identifier", node.name);
  node.loader = source.OptionalString("loader");
  node.description = RenderDescription(table, project.name, &node.doc_blocks);
  std::vector<std::string> source_docs;
  node.source_description = RenderDescription(source, project.name, &source_docs);
  node.columns = ReadColumns(table, project.name);
  node.quoting = EmptyDict();
  AddQuoting(source, &node.quoting);
  AddQuoting(table, &node.quoting);
  if (const YamlNode* external = table.Find("external"); external && external->is_map()) {
    node.external = external->ToValue();
  }
  node.source_meta = EmptyDict();
  AddMeta(source, &node.source_meta);

  Value call = EntryConfig(source, project.name);
  const Value table_config = EntryConfig(table, project.name);
  for (const auto& item : table_config.AsDict()) call.AsDict().Set(item.key, item.value);
  Value meta = DeepCopy(node.source_meta);
  AddMeta(table, &meta);
  std::vector<std::string> tags;
  AddTags(source, &tags);
  AddTags(table, &tags);
  Set(call, "meta", meta);
  Set(call, "tags", StringList(tags));
  call.AsDict().Take(Value("freshness"));
  const Value freshness = Freshness(source, table);
  if (!freshness.is_undefined()) Set(call, "freshness", freshness);
  for (const char* key : {"loaded_at_field", "loaded_at_query"}) {
    const YamlNode* value = FindSetting(table, key);
    if (value == nullptr) value = FindSetting(source, key);
    Set(call, key, value == nullptr ? Value::None() : render(value->AsString(key)));
  }
  const ConfigSources config_sources{&manifest_.project, &project, nullptr, &call};
  node.config = BuildConfig(node.type, node.fqn, config_sources);
  node.unrendered_config = BuildUnrenderedConfig(node.type, node.fqn, config_sources);
  node.tags = ToStrings(*node.config_value("tags"));
  CheckConfig(node);
  const bool enabled = node.enabled();
  (enabled ? manifest_.nodes : manifest_.disabled).push_back(std::move(node));
  if (!enabled) return;

  const Node& stored = manifest_.nodes.back();
  TestTarget target;
  target.entry = &entry;
  target.kind = "sources";
  target.is_source = true;
  target.key_name = stored.source_name;
  target.name = stored.source_name + "_" + stored.name;
  target.model_text = fmt::format("{{{{ get_where_subquery(source('{}', '{}')) }}}}",
                                  stored.source_name, stored.name);
  target.tags = tags;
  ParseTestsOf(target, table);
}

void ProjectParser::ParseExposure(Entry& entry) {
  entry.used = true;
  const YamlNode& yaml = *entry.yaml;
  const Project& project = *entry.file->package->project;
  const ProjectFile& file = *entry.file->file;
  Node node;
  node.type = ResourceType::kExposure;
  node.name = yaml.RequiredString("name", "an exposure");
  node.package = project.name;
  node.unique_id = fmt::format("exposure.{}.{}", project.name, node.name);
  node.path = file.relative;
  node.original_file_path = file.original();
  node.root = project.root;
  node.fqn = {project.name};
  for (const auto& part : std::filesystem::path(file.relative).parent_path()) {
    node.fqn.push_back(part.string());
  }
  node.fqn.push_back(node.name);
  node.where = yaml.Where();
  node.description = RenderDescription(yaml, project.name, &node.doc_blocks);
  const YamlNode* owner = yaml.Find("owner");
  if (owner == nullptr) yaml.Fail(fmt::format("exposure '{}': 'owner' is missing", node.name));
  auto text = [&](const char* key) {
    const std::string value = yaml.OptionalString(key);
    return value.empty() ? Value::None() : Value(value);
  };
  node.exposure = Value(Dict{{"type", Value(yaml.RequiredString("type", "an exposure"))},
                             {"owner", owner->AsMap("owner").ToValue()},
                             {"label", text("label")},
                             {"maturity", text("maturity")},
                             {"url", text("url")}});
  Value call = EntryConfig(yaml, project.name);
  std::vector<std::string> tags;
  AddTags(yaml, &tags);
  Set(call, "tags", StringList(tags));
  const ConfigSources sources{&manifest_.project, &project, nullptr, &call};
  node.config = BuildConfig(node.type, node.fqn, sources);
  node.unrendered_config = EmptyDict();
  node.tags = tags;
  CheckConfig(node);
  if (const YamlNode* depends = yaml.Find("depends_on"); depends && !depends->is_null()) {
    RenderScope scope(manifest_, &node, nullptr);
    for (const YamlNode& item : depends->AsList("depends_on").items()) {
      const std::string expression = item.AsString("depends_on");
      try {
        manifest_.environments->parse.Compile("{{ " + expression + " }}", "<depends_on>")
            ->Render(scope.context());
      } catch (const base::Error& e) {
        throw e.WithContext(item.Where());
      }
    }
    node.refs = scope.record().refs;
    node.sources = scope.record().sources;
  }
  (node.enabled() ? manifest_.nodes : manifest_.disabled).push_back(std::move(node));
}

}  // namespace tarn::transform
