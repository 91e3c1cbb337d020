#include "transform/context/render_scope.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Dict;
using jinja::Value;

Value TextOrNone(const std::string& text) { return text.empty() ? Value::None() : Value(text); }

Value ColumnValue(const ColumnInfo& column) {
  const Value meta = column.meta.is_dict() ? column.meta : EmptyDict();
  const Value tags = StringList(column.tags);
  return Value(
      Dict{{"name", Value(column.name)},
           {"description", Value(column.description)},
           {"meta", meta},
           {"data_type", TextOrNone(column.data_type)},
           {"constraints", column.constraints.is_list() ? column.constraints : Value::List()},
           {"quote", column.quote ? Value(*column.quote) : Value::None()},
           {"config", Value(Dict{{"meta", meta}, {"tags", tags}})},
           {"tags", tags},
           {"granularity", Value::None()},
           {"doc_blocks", StringList(column.doc_blocks)}});
}

Value Columns(const Node& node) {
  Value columns = EmptyDict();
  for (const auto& column : node.columns) Set(columns, column.name, ColumnValue(column));
  return columns;
}

Value Refs(const Node& node) {
  std::vector<Value> refs;
  for (const auto& ref : node.refs) {
    refs.emplace_back(Dict{{"name", Value(ref.name)},
                           {"package", TextOrNone(ref.package)},
                           {"version", TextOrNone(ref.version)}});
  }
  return Value::List(std::move(refs));
}

Value Sources(const Node& node) {
  std::vector<Value> sources;
  for (const auto& source : node.sources) {
    sources.push_back(Value::List({Value(source.source), Value(source.table)}));
  }
  return Value::List(std::move(sources));
}

Value ConfigPart(const Node& node, std::string_view key, Value fallback) {
  const Value* value = node.config_value(key);
  return value == nullptr ? std::move(fallback) : *value;
}

Value SourceValue(const Node& node) {
  Value quoting = EmptyDict();
  for (const char* part : {"database", "schema", "identifier", "column"}) {
    const Value* value = Get(node.quoting, part);
    Set(quoting, part, value == nullptr ? Value::None() : *value);
  }
  return Value(Dict{{"database", Value(node.database)},
                    {"schema", Value(node.schema)},
                    {"name", Value(node.name)},
                    {"resource_type", Value("source")},
                    {"package_name", Value(node.package)},
                    {"path", Value(node.original_file_path)},
                    {"original_file_path", Value(node.original_file_path)},
                    {"unique_id", Value(node.unique_id)},
                    {"fqn", StringList(node.fqn)},
                    {"source_name", Value(node.source_name)},
                    {"source_description", Value(node.source_description)},
                    {"loader", Value(node.loader)},
                    {"identifier", Value(node.alias)},
                    {"quoting", quoting},
                    {"loaded_at_field", ConfigPart(node, "loaded_at_field", Value::None())},
                    {"loaded_at_query", ConfigPart(node, "loaded_at_query", Value::None())},
                    {"freshness", ConfigPart(node, "freshness", Value::None())},
                    {"external", node.external.is_dict() ? node.external : Value::None()},
                    {"description", Value(node.description)},
                    {"columns", Columns(node)},
                    {"meta", ConfigPart(node, "meta", EmptyDict())},
                    {"source_meta", node.source_meta},
                    {"tags", StringList(node.tags)},
                    {"config", node.config},
                    {"patch_path", Value::None()},
                    {"unrendered_config", node.unrendered_config},
                    {"relation_name", Value(node.relation_name())},
                    {"unrendered_database", TextOrNone(node.unrendered_database)},
                    {"unrendered_schema", TextOrNone(node.unrendered_schema)},
                    {"doc_blocks", StringList(node.doc_blocks)}});
}

Value ExposureValue(const Node& node) {
  Value value(Dict{{"name", Value(node.name)},
                   {"resource_type", Value("exposure")},
                   {"package_name", Value(node.package)},
                   {"path", Value(node.path)},
                   {"original_file_path", Value(node.original_file_path)},
                   {"unique_id", Value(node.unique_id)},
                   {"fqn", StringList(node.fqn)}});
  for (const auto& entry : node.exposure.AsDict()) value.AsDict().Set(entry.key, entry.value);
  Set(value, "description", Value(node.description));
  Set(value, "meta", ConfigPart(node, "meta", EmptyDict()));
  Set(value, "tags", StringList(node.tags));
  Set(value, "config", node.config);
  Set(value, "unrendered_config", node.unrendered_config);
  Set(value, "depends_on",
      Value(Dict{{"macros", Value::List()}, {"nodes", StringList(node.depends_on_nodes)}}));
  Set(value, "refs", Refs(node));
  Set(value, "sources", Sources(node));
  Set(value, "metrics", Value::List());
  return value;
}

