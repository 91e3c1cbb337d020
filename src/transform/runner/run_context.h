#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "transform/artifacts/artifacts.h"
#include "transform/context/database.h"
#include "transform/runner/compiler.h"
#include "transform/runner/invocation.h"
#include "transform/runner/session_pool.h"

namespace tarn::transform {

// What the commands of one invocation share. Not for other modules.
class RunContext {
 public:
  RunContext(const InvocationOptions& options, const InvocationServices& services,
             InvocationResult* result);

  const InvocationOptions& options() const { return options_; }
  const InvocationServices& services() const { return services_; }
  InvocationResult& result() { return result_; }
  const Manifest& manifest() const { return *result_.manifest; }
  RunFacts& facts() { return facts_; }
  Compiler& compiler() { return *compiler_; }
  RelationCache& relations() { return relations_; }
  std::filesystem::path target_path() const;
  ArtifactInfo artifact_info() const;
  base::TimePoint Now() const { return services_.clock->Now(); }
  double SecondsSince(base::TimePoint start) const;

  // Reads the project; result().manifest is there afterwards.
  void Parse();
  // Needs an engine: kFailedPrecondition without one.
  SessionPool& sessions();
  std::unique_ptr<SessionPool::Lease> TakeSession() { return sessions().Take(); }
  Database MakeDatabase(engine::Session& session) {
    return Database(session, relations_, services_.cancel);
  }

  // Events, one at a time.
  void Emit(Event event);
  void Info(std::string text) { Emit({Event::Kind::kInfo, std::move(text), nullptr, 0, 0}); }
  void Warn(std::string text);
  size_t warnings() const { return warnings_; }

  // The selected nodes of the given types (or of --resource-type), in manifest order.
  std::vector<const Node*> Select(const std::vector<ResourceType>& by_default);
  void WriteCompiled(const Node& node, const char* folder, const std::string& sql);
  // Writes an artifact below the target folder, unless the caller wants none.
  void WriteArtifact(const std::string& name, const std::string& text);

 private:
  const InvocationOptions& options_;
  const InvocationServices& services_;
  InvocationResult& result_;
  base::TimePoint started_;
  RunFacts facts_;
  std::unique_ptr<Compiler> compiler_;
  RelationCache relations_;
  std::mutex event_mutex_;
  std::mutex graph_mutex_;
  jinja::Value graph_;
  std::atomic<size_t> warnings_{0};
  std::mutex sessions_mutex_;
  std::unique_ptr<SessionPool> sessions_;
};

// The commands; each fills the result. Errors are thrown and become exit code 2.
void RunNodes(RunContext& context);  // build, run, test, seed
void CompileNodes(RunContext& context);
void ListNodes(RunContext& context);
void GenerateDocs(RunContext& context);
void ShowRows(RunContext& context);
void RunOperation(RunContext& context);
void CheckFreshness(RunContext& context);
void DebugProject(RunContext& context);
void CleanProject(RunContext& context);
void InstallPackages(RunContext& context);

// Types that a command works on.
std::vector<ResourceType> CommandTypes(Command command);

}  // namespace tarn::transform
