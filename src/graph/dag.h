#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/node_set.h"

namespace tarn::graph {

inline constexpr size_t kUnlimited = std::numeric_limits<size_t>::max();

// A directed graph of named nodes whose edges say "must come before". Nodes are numbered 0, 1, 2, …
// in the order they were added, and every answer keeps that order where it has a choice, so that
// runs are repeatable. Cycles can be built (input comes from people); FindCycle tells of them and
// TopologicalOrder refuses them. Not thread safe while it is built, then safe to share.
class Dag {
 public:
  // The node's number; the same one when the name was added before.
  NodeId AddNode(std::string_view name);
  // `from` comes before `to`. A repeated edge counts once; an edge to itself is a cycle.
  void AddEdge(NodeId from, NodeId to);

  size_t size() const { return names_.size(); }
  const std::string& name(NodeId node) const { return names_[node]; }
  std::optional<NodeId> Find(std::string_view name) const;
  const std::vector<NodeId>& successors(NodeId node) const { return successors_[node]; }
  const std::vector<NodeId>& predecessors(NodeId node) const { return predecessors_[node]; }

  // Every node after its predecessors; among those that are ready, the lowest number first.
  // kInvalidArgument "cycle: a → b → a" when there is none.
  std::vector<NodeId> TopologicalOrder() const;
  // A cycle as a path whose first node is repeated at the end ({a, b, a}); empty without one. Of
  // several, the one through the lowest number.
  std::vector<NodeId> FindCycle() const;
  // "a → b → a".
  std::string PathText(const std::vector<NodeId>& path) const;

  // What is reachable from `from` within `depth` edges. A node of `from` is in the answer only when
  // it is reachable from another one (or lies on a cycle).
  NodeSet Descendants(const NodeSet& from, size_t depth = kUnlimited) const;
  NodeSet Ancestors(const NodeSet& from, size_t depth = kUnlimited) const;

  // The graph on `keep` alone in which a path through dropped nodes has become an edge: order among
  // the kept nodes stays what it was. Nodes keep their names and are renumbered in order.
  Dag Subset(const NodeSet& keep) const;

 private:
  using Edges = std::vector<std::vector<NodeId>>;
  NodeSet Reach(const Edges& edges, const NodeSet& from, size_t depth) const;

  std::vector<std::string> names_;
  std::unordered_map<std::string, NodeId> by_name_;
  Edges successors_;
  Edges predecessors_;
};

}  // namespace tarn::graph
