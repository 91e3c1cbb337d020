#include "transform/runner/invocation.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/runner/run_context.h"

namespace tarn::transform {

namespace {

constexpr std::array<std::pair<Command, std::string_view>, 14> kCommands = {{
    {Command::kBuild, "build"},
    {Command::kRun, "run"},
    {Command::kTest, "test"},
    {Command::kSeed, "seed"},
    {Command::kCompile, "compile"},
    {Command::kParse, "parse"},
    {Command::kList, "list"},
    {Command::kDocsGenerate, "docs generate"},
    {Command::kShow, "show"},
    {Command::kRunOperation, "run-operation"},
    {Command::kSourceFreshness, "source freshness"},
    {Command::kDebug, "debug"},
    {Command::kClean, "clean"},
    {Command::kDeps, "deps"},
}};

void ParseOnly(RunContext& context) {
  context.Parse();
  context.WriteArtifact("manifest.json",
                        ManifestJson(context.manifest(), context.artifact_info(), {}));
  context.Info(fmt::format("Parsed {} nodes in {:.3f}s", context.manifest().nodes.size(),
                           context.result().parse_s));
}

void Dispatch(RunContext& context) {
  switch (context.options().command) {
    case Command::kBuild:
    case Command::kRun:
    case Command::kTest:
    case Command::kSeed: RunNodes(context); break;
    case Command::kCompile: CompileNodes(context); break;
    case Command::kParse: ParseOnly(context); break;
    case Command::kList: ListNodes(context); break;
    case Command::kDocsGenerate: GenerateDocs(context); break;
    case Command::kShow: ShowRows(context); break;
    case Command::kRunOperation: RunOperation(context); break;
    case Command::kSourceFreshness: CheckFreshness(context); break;
    case Command::kDebug: DebugProject(context); break;
    case Command::kClean: CleanProject(context); break;
    case Command::kDeps: InstallPackages(context); break;
  }
}

}  // namespace

Command ParseCommand(std::string_view name) {
  if (name == "ls") return Command::kList;
  if (name == "freshness" || name == "source snapshot-freshness") return Command::kSourceFreshness;
  if (name == "docs") return Command::kDocsGenerate;
  std::vector<std::string> names;
  for (const auto& [command, known] : kCommands) {
    if (known == name) return command;
    names.emplace_back(known);
  }
  throw base::Error(base::ErrorKind::kInvalidArgument,
                    fmt::format("unknown dbt command '{}'{}", name, base::DidYouMean(name, names)),
                    fmt::format("expected one of: {}", fmt::join(names, ", ")));
}

std::string_view CommandName(Command command) {
  for (const auto& [known, name] : kCommands) {
    if (known == command) return name;
  }
  return "";
}

std::string_view NodeStatusName(NodeStatus status) {
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

size_t InvocationResult::Count(NodeStatus status) const {
  return static_cast<size_t>(std::count_if(results.begin(), results.end(),
                                           [&](const auto& r) { return r.status == status; }));
}

InvocationResult Invoke(const InvocationOptions& options, const InvocationServices& services) {
  InvocationResult result;
  const base::TimePoint start = services.clock->Now();
  RunContext context(options, services, &result);
  auto fail = [&](base::ErrorKind kind, std::string text) {
    result.exit_code = 2;
    result.error_kind = kind;
    result.error = std::move(text);
    context.Emit({Event::Kind::kError, result.error, nullptr, 0, 0});
  };
  try {
    Dispatch(context);
  } catch (const base::Error& e) {
    fail(e.kind(), e.Describe());
  } catch (const std::filesystem::filesystem_error& e) {
    fail(base::ErrorKind::kPermissionDenied, e.what());
  } catch (const std::exception& e) {
    fail(base::ErrorKind::kInternal, e.what());
  }
  result.elapsed_s = std::chrono::duration<double>(services.clock->Now() - start).count();
  return result;
}

}  // namespace tarn::transform
