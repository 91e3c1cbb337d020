#include "transform/manifest/parse_project.h"

#include <algorithm>

#include "base/error.h"
#include "jinja/analysis.h"
#include "transform/builtin/builtin_macros.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"
#include "transform/selection/selector.h"

namespace tarn::transform {

namespace {

std::string Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

}  // namespace

std::unique_ptr<Manifest> ParseProject(const ProjectInputs& inputs) {
  auto manifest = std::make_unique<Manifest>();
  ProjectParser(inputs, manifest.get()).Run();
  return manifest;
}

ProjectParser::ProjectParser(const ProjectInputs& inputs, Manifest* manifest)
    : inputs_(inputs), manifest_(*manifest) {}

void ProjectParser::Run() {
  LoadProjects();
  ReadMacros();
  ReadDocs();
  ReadSchemaFiles();
  for (const Package& package : packages_) {
    CheckUnsupported(package);
    ParseSqlNodes(package);
    ParseSeeds(package);
    ParseHooks(package);
  }
  manifest_.Index();
  ApplyMacroEntries();
  ParseGenericTests();
  ParseSources();
  manifest_.Index();
  WarnUnused();
  Link();
  manifest_.selectors = LoadSelectors(manifest_.project);
}

void ProjectParser::LoadProjects() {
  WarningSink warn = [this](const std::string& message) { Warn(message); };
  manifest_.cli_vars = inputs_.vars.is_dict() ? inputs_.vars : EmptyDict();
  manifest_.env = inputs_.env;
  // The profile may be needed to render the project, and its name stands in the project.
  const ValueRenderer plain = MakeProjectRenderer(inputs_, jinja::Value());
  std::string profile_name = inputs_.profile;
  const auto project_file = inputs_.project_dir / "dbt_project.yml";
  if (profile_name.empty() && std::filesystem::exists(project_file)) {
    const YamlNode yaml = YamlNode::Parse(ReadTextFile(project_file), project_file.string());
    if (const YamlNode* profile = yaml.Find("profile"); profile && !profile->is_null()) {
      profile_name = jinja::Str(plain(profile->AsString("profile")));
    }
  }
  manifest_.profile = LoadProfile(inputs_, profile_name, plain, warn);
  const ValueRenderer renderer = MakeProjectRenderer(inputs_, manifest_.profile.target);
  manifest_.project = LoadProject(inputs_.project_dir, renderer, warn);
  manifest_.packages = LoadPackages(manifest_.project, renderer, warn);
  manifest_.macros.set_root(manifest_.project.name);
  manifest_.macros.set_adapter(manifest_.profile.adapter_type);
  manifest_.macros.set_dispatch(manifest_.project.dispatch);
  manifest_.Index();  // vars
  packages_.push_back({&manifest_.project, FindProjectFiles(manifest_.project)});
  for (const Project& package : manifest_.packages) {
    packages_.push_back({&package, FindProjectFiles(package)});
  }
}

void ProjectParser::ReadMacros() {
  for (const Package& package : packages_) {
    for (const auto* files : {&package.files.macros, &package.files.generic_tests}) {
      for (const ProjectFile& file : *files) {
        manifest_.macros.AddFile(package.project->name, file.original(),
                                 ReadTextFile(file.absolute));
      }
    }
  }
  for (const BuiltinFile& file : BuiltinMacros()) {
    manifest_.macros.AddFile(std::string(kBuiltinPackage), std::string(file.path),
                             std::string(file.source));
  }
}

void ProjectParser::ReadDocs() {
  for (const Package& package : packages_) {
    for (const ProjectFile& file : package.files.docs) {
      const std::string text = ReadTextFile(file.absolute);
      for (const auto& block : jinja::ExtractBlocks(text, file.original(), {"docs"})) {
        DocBlock doc;
        doc.name = block.name;
        doc.package = package.project->name;
        doc.unique_id = fmt::format("doc.{}.{}", doc.package, doc.name);
        doc.path = file.relative;
        doc.original_file_path = file.original();
        doc.contents = Trim(
            std::string_view(text).substr(block.body_begin, block.body_end - block.body_begin));
        auto [old, added] = manifest_.docs.try_emplace(doc.unique_id, doc);
        if (!added) {
          throw base::Error(base::ErrorKind::kInvalidArgument,
                            fmt::format("{}:{}:{}: docs block '{}' exists already in {}",
                                        file.original(), block.location.line, block.location.column,
                                        doc.name, old->second.original_file_path),
                            "rename or remove one of them");
        }
      }
    }
  }
}

void ProjectParser::CheckUnsupported(const Package& package) const {
  if (!package.files.python_models.empty()) {
    throw base::Error(base::ErrorKind::kUnsupported,
                      fmt::format("{}: Python models cannot run in Tarn",
                                  package.files.python_models[0].original()),
                      "write it in SQL, or move the file out of model-paths");
  }
  if (!package.files.snapshots.empty()) {
    throw base::Error(
        base::ErrorKind::kUnsupported,
        fmt::format("{}: snapshots cannot run in Tarn yet", package.files.snapshots[0].original()),
        "every table keeps its history: query it with FOR TIMESTAMP AS OF");
  }
}

// {{ }} in schema files: var, env_var, target and macros, but no ref.
ValueRenderer ProjectParser::SchemaRenderer(const std::string& package) {
  auto it = renderers_.find(package);
  if (it != renderers_.end()) return it->second;
  auto scope = std::make_shared<RenderScope>(manifest_, nullptr, nullptr);
  scope->set_package(package);
  ValueRenderer renderer = [this, scope](const std::string& text) -> jinja::Value {
    if (text.find('{') == std::string::npos) return jinja::Value(text);
    return manifest_.environments->parse.Compile(text, "<value>")
        ->RenderNative(scope->context(), jinja::NativeStyle::kDbt);
  };
  renderers_[package] = renderer;
  return renderer;
}

}  // namespace tarn::transform
