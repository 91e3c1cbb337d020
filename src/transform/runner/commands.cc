// Commands that change nothing in the lake: compile, ls, show, run-operation, debug, clean, deps.
#include <algorithm>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"
#include "transform/runner/console_lines.h"
#include "transform/runner/run_context.h"

namespace tarn::transform {

namespace {

using jinja::Value;
namespace fs = std::filesystem;

bool HasSql(const Node& node) {
  return node.type == ResourceType::kModel || node.type == ResourceType::kTest ||
         node.type == ResourceType::kAnalysis;
}

// Renders nodes into results; the first error ends it, as nothing was done yet.
void CompileAll(RunContext& context, const std::vector<const Node*>& nodes) {
  auto lease = context.TakeSession();
  Database database = context.MakeDatabase(lease->session());
  size_t index = 0;
  for (const Node* node : nodes) {
    if (!HasSql(*node)) continue;
    context.services().cancel.Check();
    NodeResult result;
    result.node = node;
    result.index = ++index;
    result.thread = 1;
    result.compile.started = context.Now();
    try {
      RenderScope scope(context.manifest(), node, &context.facts(), &database);
      CompiledNode compiled = context.compiler().Compile(*node, scope);
      context.WriteCompiled(*node, "compiled", compiled.code);
      result.compiled = true;
      result.compiled_code = std::move(compiled.code);
      result.ctes = std::move(compiled.ctes);
      result.status = NodeStatus::kSuccess;
    } catch (const base::Error& e) {
      if (e.kind() == base::ErrorKind::kCancelled) throw;
      result.status = NodeStatus::kError;
      result.message = e.Describe();
      context.result().exit_code = 1;
      context.Emit({Event::Kind::kError, result.message, nullptr, 0, 0});
    }
    result.compile.completed = result.execute.started = result.execute.completed = context.Now();
    context.result().results.push_back(std::move(result));
  }
}

std::string ListName(const Node& node) {
  std::string name;
  for (const auto& part : node.fqn) name += (name.empty() ? "" : ".") + part;
  if (node.type == ResourceType::kSource) {
    return fmt::format("source:{}.{}.{}", node.package, node.source_name, node.name);
  }
  if (node.type == ResourceType::kExposure) {
    return fmt::format("exposure:{}.{}", node.package, node.name);
  }
  return name;
}

const std::vector<std::string>& DefaultKeys() {
  static const std::vector<std::string> kKeys = {
      "alias",  "name",          "package_name", "depends_on",         "tags",
      "config", "resource_type", "source_name",  "original_file_path", "unique_id"};
  return kKeys;
}

std::string ListJson(const Node& node, std::vector<std::string> keys) {
  if (keys.empty()) keys = DefaultKeys();
  const Value all = NodeValue(node);
  Value chosen = EmptyDict();
  for (const auto& key : keys) {
    // "config.materialized" reaches into it.
    const Value* value = &all;
    size_t at = 0;
    while (value != nullptr && at <= key.size()) {
      const size_t dot = std::min(key.find('.', at), key.size());
      value = Get(*value, key.substr(at, dot - at));
      at = dot + 1;
    }
    if (value != nullptr) Set(chosen, key, *value);
  }
  return ToJson(chosen);
}

}  // namespace

void CompileNodes(RunContext& context) {
  context.Parse();
  context.Info(FoundLine(context.manifest()));
  CompileAll(context, context.Select(CommandTypes(Command::kCompile)));
  const ArtifactInfo info = context.artifact_info();
  const auto& results = context.result().results;
  if (!context.options().write_artifacts) return;
  context.WriteArtifact("manifest.json", ManifestJson(context.manifest(), info, results));
  context.WriteArtifact("run_results.json", RunResultsJson(results, info, context.options(),
                                                           context.SecondsSince(info.started)));
}

void ListNodes(RunContext& context) {
  context.Parse();
  const std::string& output = context.options().output;
  const std::vector<std::string> outputs = {"selector", "name", "path", "json"};
  if (std::find(outputs.begin(), outputs.end(), output) == outputs.end()) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "--output: expected selector, name, path or json, got '{}'{}", output,
                base::DidYouMean(output, outputs));
  }
  auto nodes = context.Select(CommandTypes(Command::kList));
  std::sort(nodes.begin(), nodes.end(),
            [](const Node* a, const Node* b) { return a->unique_id < b->unique_id; });
  for (const Node* node : nodes) {
    std::string line = ListName(*node);
    if (output == "name") line = node->name;
    if (output == "path") line = node->original_file_path;
    if (output == "json") line = ListJson(*node, context.options().output_keys);
    context.result().lines.push_back(line);
    context.Emit({Event::Kind::kPrint, std::move(line), nullptr, 0, 0});
  }
  if (nodes.empty()) context.Warn("No nodes selected!");
}

