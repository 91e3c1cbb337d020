#include "graph/dag.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "base/error.h"

namespace tarn::graph {

NodeId Dag::AddNode(std::string_view name) {
  auto [it, added] = by_name_.try_emplace(std::string(name), static_cast<NodeId>(names_.size()));
  if (added) {
    names_.emplace_back(name);
    successors_.emplace_back();
    predecessors_.emplace_back();
  }
  return it->second;
}

void Dag::AddEdge(NodeId from, NodeId to) {
  // The shorter of both lists tells whether the edge is known, so that a hub stays cheap.
  const auto& out = successors_[from];
  const auto& in = predecessors_[to];
  const bool known = out.size() <= in.size() ? std::find(out.begin(), out.end(), to) != out.end()
                                             : std::find(in.begin(), in.end(), from) != in.end();
  if (known) return;
  successors_[from].push_back(to);
  predecessors_[to].push_back(from);
}

std::optional<NodeId> Dag::Find(std::string_view name) const {
  auto it = by_name_.find(std::string(name));
  if (it == by_name_.end()) return std::nullopt;
  return it->second;
}

std::vector<NodeId> Dag::TopologicalOrder() const {
  std::vector<size_t> waits(size());
  std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> ready;
  for (NodeId node = 0; node < size(); ++node) {
    waits[node] = predecessors_[node].size();
    if (waits[node] == 0) ready.push(node);
  }
  std::vector<NodeId> order;
  order.reserve(size());
  while (!ready.empty()) {
    const NodeId node = ready.top();
    ready.pop();
    order.push_back(node);
    for (NodeId next : successors_[node]) {
      if (--waits[next] == 0) ready.push(next);
    }
  }
  if (order.size() != size()) {
    base::Throw(base::ErrorKind::kInvalidArgument, "cycle: {}", PathText(FindCycle()));
  }
  return order;
}

std::vector<NodeId> Dag::FindCycle() const {
  enum class State : uint8_t { kNew, kOpen, kDone };
  struct Frame {
    NodeId node;
    size_t next = 0;
  };
  std::vector<State> state(size(), State::kNew);
  std::vector<Frame> path;  // not recursion: a chain may be as long as the graph
  for (NodeId start = 0; start < size(); ++start) {
    if (state[start] != State::kNew) continue;
    path.push_back({start});
    state[start] = State::kOpen;
    while (!path.empty()) {
      Frame& top = path.back();
      if (top.next == successors_[top.node].size()) {
        state[top.node] = State::kDone;
        path.pop_back();
        continue;
      }
      const NodeId next = successors_[top.node][top.next++];
      if (state[next] == State::kDone) continue;
      if (state[next] == State::kNew) {
        state[next] = State::kOpen;
        path.push_back({next});
        continue;
      }
      auto first = std::find_if(path.begin(), path.end(),
                                [&](const Frame& frame) { return frame.node == next; });
      std::vector<NodeId> cycle;
      for (; first != path.end(); ++first) cycle.push_back(first->node);
      cycle.push_back(next);
      return cycle;
    }
  }
  return {};
}

std::string Dag::PathText(const std::vector<NodeId>& path) const {
  std::string text;
  for (NodeId node : path) {
    if (!text.empty()) text += " → ";
    text += names_[node];
  }
  return text;
}

NodeSet Dag::Reach(const Edges& edges, const NodeSet& from, size_t depth) const {
  NodeSet seen(size());
  std::vector<NodeId> layer = from.Nodes();
  for (size_t step = 0; step < depth && !layer.empty(); ++step) {
    std::vector<NodeId> next_layer;
    for (NodeId node : layer) {
      for (NodeId next : edges[node]) {
        if (seen.Contains(next)) continue;
        seen.Insert(next);
        next_layer.push_back(next);
      }
    }
    layer = std::move(next_layer);
  }
  return seen;
}

NodeSet Dag::Descendants(const NodeSet& from, size_t depth) const {
  return Reach(successors_, from, depth);
}

NodeSet Dag::Ancestors(const NodeSet& from, size_t depth) const {
  return Reach(predecessors_, from, depth);
}

Dag Dag::Subset(const NodeSet& keep) const {
  Dag subset;
  for (NodeId node : keep.Nodes()) subset.AddNode(names_[node]);
  std::vector<uint32_t> visited(size(), 0);
  uint32_t round = 0;
  std::vector<NodeId> stack;
  for (NodeId node : keep.Nodes()) {
    ++round;
    stack = successors_[node];
    while (!stack.empty()) {
      const NodeId next = stack.back();
      stack.pop_back();
      if (visited[next] == round) continue;
      visited[next] = round;
      if (keep.Contains(next)) {
        subset.AddEdge(*subset.Find(names_[node]), *subset.Find(names_[next]));
      } else {
        stack.insert(stack.end(), successors_[next].begin(), successors_[next].end());
      }
    }
  }
  return subset;
}

}  // namespace tarn::graph
