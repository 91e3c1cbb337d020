#pragma once

#include <vector>

#include "transform/runner/run_context.h"

namespace tarn::transform {

// Executes nodes of build, run, test and seed. Each call works on a session of its own; thread
// safe. What goes wrong in a node is in its result, never thrown.
class NodeRunner {
 public:
  explicit NodeRunner(RunContext& context) : context_(context) {}

  void RunModel(const Node& node, engine::Session& session, NodeResult* result);
  void RunSeed(const Node& node, engine::Session& session, NodeResult* result);
  void RunTestNode(const Node& node, engine::Session& session, NodeResult* result);
  // Several tests of one relation: those that can share a scan do. Results that are still
  // kSkipped afterwards have to run alone.
  void RunTestBatch(const std::vector<NodeResult*>& results, engine::Session& session);

 private:
  void Materialize(const Node& node, Database& database, RenderScope& scope, std::string code,
                   NodeResult* result);
  void Fail(const base::Error& error, NodeResult* result) const;

  RunContext& context_;
};

}  // namespace tarn::transform
