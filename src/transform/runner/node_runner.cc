#include "transform/runner/node_runner.h"

#include <map>

#include "base/error.h"
#include "transform/context/value_tree.h"
#include "transform/materialization/materialization.h"
#include "transform/test/test_batch.h"
#include "transform/test/test_run.h"

namespace tarn::transform {

namespace {

void KeepCompiled(const CompiledNode& compiled, NodeResult* result) {
  result->compiled = true;
  result->compiled_code = compiled.code;
  result->ctes = compiled.ctes;
}

}  // namespace

void NodeRunner::Fail(const base::Error& error, NodeResult* result) const {
  result->status = NodeStatus::kError;
  result->message = error.Describe();
  const base::TimePoint now = context_.Now();
  if (result->compile.completed == base::TimePoint()) result->compile.completed = now;
  if (result->execute.started == base::TimePoint()) result->execute.started = now;
  result->execute.completed = now;
}

void NodeRunner::Materialize(const Node& node, Database& database, RenderScope& scope,
                             std::string code, NodeResult* result) {
  MaterializationRun run{context_.manifest(), node,           scope, database,
                         context_.facts(),    std::move(code)};
  transform::Materialize(run);
  result->adapter_response = run.response;
  result->rows = run.rows;
  result->message = GetString(run.response, "_message", "OK");
  result->status = NodeStatus::kSuccess;
  result->execute.completed = context_.Now();
  if (!run.run_sql.empty()) context_.WriteCompiled(node, "run", run.run_sql);
}

void NodeRunner::RunModel(const Node& node, engine::Session& session, NodeResult* result) {
  result->compile.started = context_.Now();
  try {
    Database database = context_.MakeDatabase(session);
    RenderScope scope(context_.manifest(), &node, &context_.facts(), &database);
    const CompiledNode compiled = context_.compiler().Compile(node, scope);
    KeepCompiled(compiled, result);
    context_.WriteCompiled(node, "compiled", compiled.code);
    result->compile.completed = result->execute.started = context_.Now();
    Materialize(node, database, scope, compiled.code, result);
  } catch (const base::Error& e) {
    Fail(e, result);
  }
}

void NodeRunner::RunSeed(const Node& node, engine::Session& session, NodeResult* result) {
  result->compile.started = result->compile.completed = result->execute.started = context_.Now();
  try {
    Database database = context_.MakeDatabase(session);
    RenderScope scope(context_.manifest(), &node, &context_.facts(), &database);
    Materialize(node, database, scope, "", result);
  } catch (const base::Error& e) {
    Fail(e, result);
  }
}

void NodeRunner::RunTestNode(const Node& node, engine::Session& session, NodeResult* result) {
  result->compile.started = context_.Now();
  try {
    Database database = context_.MakeDatabase(session);
    RenderScope scope(context_.manifest(), &node, &context_.facts(), &database);
    const CompiledNode compiled = context_.compiler().Compile(node, scope);
    KeepCompiled(compiled, result);
    context_.WriteCompiled(node, "compiled", compiled.code);
    result->compile.completed = result->execute.started = context_.Now();
    std::string run_sql;
    const TestOutcome outcome =
        RunTest(node, compiled, scope, database, context_.options().store_failures, &run_sql);
    result->execute.completed = context_.Now();
    context_.WriteCompiled(node, "run", run_sql);
    SetTestResult(node, outcome, context_.options().warn_error, result);
  } catch (const base::Error& e) {
    Fail(e, result);
  }
}

void NodeRunner::RunTestBatch(const std::vector<NodeResult*>& results, engine::Session& session) {
  struct Member {
    NodeResult* result;
    CompiledNode compiled;
    BatchMember batched;
  };
  std::map<std::string, std::vector<Member>> groups;  // by the relation as written
  Database database = context_.MakeDatabase(session);
  for (NodeResult* result : results) {
    const Node& node = *result->node;
    result->compile.started = context_.Now();
    try {
      RenderScope scope(context_.manifest(), &node, &context_.facts(), &database);
      CompiledNode compiled = context_.compiler().Compile(node, scope);
      auto member =
          ToBatchMember(context_.manifest(), node, compiled, session.HasFunction("may_repeat"));
      if (!member) continue;
      groups[member->from].push_back({result, std::move(compiled), *std::move(member)});
    } catch (const base::Error&) {
      // Alone it fails again, and its error is then its result.
    }
    result->compile.completed = context_.Now();
  }
  for (auto& [from, members] : groups) {
    if (members.size() < 2) continue;
    std::vector<BatchMember> batched;
    for (const Member& member : members) batched.push_back(member.batched);
    const std::string sql = BatchSql(from, batched);
    const base::TimePoint started = context_.Now();
    QueryResult rows;
    try {
      rows = database.Query(sql);
    } catch (const base::Error& e) {
      if (e.kind() == base::ErrorKind::kCancelled) throw;
      continue;  // one of them is wrong: each runs alone and tells for itself
    }
    if (rows.rows.size() != 1 || rows.rows[0].size() != members.size()) continue;
    const base::TimePoint completed = context_.Now();
    for (size_t i = 0; i < members.size(); ++i) {
      const jinja::Value& count = rows.rows[0][i];
      if (!count.is_int()) continue;
      if (!members[i].batched.is_count && count.AsInt() != 0) continue;
      NodeResult* result = members[i].result;
      const Node& node = *result->node;
      TestOutcome outcome;
      outcome.failures = count.AsInt();
      outcome.should_warn = *EvaluateThreshold(node.config_string("warn_if"), outcome.failures);
      outcome.should_error = *EvaluateThreshold(node.config_string("error_if"), outcome.failures);
      KeepCompiled(members[i].compiled, result);
      result->execute = {started, completed};
      result->batch = from;
      SetTestResult(node, outcome, context_.options().warn_error, result);
      context_.WriteCompiled(node, "compiled", members[i].compiled.code);
      context_.WriteCompiled(node, "run", sql);
    }
  }
}

}  // namespace tarn::transform
