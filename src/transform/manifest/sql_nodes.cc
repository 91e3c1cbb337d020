#include <algorithm>

#include "base/error.h"
#include "transform/context/digest.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"

namespace tarn::transform {

namespace {

using jinja::Value;

std::string Strip(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") - begin + 1));
}

// package, folders of the path, name.
std::vector<std::string> Fqn(const std::string& package, const std::string& relative,
                             const std::string& name) {
  std::vector<std::string> fqn = {package};
  const auto parent = std::filesystem::path(relative).parent_path();
  for (const auto& part : parent) fqn.push_back(part.string());
  fqn.push_back(name);
  return fqn;
}

void AddTags(const std::vector<std::string>& tags, std::vector<std::string>* to) {
  for (const auto& tag : tags) {
    if (std::find(to->begin(), to->end(), tag) == to->end()) to->push_back(tag);
  }
}

std::string EntryKind(ResourceType type) {
  switch (type) {
    case ResourceType::kModel: return "models";
    case ResourceType::kSeed: return "seeds";
    case ResourceType::kAnalysis: return "analyses";
    default: return "data_tests";
  }
}

}  // namespace

void ProjectParser::ParseSqlNodes(const Package& package) {
  for (const ProjectFile& file : package.files.models) {
    ParseSqlFile(package, file, ResourceType::kModel);
  }
  for (const ProjectFile& file : package.files.analyses) {
    ParseSqlFile(package, file, ResourceType::kAnalysis);
  }
  for (const ProjectFile& file : package.files.tests) {
    ParseSqlFile(package, file, ResourceType::kTest);
  }
}

void ProjectParser::ParseSqlFile(const Package& package, const ProjectFile& file,
                                 ResourceType type) {
  const std::string text = ReadTextFile(file.absolute);
  Node node;
  node.type = type;
  node.name = file.stem();
  node.package = package.project->name;
  node.unique_id = fmt::format("{}.{}.{}", ResourceTypeName(type), node.package, node.name);
  node.path = file.relative;
  if (type == ResourceType::kAnalysis) node.path = "analysis/" + file.relative;
  if (type == ResourceType::kTest) {
    const auto parent = std::filesystem::path(file.relative).parent_path();
    node.path = (parent / (node.name + ".sql")).generic_string();
  }
  node.original_file_path = file.original();
  node.root = package.project->root;
  node.fqn = Fqn(node.package, node.path, node.name);
  node.raw_code = Strip(text);
  node.checksum = Sha256Hex(node.raw_code);
  node.where = file.original();
  Entry* entry = FindEntry(EntryKind(type), node.package, node.name);
  const ParseRecord record = RenderNode(node);
  node.refs = record.refs;
  node.sources = record.sources;
  node.depends_on_macros = record.macros;
  FinishNode(std::move(node), record.config, entry);
}

ParseRecord ProjectParser::RenderNode(const Node& node) {
  RenderScope scope(manifest_, &node, nullptr);
  manifest_.environments->parse.Compile(node.raw_code, node.original_file_path)
      ->Render(scope.context());
  return std::move(scope.record());
}

void ProjectParser::FinishNode(Node node, const Value& call, const Entry* entry) {
  const Project& own = manifest_.ProjectOf(node.package);
  Value patch;
  if (entry != nullptr) {
    ApplyEntry(*entry, &node);
    patch = EntryConfig(*entry->yaml, node.package);
  }
  const ConfigSources sources{&manifest_.project, &own, &patch, &call};
  node.config = BuildConfig(node.type, node.fqn, sources);
  node.unrendered_config = BuildUnrenderedConfig(node.type, node.fqn, sources);
  if (const Value* tags = node.config_value("tags")) {
    std::vector<std::string> unique;
    AddTags(ToStrings(*tags), &unique);
    AddTags(unique, &node.tags);
    if (node.type != ResourceType::kTest) Set(node.config, "tags", StringList(unique));
  }
  CheckConfig(node);
  UpdateRelationNames(&node);
  (node.enabled() ? manifest_.nodes : manifest_.disabled).push_back(std::move(node));
}

void ProjectParser::ParseSeeds(const Package& package) {
  for (const ProjectFile& file : package.files.seeds) {
    Node node;
    node.type = ResourceType::kSeed;
    node.name = file.stem();
    node.package = package.project->name;
    node.unique_id = fmt::format("seed.{}.{}", node.package, node.name);
    node.path = file.relative;
    node.original_file_path = file.original();
    node.root = package.project->root;
    node.fqn = Fqn(node.package, file.relative, node.name);
    // dbt hashes seeds up to 1 MiB and the path of larger ones; a hash of all costs nothing here.
    node.checksum = Sha256Hex(Strip(ReadTextFile(file.absolute)));
    node.where = file.original();
    FinishNode(std::move(node), Value(), FindEntry("seeds", package.project->name, file.stem()));
  }
}

void ProjectParser::ParseHooks(const Package& package) {
  const Project& project = *package.project;
  for (const auto& [kind, hooks] :
       {std::pair{"on-run-start", &project.on_run_start}, {"on-run-end", &project.on_run_end}}) {
    for (size_t i = 0; i < hooks->size(); ++i) {
      Node node;
      node.type = ResourceType::kOperation;
      node.name = fmt::format("{}-{}-{}", project.name, kind, i);
      node.package = project.name;
      node.unique_id = fmt::format("operation.{}.{}", node.package, node.name);
      node.path = fmt::format("hooks/{}.sql", node.name);
      node.original_file_path = "./dbt_project.yml";
      node.root = project.root;
      node.fqn = {node.package, "hooks", node.name};
      node.raw_code = (*hooks)[i];
      node.checksum = Sha256Hex(Strip(ReadTextFile(project.root / "dbt_project.yml")));
      node.where = (project.root / "dbt_project.yml").string();
      node.index = static_cast<int>(i);
      node.tags = {kind};
      const ParseRecord record = RenderNode(node);
      node.refs = record.refs;
      node.sources = record.sources;
      node.depends_on_macros = record.macros;
      FinishNode(std::move(node), record.config, nullptr);
    }
  }
}

std::string ProjectParser::GenerateName(const char* name, const Value* custom, const Node& node) {
  const Macro* macro = manifest_.macros.Find(node.package, name);
  if (macro == nullptr) macro = manifest_.macros.Find(manifest_.project.name, name);
  if (macro == nullptr) macro = manifest_.macros.Find(kBuiltinPackage, name);
  const Value argument = custom == nullptr ? Value::None() : *custom;
  if (macro->package == kBuiltinPackage) {
    // What dbt's own macros do, without running them: most projects have nothing else.
    const std::string text = argument.is_none() ? "" : Strip(jinja::Str(argument));
    const Profile& profile = manifest_.profile;
    if (macro->name == "generate_schema_name") {
      return text.empty() ? profile.schema : profile.schema + "_" + text;
    }
    if (macro->name == "generate_database_name") return text.empty() ? profile.database : text;
    return text.empty() ? node.name : text;
  }
  if (!name_scope_) name_scope_ = std::make_unique<RenderScope>(manifest_, nullptr, nullptr);
  const Value value = name_scope_->Call(*macro, {argument, NodeValue(node)});
  return Strip(jinja::Str(value));
}

void ProjectParser::UpdateRelationNames(Node* node) {
  auto config = [&](const char* key) -> const Value* {
    const Value* value = node->config_value(key);
    return value == nullptr || value->is_none() ? nullptr : value;
  };
  node->schema = manifest_.profile.schema;
  node->database = manifest_.profile.database;
  node->alias = node->name;
  const std::string database = GenerateName("generate_database_name", config("database"), *node);
  const std::string schema = GenerateName("generate_schema_name", config("schema"), *node);
  const std::string alias = GenerateName("generate_alias_name", config("alias"), *node);
  node->database = database;
  node->schema = schema;
  node->alias = alias;
  if (node->schema.empty() && node->is_relational()) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "{}: generate_schema_name gave an empty name for {}", node->where, node->unique_id);
  }
}

}  // namespace tarn::transform
