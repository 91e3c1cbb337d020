#pragma once

#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "graph/dag.h"

namespace tarn::graph {

// Hands out a graph's nodes for parallel execution: a node is ready when all of its predecessors
// are done. Of the ready ones, the lowest rank comes first (the node's number when no ranks are
// given). Keeps a reference to the graph. Not thread safe: the owner's lock guards it; nothing in
// here blocks.
class ReadyQueue {
 public:
  // kInvalidArgument with the path when the graph has a cycle.
  explicit ReadyQueue(const Dag& dag, std::vector<size_t> ranks = {});
  ReadyQueue(const ReadyQueue&) = delete;
  ReadyQueue& operator=(const ReadyQueue&) = delete;

  // A ready node, now running; nothing when none is ready (others may become so).
  std::optional<NodeId> Take();
  // The node is done: successors that waited only for it become ready. A failed or skipped node is
  // finished as well: what that means for its successors is the caller's to say (see MarkSkipped).
  void Finish(NodeId node);
  // Takes every descendant of a node, as far as not yet handed out or skipped, out of the queue and
  // gives them in topological order: for "skip what depends on a failure".
  std::vector<NodeId> SkipDescendants(NodeId node);

  bool empty() const { return left_ == 0; }  // everything was finished or skipped
  size_t ready() const { return ready_.size(); }
  size_t running() const { return running_; }

 private:
  enum class State : uint8_t { kWaiting, kReady, kRunning, kDone };
  struct Later {
    const std::vector<size_t>* ranks;
    bool operator()(NodeId a, NodeId b) const {
      return (*ranks)[a] != (*ranks)[b] ? (*ranks)[a] > (*ranks)[b] : a > b;
    }
  };
  void MakeReady(NodeId node);

  const Dag& dag_;
  std::vector<size_t> ranks_;
  std::vector<size_t> waits_;
  std::vector<State> state_;
  std::priority_queue<NodeId, std::vector<NodeId>, Later> ready_;
  size_t left_ = 0;
  size_t running_ = 0;
};

}  // namespace tarn::graph
