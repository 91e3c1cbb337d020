#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "transform/manifest/generic_test.h"
#include "transform/manifest/manifest.h"
#include "transform/manifest/node_config.h"
#include "transform/project/project_files.h"

namespace tarn::transform {

// One run of ParseProject: its steps, each in the file of its name. Not for other modules.
class ProjectParser {
 public:
  ProjectParser(const ProjectInputs& inputs, Manifest* manifest);
  void Run();

 private:
  // A package with its files, schema files among them.
  struct Package {
    const Project* project = nullptr;
    ProjectFiles files;
  };
  struct SchemaFile {
    const Package* package = nullptr;
    const ProjectFile* file = nullptr;
    YamlNode yaml;
  };
  // An entry of a schema file: one model, seed, …
  struct Entry {
    const SchemaFile* file = nullptr;
    const YamlNode* yaml = nullptr;
    std::string kind;  // "models"
    bool used = false;
  };
  // What a generic test is about.
  struct TestTarget {
    const Entry* entry = nullptr;
    std::string kind;        // "models", "seeds", "sources"
    std::string name;        // in the test's name: "stg_orders", "raw_orders"
    std::string key_name;    // in file_key_name: the model or the source
    std::string model_text;  // the `model` argument
    std::vector<std::string> tags;
    bool is_source = false;
  };

  // parse_project.cc
  void LoadProjects();
  void ReadMacros();
  void ReadDocs();
  void CheckUnsupported(const Package& package) const;
  void Warn(std::string message) { manifest_.warnings.push_back(std::move(message)); }
  ValueRenderer SchemaRenderer(const std::string& package);

  // schema_files.cc
  void ReadSchemaFiles();
  void ReadSchemaFile(const SchemaFile& file);
  Entry* FindEntry(const std::string& kind, const std::string& package, const std::string& name);
  void WarnUnused();
  void ApplyEntry(const Entry& entry, Node* node);
  std::vector<ColumnInfo> ReadColumns(const YamlNode& entry, const std::string& package);
  std::string RenderDescription(const YamlNode& entry, const std::string& package,
                                std::vector<std::string>* doc_blocks);
  jinja::Value EntryConfig(const YamlNode& entry, const std::string& package);
  void ApplyMacroEntries();

  // sql_nodes.cc
  void ParseSqlNodes(const Package& package);
  void ParseSeeds(const Package& package);
  void ParseHooks(const Package& package);
  void ParseSqlFile(const Package& package, const ProjectFile& file, ResourceType type);
  void FinishNode(Node node, const jinja::Value& call, const Entry* entry);
  void UpdateRelationNames(Node* node);
  std::string GenerateName(const char* macro, const jinja::Value* custom, const Node& node);
  ParseRecord RenderNode(const Node& node);

  // generic_tests.cc
  void ParseGenericTests();
  void ParseTestsOf(const TestTarget& target, const YamlNode& yaml);
  void ParseTest(const TestTarget& target, const YamlNode& definition, const YamlNode* column);

  // sources.cc
  void ParseSources();
  void ParseSource(Entry& entry);
  void ParseSourceTable(Entry& entry, const YamlNode& table);
  void ParseExposure(Entry& entry);
  jinja::Value Freshness(const YamlNode& source, const YamlNode& table);

  // links.cc
  void Link();
  bool LinkNode(Node* node);
  void CheckDuplicates();
  void BuildGraph();
  [[noreturn]] void FailRef(const Node& node, const RefArgs& ref) const;
  [[noreturn]] void FailSource(const Node& node, const SourceArgs& source) const;

  const ProjectInputs& inputs_;
  Manifest& manifest_;
  std::vector<Package> packages_;  // the root first
  std::vector<std::unique_ptr<SchemaFile>> schemas_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::map<std::string, Entry*> by_name_;  // "models/package/name"
  std::map<std::string, ValueRenderer> renderers_;
  std::unique_ptr<RenderScope> name_scope_;
};

}  // namespace tarn::transform
