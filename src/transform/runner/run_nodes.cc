#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <set>
#include <thread>
#include <unordered_map>

#include "base/error.h"
#include "graph/ready_queue.h"
#include "transform/context/value_tree.h"
#include "transform/runner/console_lines.h"
#include "transform/runner/node_runner.h"
#include "transform/runner/run_context.h"
#include "transform/test/test_batch.h"

namespace tarn::transform {

namespace {

using graph::NodeId;
using graph::NodeSet;

// The order of a build: what a node's tests say is known before anything that reads the node runs.
// As in dbt, a test holds a node back only when everything that the test needs lies before it.
graph::Dag WithTestsFirst(const Manifest& manifest, const NodeSet& selected) {
  graph::Dag dag = manifest.dag;
  std::vector<NodeId> tests;
  for (const Node& node : manifest.nodes) {
    const NodeId id = *dag.Find(node.unique_id);
    if (node.type == ResourceType::kTest && selected.Contains(id)) tests.push_back(id);
  }
  std::vector<NodeSet> needs;
  for (NodeId test : tests) {
    NodeSet set(dag.size());
    set.Insert(test);
    needs.push_back(manifest.dag.Ancestors(set));
  }
  for (const Node& node : manifest.nodes) {
    const NodeId id = *dag.Find(node.unique_id);
    if (node.type == ResourceType::kTest || !selected.Contains(id)) continue;
    NodeSet set(dag.size());
    set.Insert(id);
    const NodeSet before = manifest.dag.Ancestors(set);
    for (size_t i = 0; i < tests.size(); ++i) {
      if (!needs[i].empty() && needs[i].IsSubsetOf(before)) dag.AddEdge(tests[i], id);
    }
  }
  return dag;
}

// Nodes that many others wait for come first: the longest way below a node is its urgency.
std::vector<size_t> Ranks(const graph::Dag& dag) {
  std::vector<size_t> height(dag.size(), 0);
  const auto order = dag.TopologicalOrder();
  size_t highest = 0;
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    for (NodeId next : dag.successors(*it)) height[*it] = std::max(height[*it], height[next] + 1);
    highest = std::max(highest, height[*it]);
  }
  for (size_t& value : height) value = highest - value;
  return height;
}

bool IsFailure(NodeStatus status) {
  return status == NodeStatus::kError || status == NodeStatus::kFail ||
         status == NodeStatus::kSkipped;
}

// Hands nodes to threads until all are done.
class Execution {
 public:
  Execution(RunContext& context, const std::vector<const Node*>& nodes)
      : context_(context), runner_(context), dag_(MakeGraph(nodes)), queue_(dag_, Ranks(dag_)) {
    results_.resize(dag_.size());
    for (NodeId id = 0; id < dag_.size(); ++id) {
      results_[id].node = context.manifest().Find(dag_.name(id));
    }
  }

