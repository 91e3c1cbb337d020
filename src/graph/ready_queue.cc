#include "graph/ready_queue.h"

#include <numeric>
#include <utility>

#include "base/error.h"

namespace tarn::graph {

ReadyQueue::ReadyQueue(const Dag& dag, std::vector<size_t> ranks)
    : dag_(dag), ranks_(std::move(ranks)), ready_(Later{&ranks_}), left_(dag.size()) {
  if (auto cycle = dag.FindCycle(); !cycle.empty()) {
    base::Throw(base::ErrorKind::kInvalidArgument, "cycle: {}", dag.PathText(cycle));
  }
  if (ranks_.empty()) {
    ranks_.resize(dag.size());
    std::iota(ranks_.begin(), ranks_.end(), size_t{0});
  }
  waits_.resize(dag.size());
  state_.resize(dag.size(), State::kWaiting);
  for (NodeId node = 0; node < dag.size(); ++node) {
    waits_[node] = dag.predecessors(node).size();
    if (waits_[node] == 0) MakeReady(node);
  }
}

void ReadyQueue::MakeReady(NodeId node) {
  state_[node] = State::kReady;
  ready_.push(node);
}

std::optional<NodeId> ReadyQueue::Take() {
  while (!ready_.empty()) {
    const NodeId node = ready_.top();
    ready_.pop();
    if (state_[node] != State::kReady) continue;  // skipped meanwhile
    state_[node] = State::kRunning;
    ++running_;
    return node;
  }
  return std::nullopt;
}

void ReadyQueue::Finish(NodeId node) {
  if (state_[node] != State::kRunning) return;
  state_[node] = State::kDone;
  --running_;
  --left_;
  for (NodeId next : dag_.successors(node)) {
    if (--waits_[next] == 0 && state_[next] == State::kWaiting) MakeReady(next);
  }
}

std::vector<NodeId> ReadyQueue::SkipDescendants(NodeId node) {
  NodeSet from(dag_.size());
  from.Insert(node);
  const NodeSet reached = dag_.Descendants(from);
  std::vector<NodeId> skipped;
  for (NodeId next : dag_.TopologicalOrder()) {
    if (!reached.Contains(next)) continue;
    if (state_[next] != State::kWaiting && state_[next] != State::kReady) continue;
    state_[next] = State::kDone;
    --left_;
    skipped.push_back(next);
  }
  return skipped;
}

}  // namespace tarn::graph
