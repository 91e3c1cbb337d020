#include "transform/runner/run_context.h"

#include <algorithm>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/parse_project.h"

namespace tarn::transform {

namespace {

using jinja::Value;

// `graph` of templates: the manifest's nodes as dicts.
Value GraphValue(const Manifest& manifest) {
  Value nodes = EmptyDict(), sources = EmptyDict(), exposures = EmptyDict();
  for (const Node& node : manifest.nodes) {
    Value& part = node.type == ResourceType::kSource     ? sources
                  : node.type == ResourceType::kExposure ? exposures
                                                         : nodes;
    Set(part, node.unique_id, NodeValue(node));
  }
  return Value(jinja::Dict{{"nodes", nodes},
                           {"sources", sources},
                           {"exposures", exposures},
                           {"metrics", EmptyDict()},
                           {"groups", EmptyDict()},
                           {"semantic_models", EmptyDict()},
                           {"saved_queries", EmptyDict()}});
}

Value FlagsValue(const InvocationOptions& options, const Manifest& manifest) {
  Value flags = EmptyDict();
  for (const auto& entry : manifest.project.flags.AsDict()) {
    std::string name = jinja::Str(entry.key);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    Set(flags, name, entry.value);
  }
  Set(flags, "FULL_REFRESH", Value(options.full_refresh));
  Set(flags, "FAIL_FAST", Value(options.fail_fast));
  Set(flags, "STORE_FAILURES", Value(options.store_failures));
  Set(flags, "WARN_ERROR", Value(options.warn_error));
  Set(flags, "WHICH", Value(CommandName(options.command)));
  Set(flags, "THREADS", Value(manifest.profile.threads));
  Set(flags, "TARGET", Value(manifest.profile.target_name));
  Set(flags, "PROJECT_DIR", Value(options.project.project_dir.string()));
  Set(flags, "EMPTY", Value(false));
  Set(flags, "DEBUG", Value(false));
  return flags;
}

}  // namespace

RunContext::RunContext(const InvocationOptions& options, const InvocationServices& services,
                       InvocationResult* result)
    : options_(options), services_(services), result_(*result), started_(services.clock->Now()) {
  result_.invocation_id = base::NewUuid(*services.random);
  facts_.invocation_id = result_.invocation_id;
  facts_.started = started_;
  facts_.command = std::string(CommandName(options.command));
  facts_.full_refresh = options.full_refresh;
  facts_.log = [this](const std::string& text, bool is_info) {
    if (is_info) Info(text);
  };
  facts_.warn = [this](const std::string& text) { Warn(text); };
  facts_.print = [this](const std::string& text) {
    Emit({Event::Kind::kPrint, text, nullptr, 0, 0});
  };
  facts_.graph = [this] {
    std::lock_guard lock(graph_mutex_);
    if (graph_.is_undefined()) graph_ = GraphValue(manifest());
    return graph_;
  };
}

double RunContext::SecondsSince(base::TimePoint start) const {
  return std::chrono::duration<double>(Now() - start).count();
}

std::filesystem::path RunContext::target_path() const {
  if (!options_.target_path.empty()) return options_.target_path;
  return options_.project.project_dir / manifest().project.target_path;
}

ArtifactInfo RunContext::artifact_info() const { return {result_.invocation_id, started_, Now()}; }

void RunContext::Parse() {
  const base::TimePoint start = Now();
  result_.manifest = ParseProject(options_.project);
  result_.parse_s = SecondsSince(start);
  facts_.flags = FlagsValue(options_, manifest());
  compiler_ = std::make_unique<Compiler>(manifest(), facts_);
  for (const auto& warning : manifest().warnings) Warn(warning);
}

SessionPool& RunContext::sessions() {
  std::lock_guard lock(sessions_mutex_);  // worker threads ask first, all at once
  if (!sessions_) {
    if (services_.engine == nullptr) {
      base::Throw(base::ErrorKind::kFailedPrecondition, "dbt {} needs a lake to run on",
                  CommandName(options_.command));
    }
    engine::SessionOptions session = options_.session;
    session.catalog = manifest().profile.database;
    session.schema = manifest().profile.schema;
    sessions_ = std::make_unique<SessionPool>(*services_.engine, session, services_.cancel);
  }
  return *sessions_;
}

void RunContext::Emit(Event event) {
  if (!services_.on_event) return;
  std::lock_guard lock(event_mutex_);
  services_.on_event(event);
}

void RunContext::Warn(std::string text) {
  ++warnings_;
  if (options_.warn_error) throw base::Error(base::ErrorKind::kInvalidArgument, text);
  Emit({Event::Kind::kWarning, std::move(text), nullptr, 0, 0});
}

std::vector<const Node*> RunContext::Select(const std::vector<ResourceType>& by_default) {
  std::vector<ResourceType> types = by_default;
  const auto& wanted = options_.resource_types;
  const bool all = std::find(wanted.begin(), wanted.end(), "all") != wanted.end();
  if (all) {
    types = {ResourceType::kModel,  ResourceType::kTest,     ResourceType::kSeed,
             ResourceType::kSource, ResourceType::kExposure, ResourceType::kAnalysis};
  } else if (!wanted.empty() && wanted != std::vector<std::string>{"default"}) {
    types.clear();
    for (const auto& name : wanted) types.push_back(ParseResourceType(name));
  }
  for (const auto& name : options_.exclude_resource_types) {
    std::erase(types, ParseResourceType(name));
  }
  std::vector<std::string> unmatched;
  const auto selected = SelectNodes(manifest(), options_.selection, &unmatched);
  for (const auto& spec : unmatched) {
    Warn(fmt::format("The selection criterion '{}' does not match any enabled nodes", spec));
  }
  std::vector<const Node*> nodes;
  for (const Node& node : manifest().nodes) {
    if (!selected.Contains(*manifest().dag.Find(node.unique_id))) continue;
    if (std::find(types.begin(), types.end(), node.type) != types.end()) nodes.push_back(&node);
  }
  return nodes;
}

void RunContext::WriteCompiled(const Node& node, const char* folder, const std::string& sql) {
  if (!options_.write_artifacts) return;
  std::filesystem::path path = target_path() / folder / node.package / node.original_file_path;
  // A generic test stands in a schema file; its SQL goes below that name.
  if (node.generic_test) path /= node.path;
  if (node.type == ResourceType::kOperation)
    path = target_path() / folder / node.package / node.path;
  WriteTextFile(path, sql);
}

void RunContext::WriteArtifact(const std::string& name, const std::string& text) {
  if (options_.write_artifacts) WriteTextFile(target_path() / name, text);
}

std::vector<ResourceType> CommandTypes(Command command) {
  switch (command) {
    case Command::kRun: return {ResourceType::kModel};
    case Command::kTest: return {ResourceType::kTest};
    case Command::kSeed: return {ResourceType::kSeed};
    case Command::kBuild: return {ResourceType::kModel, ResourceType::kSeed, ResourceType::kTest};
    case Command::kCompile:
    case Command::kDocsGenerate:
      return {ResourceType::kModel, ResourceType::kTest, ResourceType::kAnalysis,
              ResourceType::kSeed};
    case Command::kList:
      return {ResourceType::kModel, ResourceType::kSeed, ResourceType::kTest, ResourceType::kSource,
              ResourceType::kExposure};
    case Command::kSourceFreshness: return {ResourceType::kSource};
    default: return {ResourceType::kModel};
  }
}

}  // namespace tarn::transform