  std::vector<NodeResult> Run() {
    const size_t wanted = static_cast<size_t>(context_.manifest().profile.threads);
    const size_t count = std::max<size_t>(1, std::min(wanted, dag_.size()));
    std::vector<std::thread> threads;
    for (size_t i = 1; i < count; ++i) threads.emplace_back([this, i] { Work(i + 1); });
    Work(1);
    for (auto& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return std::move(results_);
  }

 private:
  graph::Dag MakeGraph(const std::vector<const Node*>& nodes) const {
    const Manifest& manifest = context_.manifest();
    NodeSet selected(manifest.dag.size());
    for (const Node* node : nodes) selected.Insert(*manifest.dag.Find(node->unique_id));
    if (context_.options().command != Command::kBuild) return manifest.dag.Subset(selected);
    return WithTestsFirst(manifest, selected).Subset(selected);
  }

  // Work for one thread: a node, or several tests that may share a scan.
  std::vector<NodeId> Take(std::unique_lock<std::mutex>& lock) {
    while (true) {
      if (stop_ || queue_.empty()) return {};
      while (auto node = queue_.Take()) pending_.push_back(*node);
      if (!pending_.empty()) break;
      changed_.wait(lock);
    }
    const NodeId first = pending_.front();
    pending_.pop_front();
    std::vector<NodeId> work = {first};
    const Node& node = *results_[first].node;
    if (!MayShare(node)) return work;
    for (auto it = pending_.begin(); it != pending_.end();) {
      const Node& other = *results_[*it].node;
      if (MayShare(other) && other.depends_on_nodes == node.depends_on_nodes) {
        work.push_back(*it);
        it = pending_.erase(it);
      } else {
        ++it;
      }
    }
    return work;
  }

  bool MayShare(const Node& node) const {
    return context_.options().batch_tests && !unshared_.contains(&node) &&
           node.type == ResourceType::kTest &&
           MayBatch(context_.manifest(), node, context_.options().store_failures);
  }

  void Work(size_t thread) {
    try {
      auto lease = context_.TakeSession();
      std::unique_lock lock(mutex_);
      while (true) {
        const std::vector<NodeId> work = Take(lock);
        if (work.empty()) break;
        for (NodeId id : work) Start(id, thread);
        lock.unlock();
        RunWork(work, lease->session());
        lock.lock();
        Finish(work);
        changed_.notify_all();
      }
    } catch (...) {
      std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
    }
    changed_.notify_all();
  }

  // Called under the lock; events go out in the order of the numbers.
  void Start(NodeId id, size_t thread) {
    NodeResult& result = results_[id];
    result.thread = thread;
    if (result.index != 0) return;  // started before, in a batch that it could not join
    result.index = ++started_;
    context_.Emit({Event::Kind::kNodeStart, StartLine(*result.node, result.index, dag_.size()),
                   &result, result.index, dag_.size()});
  }

  void RunWork(const std::vector<NodeId>& work, engine::Session& session) {
    if (work.size() > 1) {
      std::vector<NodeResult*> results;
      for (NodeId id : work) results.push_back(&results_[id]);
      runner_.RunTestBatch(results, session);
      return;
    }
    NodeResult& result = results_[work[0]];
    const base::TimePoint start = context_.Now();
    switch (result.node->type) {
      case ResourceType::kSeed: runner_.RunSeed(*result.node, session, &result); break;
      case ResourceType::kTest: runner_.RunTestNode(*result.node, session, &result); break;
      default: runner_.RunModel(*result.node, session, &result);
    }
    result.execution_s = context_.SecondsSince(start);
  }

  // Called under the lock.
  void Finish(const std::vector<NodeId>& work) {
    for (NodeId id : work) {
      NodeResult& result = results_[id];
      if (work.size() > 1) {
        if (result.status == NodeStatus::kSkipped) {  // could not share: runs alone
          unshared_.insert(result.node);
          pending_.push_front(id);
          continue;
        }
        result.execution_s =
            std::chrono::duration<double>(result.execute.completed - result.execute.started)
                .count();
      }
      context_.Emit({Event::Kind::kNodeFinish, FinishLine(result, result.index, dag_.size()),
                     &result, result.index, dag_.size()});
      if (IsFailure(result.status)) {
        SkipAfter(id);
        if (context_.options().fail_fast) stop_ = true;
      }
      queue_.Finish(id);
    }
    if (context_.services().cancel.cancelled()) stop_ = true;
  }

  void SkipAfter(NodeId id) {
    for (NodeId skipped : queue_.SkipDescendants(id)) {
      NodeResult& result = results_[skipped];
      result.index = ++started_;
      result.status = NodeStatus::kSkipped;
      result.message = fmt::format("skipped: it depends on {}", results_[id].node->unique_id);
      context_.Emit({Event::Kind::kNodeFinish, FinishLine(result, result.index, dag_.size()),
                     &result, result.index, dag_.size()});
    }
  }

  RunContext& context_;
  NodeRunner runner_;
  graph::Dag dag_;
  graph::ReadyQueue queue_;
  std::vector<NodeResult> results_;  // by node; a running one belongs to its thread
  std::mutex mutex_;                 // guards everything below, and queue_
  std::condition_variable changed_;
  std::deque<NodeId> pending_;  // taken from the queue, not started
  std::set<const Node*> unshared_;
  size_t started_ = 0;
  bool stop_ = false;
  std::exception_ptr failure_;
};

// One query tells which schemas and relations there are; then the missing schemas are made.
void PrepareSchemas(RunContext& context, const std::vector<const Node*>& nodes) {
  std::map<std::string, std::set<std::string>> schemas;
  std::set<std::string> names;
  for (const Node* node : nodes) {
    if (node->type != ResourceType::kModel && node->type != ResourceType::kSeed) continue;
    schemas[node->database].insert(node->schema);
    names.insert(node->schema);
  }
  context.facts().schemas.assign(names.begin(), names.end());
  if (schemas.empty()) return;
  auto lease = context.TakeSession();
  Database database = context.MakeDatabase(lease->session());
  for (const auto& [name, in_database] : schemas) {
    for (const auto& schema : in_database) database.CreateSchema(name, schema);
    database.LoadSchemas(name, in_database);
  }
}

// on-run-start and on-run-end: in the order of the files, on one session.
void RunHookNodes(RunContext& context, const char* kind) {
  for (const Node& node : context.manifest().nodes) {
    if (node.type != ResourceType::kOperation ||
        std::find(node.tags.begin(), node.tags.end(), kind) == node.tags.end()) {
      continue;
    }
    auto lease = context.TakeSession();
    Database database = context.MakeDatabase(lease->session());
    RenderScope scope(context.manifest(), &node, &context.facts(), &database);
    try {
      const CompiledNode compiled = context.compiler().Compile(node, scope);
      context.WriteCompiled(node, "compiled", compiled.code);
      if (compiled.code.find_first_not_of(" \t\r\n") != std::string::npos) {
        database.Query(compiled.code);
      }
    } catch (const base::Error& e) {
      throw e.WithContext(fmt::format("{} ({} hook {})", node.where, kind, node.index + 1));
    }
  }
}

// `results` of on-run-end hooks.
jinja::Value ResultsValue(const std::vector<NodeResult>& results) {
  std::vector<jinja::Value> values;
  for (const auto& result : results) {
    jinja::Value value = EmptyDict();
    Set(value, "node", NodeValue(*result.node));
    Set(value, "unique_id", jinja::Value(result.node->unique_id));
    Set(value, "status", jinja::Value(NodeStatusName(result.status)));
    Set(value, "message",
        result.message.empty() ? jinja::Value::None() : jinja::Value(result.message));
    Set(value, "failures", result.failures ? jinja::Value(*result.failures) : jinja::Value::None());
    Set(value, "execution_time", jinja::Value(result.execution_s));
    Set(value, "adapter_response",
        result.adapter_response.is_dict() ? result.adapter_response : EmptyDict());
    Set(value, "thread_id", jinja::Value(fmt::format("Thread-{}", result.thread)));
    values.push_back(std::move(value));
  }
  return jinja::Value::List(std::move(values));
}

}  // namespace

void RunNodes(RunContext& context) {
  context.Parse();
  context.Info(FoundLine(context.manifest()));
  std::vector<const Node*> nodes = context.Select(CommandTypes(context.options().command));
  // Ephemeral models live in what uses them.
  std::erase_if(nodes, [](const Node* node) { return node->is_ephemeral(); });
  for (const Node* node : nodes) context.facts().selected.push_back(node->unique_id);
  if (nodes.empty()) {
    context.Warn("Nothing to do. Try checking your model configs and model specification args");
  } else {
    const base::TimePoint start = context.Now();
    context.Info(fmt::format("Concurrency: {} threads (target='{}')",
                             context.manifest().profile.threads,
                             context.manifest().profile.target_name));
    PrepareSchemas(context, nodes);
    RunHookNodes(context, "on-run-start");
    context.result().results = Execution(context, nodes).Run();
    auto& results = context.result().results;
    context.facts().results = ResultsValue(results);
    RunHookNodes(context, "on-run-end");
    context.Info(FinishedLine(results, context.SecondsSince(start)));
    for (auto& line : SummaryLines(results)) context.Info(line);
    context.Info(DoneLine(results));
    const bool failed = std::any_of(results.begin(), results.end(),
                                    [](const auto& r) { return IsFailure(r.status); });
    if (failed) context.result().exit_code = 1;
  }
  const ArtifactInfo info = context.artifact_info();
  auto& results = context.result().results;
  if (context.options().write_artifacts) {
    context.WriteArtifact("manifest.json", ManifestJson(context.manifest(), info, results));
    context.WriteArtifact("run_results.json", RunResultsJson(results, info, context.options(),
                                                             context.SecondsSince(info.started)));
  }
  context.services().cancel.Check();
}

}  // namespace tarn::transform