// What models, tests, seeds, analyses and operations share.
Value CommonValue(const Node& node) {
  const Value docs =
      ConfigPart(node, "docs", Value(Dict{{"show", Value(true)}, {"node_color", Value::None()}}));
  const bool hashed = !node.checksum.empty();
  return Value(
      Dict{{"database", Value(node.database)},
           {"schema", Value(node.schema)},
           {"name", Value(node.name)},
           {"resource_type", Value(ResourceTypeName(node.type))},
           {"package_name", Value(node.package)},
           {"path", Value(node.path)},
           {"original_file_path", Value(node.original_file_path)},
           {"unique_id", Value(node.unique_id)},
           {"fqn", StringList(node.fqn)},
           {"alias", Value(node.alias)},
           {"checksum", Value(Dict{{"name", Value(hashed ? "sha256" : "none")},
                                   {"checksum", Value(node.checksum)}})},
           {"config", node.config},
           {"tags", StringList(node.tags)},
           {"description", Value(node.description)},
           {"columns", Columns(node)},
           {"meta", ConfigPart(node, "meta", EmptyDict())},
           {"group", ConfigPart(node, "group", Value::None())},
           {"docs", docs},
           {"patch_path", TextOrNone(node.patch_path)},
           {"build_path", Value::None()},
           {"unrendered_config", node.unrendered_config},
           {"relation_name",
            node.type == ResourceType::kTest ? Value::None() : TextOrNone(node.relation_name())},
           {"raw_code", Value(node.raw_code)},
           {"doc_blocks", StringList(node.doc_blocks)}});
}

void AddTestKeys(const Node& node, Value& value) {
  const GenericTest& test = *node.generic_test;
  Value metadata(Dict{{"name", Value(test.name)},
                      {"kwargs", test.kwargs},
                      {"namespace", TextOrNone(test.macro_namespace)}});
  Set(value, "test_metadata", metadata);
  Set(value, "column_name", TextOrNone(test.column_name));
  Set(value, "file_key_name", Value(test.file_key_name));
  Set(value, "attached_node", TextOrNone(test.attached_node));
}

void AddModelKeys(const Node& node, Value& value) {
  Set(value, "access", ConfigPart(node, "access", Value("protected")));
  Set(value, "constraints", Value::List());
  Set(value, "version", Value::None());
  Set(value, "latest_version", Value::None());
  Set(value, "deprecation_date", Value::None());
  Set(value, "primary_key", Value::List());
  Set(value, "time_spine", Value::None());
}

}  // namespace

Value NodeValue(const Node& node) {
  if (node.type == ResourceType::kSource) return SourceValue(node);
  if (node.type == ResourceType::kExposure) return ExposureValue(node);
  Value value = CommonValue(node);
  if (node.type == ResourceType::kSeed) {
    Set(value, "root_path", Value(node.root.string()));
    Set(value, "depends_on", Value(Dict{{"macros", Value::List()}}));
    return value;
  }
  Set(value, "language", Value("sql"));
  Set(value, "refs", Refs(node));
  Set(value, "sources", Sources(node));
  Set(value, "metrics", Value::List());
  Set(value, "depends_on",
      Value(Dict{{"macros", StringList(node.depends_on_macros)},
                 {"nodes", StringList(node.depends_on_nodes)}}));
  Set(value, "compiled_path", Value::None());
  Value contract(
      Dict{{"enforced", Value(false)}, {"alias_types", Value(true)}, {"checksum", Value::None()}});
  Set(value, "contract", contract);
  if (node.type == ResourceType::kModel) AddModelKeys(node, value);
  if (node.type == ResourceType::kOperation) Set(value, "index", Value(node.index));
  if (node.generic_test) AddTestKeys(node, value);
  return value;
}

}  // namespace tarn::transform
