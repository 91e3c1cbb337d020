#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/analysis.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"

namespace tarn::transform {

namespace {

using jinja::Value;

const std::vector<std::string>& TopKeys() {
  static const std::vector<std::string> kKeys = {
      "version",         "models",        "seeds",     "snapshots", "sources",    "macros",
      "analyses",        "exposures",     "metrics",   "groups",    "data_tests", "unit_tests",
      "semantic_models", "saved_queries", "functions", "anchors"};
  return kKeys;
}

// What a schema file may say that Tarn does not run; told once a file.
constexpr const char* kIgnored[] = {"snapshots",       "metrics",       "unit_tests",
                                    "semantic_models", "saved_queries", "functions"};

const std::vector<std::string>& EntryKeys(const std::string& kind) {
  static const std::vector<std::string> kModel = {"name",
                                                  "description",
                                                  "meta",
                                                  "docs",
                                                  "config",
                                                  "columns",
                                                  "data_tests",
                                                  "tests",
                                                  "quote_columns",
                                                  "access",
                                                  "constraints",
                                                  "contract",
                                                  "deprecation_date",
                                                  "latest_version",
                                                  "versions",
                                                  "time_spine",
                                                  "group",
                                                  "freshness"};
  static const std::vector<std::string> kMacro = {"name", "description", "meta",
                                                  "docs", "arguments",   "config"};
  static const std::vector<std::string> kAnalysis = {"name",   "description", "meta", "docs",
                                                     "config", "columns",     "group"};
  static const std::vector<std::string> kTest = {"name", "description", "config", "meta", "docs"};
  static const std::vector<std::string> kSource = {"name",
                                                   "description",
                                                   "database",
                                                   "schema",
                                                   "loader",
                                                   "tables",
                                                   "tags",
                                                   "meta",
                                                   "quoting",
                                                   "freshness",
                                                   "config",
                                                   "overrides",
                                                   "loaded_at_field",
                                                   "loaded_at_query",
                                                   "data_tests",
                                                   "tests",
                                                   "catalog"};
  static const std::vector<std::string> kExposure = {
      "name", "type", "description", "owner", "label",  "maturity",
      "url",  "meta", "tags",        "docs",  "config", "depends_on"};
  if (kind == "macros") return kMacro;
  if (kind == "analyses") return kAnalysis;
  if (kind == "data_tests") return kTest;
  if (kind == "sources") return kSource;
  if (kind == "exposures") return kExposure;
  return kModel;
}

const std::vector<std::string>& ColumnKeys() {
  static const std::vector<std::string> kKeys = {
      "name",       "description", "meta",        "data_type", "constraints",
      "docs",       "quote",       "tags",        "config",    "tests",
      "data_tests", "granularity", "policy_tags", "dimension", "entity"};
  return kKeys;
}

}  // namespace

void ProjectParser::ReadSchemaFiles() {
  for (const Package& package : packages_) {
    for (const ProjectFile& file : package.files.schemas) {
      auto schema = std::make_unique<SchemaFile>();
      schema->package = &package;
      schema->file = &file;
      schema->yaml = YamlNode::Parse(ReadTextFile(file.absolute), file.original());
      schemas_.push_back(std::move(schema));
      ReadSchemaFile(*schemas_.back());
    }
  }
}

void ProjectParser::ReadSchemaFile(const SchemaFile& file) {
  file.yaml.AsMap("a schema file");
  for (const auto& message : file.yaml.UnknownKeys(TopKeys(), "a schema file")) Warn(message);
  if (const YamlNode* version = file.yaml.Find("version"); version && version->text() != "2") {
    version->Fail(fmt::format("version: expected 2, got '{}'", version->text()));
  }
  for (const char* key : kIgnored) {
    if (const YamlNode* section = file.yaml.Find(key)) {
      Warn(fmt::format("{}: '{}' is left out: Tarn does not run them", section->Where(), key));
    }
  }
  for (const char* kind :
       {"models", "seeds", "analyses", "macros", "sources", "exposures", "data_tests"}) {
    const YamlNode* section = file.yaml.Find(kind);
    if (section == nullptr || section->is_null()) continue;
    for (const YamlNode& yaml : section->AsList(kind).items()) {
      const std::string what = fmt::format("an entry of {}", kind);
      const std::string name = yaml.AsMap(what).RequiredString("name", what);
      for (const auto& message : yaml.UnknownKeys(EntryKeys(kind), what)) Warn(message);
      if (const YamlNode* versions = yaml.Find("versions")) {
        throw base::Error(
            base::ErrorKind::kUnsupported,
            fmt::format("{}: model versions cannot run in Tarn yet: '{}'", versions->Where(), name),
            "give each version a model and a name of its own");
      }
      auto entry = std::make_unique<Entry>();
      entry->file = &file;
      entry->yaml = &yaml;
      entry->kind = kind;
      const std::string key = fmt::format("{}/{}/{}", kind, file.package->project->name, name);
      if (std::string_view(kind) != "sources") {  // a source may be told in several files
        auto [old, added] = by_name_.try_emplace(key, entry.get());
        if (!added) {
          yaml.Fail(
              fmt::format("'{}' is described already at {}", name, old->second->yaml->Where()),
              "merge both entries");
        }
      }
      entries_.push_back(std::move(entry));
    }
  }
}

ProjectParser::Entry* ProjectParser::FindEntry(const std::string& kind, const std::string& package,
                                               const std::string& name) {
  auto it = by_name_.find(fmt::format("{}/{}/{}", kind, package, name));
  if (it == by_name_.end()) return nullptr;
  it->second->used = true;
  return it->second;
}

void ProjectParser::WarnUnused() {
  std::vector<std::string> names;
  for (const Node& node : manifest_.nodes) names.push_back(node.name);
  for (const auto& entry : entries_) {
    if (entry->used || entry->kind == "sources" || entry->kind == "exposures") continue;
    const std::string name = entry->yaml->OptionalString("name");
    Warn(fmt::format("{}: '{}' in '{}' describes nothing that exists{}", entry->yaml->Where(), name,
                     entry->kind, base::DidYouMean(name, names)));
  }
}

// A description with {{ doc('…') }}; the ids of the blocks it takes go to `doc_blocks`.
std::string ProjectParser::RenderDescription(const YamlNode& entry, const std::string& package,
                                             std::vector<std::string>* doc_blocks) {
  const YamlNode* description = entry.Find("description");
  if (description == nullptr || description->is_null()) return "";
  const std::string text = description->AsString("description");
  if (text.find("{{") == std::string::npos) return text;
  try {
    const auto source = manifest_.environments->parse.Compile(text, "<description>");
    for (const auto& call : jinja::FindCalls(*source, {"doc"})) {
      if (!call.all_literal() || call.positional.empty()) continue;
      const bool named = call.positional.size() > 1;
      const DocBlock* doc = manifest_.FindDoc(named ? jinja::Str(*call.positional[0]) : "",
                                              jinja::Str(*call.positional.back()), package);
      if (doc != nullptr) doc_blocks->push_back(doc->unique_id);
    }
    return jinja::Str(SchemaRenderer(package)(text));
  } catch (const base::Error& e) {
    throw e.WithContext(description->Where());
  }
}

// `config:` of an entry, rendered, with the keys that may also stand beside it.
Value ProjectParser::EntryConfig(const YamlNode& entry, const std::string& package) {
  Value config = EmptyDict();
  const ValueRenderer render = SchemaRenderer(package);
  const YamlNode* inner = entry.Find("config");
  if (inner != nullptr && !inner->is_null()) {
    try {
      config = MapStrings(inner->AsMap("config").ToValue(),
                          [&](const std::string& text, const std::vector<std::string>& path) {
                            const bool hook = !path.empty() && (path[0].starts_with("pre") ||
                                                                path[0].starts_with("post"));
                            return hook ? Value(text) : render(text);
                          });
    } catch (const base::Error& e) {
      throw e.WithContext(inner->Where());
    }
  }
  for (const char* key : {"meta", "docs", "group", "contract", "access", "freshness"}) {
    const YamlNode* beside = entry.Find(key);
    if (beside == nullptr || beside->is_null()) continue;
    if (Get(config, key) != nullptr) {
      beside->Fail(fmt::format("'{}' stands both beside and inside of 'config'", key),
                   "keep the one inside of config");
    }
    Set(config, key, beside->ToValue());
  }
  return config;
}

std::vector<ColumnInfo> ProjectParser::ReadColumns(const YamlNode& entry,
                                                   const std::string& package) {
  std::vector<ColumnInfo> columns;
  const YamlNode* list = entry.Find("columns");
  if (list == nullptr || list->is_null()) return columns;
  for (const YamlNode& yaml : list->AsList("columns").items()) {
    ColumnInfo column;
    column.name = yaml.AsMap("a column").RequiredString("name", "a column");
    for (const auto& message : yaml.UnknownKeys(ColumnKeys(), "a column")) Warn(message);
    column.description = RenderDescription(yaml, package, &column.doc_blocks);
    column.data_type = yaml.OptionalString("data_type");
    if (const YamlNode* quote = yaml.Find("quote"); quote && !quote->is_null()) {
      column.quote = quote->AsBool("quote");
    }
    column.meta = EmptyDict();
    const YamlNode* config = yaml.Find("config");
    for (const YamlNode* place : {&yaml, config}) {
      if (place == nullptr || place->is_null()) continue;
      if (const YamlNode* tags = place->AsMap("config").Find("tags")) {
        for (auto& tag : tags->AsStrings("tags")) {
          if (std::find(column.tags.begin(), column.tags.end(), tag) == column.tags.end()) {
            column.tags.push_back(std::move(tag));
          }
        }
      }
      if (const YamlNode* meta = place->Find("meta"); meta && !meta->is_null()) {
        const Value more = meta->AsMap("meta").ToValue();
        for (const auto& item : more.AsDict()) column.meta.AsDict().Set(item.key, item.value);
      }
    }
    if (const YamlNode* constraints = yaml.Find("constraints")) {
      column.constraints = constraints->AsList("constraints").ToValue();
    }
    const bool known = std::any_of(columns.begin(), columns.end(),
                                   [&](const auto& other) { return other.name == column.name; });
    if (known) yaml.Fail(fmt::format("column '{}' is given twice", column.name));
    columns.push_back(std::move(column));
  }
  return columns;
}

void ProjectParser::ApplyEntry(const Entry& entry, Node* node) {
  const std::string& package = entry.file->package->project->name;
  node->description = RenderDescription(*entry.yaml, package, &node->doc_blocks);
  node->columns = ReadColumns(*entry.yaml, package);
  node->patch_path = package + "://" + entry.file->file->original();
  node->where = entry.yaml->Where();
}

void ProjectParser::ApplyMacroEntries() {
  for (const auto& entry : entries_) {
    if (entry->kind != "macros") continue;
    const std::string& package = entry->file->package->project->name;
    const std::string name = entry->yaml->OptionalString("name");
    Macro* macro = manifest_.macros.FindMutable(package, name);
    if (macro == nullptr) macro = manifest_.macros.FindMutable(package, "test_" + name);
    if (macro == nullptr) continue;  // told by WarnUnused
    entry->used = true;
    std::vector<std::string> doc_blocks;
    macro->description = RenderDescription(*entry->yaml, package, &doc_blocks);
    macro->patch_path = package + "://" + entry->file->file->original();
    if (const YamlNode* meta = entry->yaml->Find("meta"); meta && meta->is_map()) {
      macro->meta = meta->ToValue();
    }
    const YamlNode* arguments = entry->yaml->Find("arguments");
    if (arguments == nullptr || arguments->is_null()) continue;
    std::vector<Value> values;
    for (const YamlNode& argument : arguments->AsList("arguments").items()) {
      Value value = EmptyDict();
      Set(value, "name", Value(argument.RequiredString("name", "an argument")));
      const std::string type = argument.OptionalString("type");
      Set(value, "type", type.empty() ? Value::None() : Value(type));
      Set(value, "description", Value(argument.OptionalString("description")));
      values.push_back(std::move(value));
    }
    macro->arguments = Value::List(std::move(values));
  }
}

}  // namespace tarn::transform