void ShowRows(RunContext& context) {
  context.Parse();
  auto lease = context.TakeSession();
  Database database = context.MakeDatabase(lease->session());
  std::string sql;
  if (!context.options().inline_sql.empty()) {
    RenderScope scope(context.manifest(), nullptr, &context.facts(), &database);
    sql = context.compiler().CompileText(context.options().inline_sql, "<inline>", scope).code;
  } else {
    const auto nodes = context.Select(
        {ResourceType::kModel, ResourceType::kTest, ResourceType::kSeed, ResourceType::kAnalysis});
    std::vector<const Node*> chosen;
    for (const Node* node : nodes) {
      // A model's tests come with it; they are not what was asked for.
      if (nodes.size() == 1 || node->type != ResourceType::kTest) chosen.push_back(node);
    }
    if (chosen.size() != 1) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("show takes one model, the selection has {}", chosen.size()),
                        "name it: show --select model, or show --inline 'select …'");
    }
    const Node& node = *chosen[0];
    RenderScope scope(context.manifest(), &node, &context.facts(), &database);
    sql = node.type == ResourceType::kSeed ? "select * from " + node.relation_name()
                                           : context.compiler().Compile(node, scope).code;
  }
  const size_t limit = context.options().limit.value_or(static_cast<size_t>(-1));
  const std::string statement =
      context.options().limit ? fmt::format("select * from (\n{}\n) as shown limit {}", sql, limit)
                              : sql;
  const QueryResult rows = database.QueryFirst(statement, limit);
  context.result().columns = rows.columns;
  for (const auto& row : rows.rows) {
    auto& texts = context.result().rows.emplace_back();
    for (const auto& value : row) {
      texts.push_back(value.is_none() ? std::string("NULL") : jinja::Str(value));
    }
  }
}

void RunOperation(RunContext& context) {
  context.Parse();
  const std::string& name = context.options().macro;
  const size_t dot = name.find('.');
  const Macro* macro =
      dot == std::string::npos
          ? context.manifest().macros.Resolve(name, context.manifest().project.name)
          : context.manifest().macros.Find(name.substr(0, dot), name.substr(dot + 1));
  if (macro == nullptr) {
    std::vector<std::string> names =
        context.manifest().macros.Names(context.manifest().project.name);
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("run-operation: there is no macro '{}'{}", name,
                                  base::DidYouMean(name, names)));
  }
  auto lease = context.TakeSession();
  Database database = context.MakeDatabase(lease->session());
  RenderScope scope(context.manifest(), nullptr, &context.facts(), &database);
  std::vector<jinja::NamedArg> args;
  if (context.options().args.is_dict()) {
    for (const auto& entry : context.options().args.AsDict()) {
      args.push_back({jinja::Str(entry.key), entry.value});
    }
  }
  try {
    scope.Call(*macro, {}, std::move(args));
  } catch (const base::Error& e) {
    if (e.kind() == base::ErrorKind::kCancelled) throw;
    context.result().exit_code = 1;
    context.result().error = e.Describe();
    context.result().error_kind = e.kind();
    context.Emit({Event::Kind::kError, e.Describe(), nullptr, 0, 0});
  }
}

void DebugProject(RunContext& context) {
  context.Parse();
  const Manifest& manifest = context.manifest();
  context.Info(
      fmt::format("project '{}' in {}: ok", manifest.project.name, manifest.project.root.string()));
  context.Info(fmt::format("profile '{}', target '{}': {}.{}, {} threads",
                           manifest.profile.profile_name, manifest.profile.target_name,
                           manifest.profile.database, manifest.profile.schema,
                           manifest.profile.threads));
  for (const Project& package : manifest.packages) {
    context.Info(fmt::format("package '{}' in {}: ok", package.name, package.root.string()));
  }
  auto lease = context.TakeSession();
  context.MakeDatabase(lease->session()).Query("SELECT 1");
  context.Info(fmt::format("connection to '{}': ok", context.options().session.ref));
}

void CleanProject(RunContext& context) {
  context.Parse();
  const fs::path root = fs::weakly_canonical(context.options().project.project_dir);
  for (const auto& target : context.manifest().project.clean_targets) {
    const fs::path path = fs::weakly_canonical(root / target);
    const fs::path relative = path.lexically_relative(root);
    if (relative.empty() || relative == "." || *relative.begin() == "..") {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("clean-targets: '{}' is not inside of the project", target),
                        "clean removes only what lies below the project");
    }
    for (const auto* paths :
         {&context.manifest().project.model_paths, &context.manifest().project.macro_paths,
          &context.manifest().project.test_paths, &context.manifest().project.seed_paths}) {
      for (const auto& kept : *paths) {
        if (fs::weakly_canonical(root / kept) != path) continue;
        base::Throw(base::ErrorKind::kInvalidArgument,
                    "clean-targets: '{}' holds the project's own files", target);
      }
    }
    if (fs::remove_all(path) > 0) context.Info(fmt::format("Cleaned {}", target));
  }
}

void InstallPackages(RunContext& context) {
  const ProjectInputs& inputs = context.options().project;
  const ValueRenderer renderer = MakeProjectRenderer(inputs, Value());
  WarningSink warn = [&](const std::string& text) { context.Warn(text); };
  const Project project = LoadProject(inputs.project_dir, renderer, warn);
  const fs::path folder = project.root / project.packages_install_path;
  std::vector<std::string> others;
  for (const PackageSpec& spec : LoadPackageSpecs(project, renderer)) {
    if (spec.local.empty()) {
      others.push_back(spec.other);
      continue;
    }
    const fs::path from = fs::canonical(project.root / spec.local);
    const Project package = LoadProject(from, renderer, warn);
    const fs::path link = folder / package.name;
    fs::create_directories(folder);
    if (fs::is_symlink(link)) fs::remove(link);
    if (!fs::exists(link)) fs::create_directory_symlink(from, link);
    context.Info(fmt::format("Installed {} from {}", package.name, spec.local));
  }
  for (const auto& other : others) {
    context.Warn(
        fmt::format("package '{}' is not local: put it into {} yourself", other, folder.string()));
  }
}

}  // namespace tarn::transform
