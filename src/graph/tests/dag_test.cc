#include "graph/dag.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "graph/ready_queue.h"

namespace tarn::graph {
namespace {

// "a>b b>c" → a graph; nodes are numbered as they appear.
Dag Graph(const std::string& text) {
  Dag dag;
  size_t at = 0;
  while (at < text.size()) {
    size_t end = std::min(text.find(' ', at), text.size());
    const std::string edge = text.substr(at, end - at);
    const size_t arrow = edge.find('>');
    const NodeId from = dag.AddNode(edge.substr(0, arrow));
    if (arrow != std::string::npos) dag.AddEdge(from, dag.AddNode(edge.substr(arrow + 1)));
    at = end + 1;
  }
  return dag;
}

std::string Names(const Dag& dag, const std::vector<NodeId>& nodes) {
  std::string text;
  for (NodeId node : nodes) text += (text.empty() ? "" : " ") + dag.name(node);
  return text;
}

NodeSet Set(const Dag& dag, const std::vector<std::string>& names) {
  NodeSet set(dag.size());
  for (const auto& name : names) set.Insert(*dag.Find(name));
  return set;
}

TEST(DagTest, OrdersEveryNodeAfterItsPredecessorsAndOtherwiseAsAdded) {
  Dag dag = Graph("d>b a>b b>c e");
  EXPECT_EQ(Names(dag, dag.TopologicalOrder()), "d a b c e");
  EXPECT_TRUE(dag.FindCycle().empty());
  EXPECT_EQ(Graph("").TopologicalOrder().size(), 0u);
}

TEST(DagTest, RepeatedEdgesAndNodesCountOnce) {
  Dag dag = Graph("a>b a>b");
  EXPECT_EQ(dag.size(), 2u);
  EXPECT_EQ(dag.successors(0).size(), 1u);
  EXPECT_EQ(dag.predecessors(1).size(), 1u);
}

TEST(DagTest, ReportsACycleAsAPath) {
  Dag dag = Graph("x>a a>b b>c c>a b>d");
  EXPECT_EQ(dag.PathText(dag.FindCycle()), "a → b → c → a");
  try {
    dag.TopologicalOrder();
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
    EXPECT_EQ(e.message(), "cycle: a → b → c → a");
  }
  EXPECT_THROW(ReadyQueue queue(dag), base::Error);
  Dag self = Graph("a>a");
  EXPECT_EQ(self.PathText(self.FindCycle()), "a → a");
}

TEST(DagTest, AChainAsLongAsMemoryNeedsNoStack) {
  Dag dag;
  NodeId last = dag.AddNode("0");
  for (int i = 1; i < 200'000; ++i) {
    NodeId next = dag.AddNode(std::to_string(i));
    dag.AddEdge(last, next);
    last = next;
  }
  EXPECT_TRUE(dag.FindCycle().empty());
  dag.AddEdge(last, 0);
  EXPECT_EQ(dag.FindCycle().size(), 200'001u);
}

TEST(DagTest, AncestorsAndDescendantsWithinADepth) {
  Dag dag = Graph("a>b b>c c>d b>e");
  EXPECT_EQ(Names(dag, dag.Descendants(Set(dag, {"b"})).Nodes()), "c d e");
  EXPECT_EQ(Names(dag, dag.Descendants(Set(dag, {"b"}), 1).Nodes()), "c e");
  EXPECT_EQ(Names(dag, dag.Ancestors(Set(dag, {"d"}), 2).Nodes()), "b c");
  EXPECT_EQ(Names(dag, dag.Ancestors(Set(dag, {"d", "b"})).Nodes()), "a b c");
  EXPECT_TRUE(dag.Ancestors(Set(dag, {"d"}), 0).empty());
}

TEST(DagTest, ASubsetKeepsTheOrderThroughDroppedNodes) {
  Dag dag = Graph("a>b b>c c>d a>e");
  Dag subset = dag.Subset(Set(dag, {"a", "d", "e"}));
  EXPECT_EQ(subset.size(), 3u);
  EXPECT_EQ(Names(subset, subset.successors(*subset.Find("a"))), "e d");
  EXPECT_EQ(Names(subset, subset.predecessors(*subset.Find("d"))), "a");
}

TEST(NodeSetTest, SetAlgebra) {
  NodeSet a(10), b(200);
  a.Insert(1);
  a.Insert(5);
  b.Insert(5);
  b.Insert(130);
  EXPECT_EQ((a | b).Nodes(), (std::vector<NodeId>{1, 5, 130}));
  EXPECT_EQ((a & b).Nodes(), (std::vector<NodeId>{5}));
  EXPECT_EQ((a - b).Nodes(), (std::vector<NodeId>{1}));
  EXPECT_EQ((a | b).Count(), 3u);
  b.Erase(130);
  EXPECT_TRUE(b.IsSubsetOf(a));
  EXPECT_FALSE(a.IsSubsetOf(b));
  b.Insert(1);
  EXPECT_EQ(a, b);
}

TEST(ReadyQueueTest, HandsOutNodesAsTheirPredecessorsFinish) {
  Dag dag = Graph("a>c b>c c>d");
  ReadyQueue queue(dag);
  EXPECT_EQ(queue.Take(), 0u);
  EXPECT_EQ(queue.Take(), dag.Find("b"));
  EXPECT_EQ(queue.Take(), std::nullopt);
  queue.Finish(0);
  EXPECT_EQ(queue.Take(), std::nullopt);
  queue.Finish(*dag.Find("b"));
  EXPECT_EQ(queue.Take(), dag.Find("c"));
  queue.Finish(*dag.Find("c"));
  EXPECT_FALSE(queue.empty());
  queue.Finish(*queue.Take());
  EXPECT_TRUE(queue.empty());
}

TEST(ReadyQueueTest, RanksComeFirst) {
  Dag dag = Graph("a b c");
  ReadyQueue queue(dag, {2, 1, 0});
  EXPECT_EQ(Names(dag, {*queue.Take(), *queue.Take(), *queue.Take()}), "c b a");
}

TEST(ReadyQueueTest, SkipsWhatDependsOnAFailure) {
  Dag dag = Graph("a>b b>c x>c y");
  ReadyQueue queue(dag);
  NodeId a = *queue.Take();
  EXPECT_EQ(Names(dag, queue.SkipDescendants(a)), "b c");
  queue.Finish(a);
  EXPECT_EQ(dag.name(*queue.Take()), "x");
  queue.Finish(*dag.Find("x"));
  EXPECT_EQ(dag.name(*queue.Take()), "y");
  EXPECT_EQ(queue.Take(), std::nullopt);
  queue.Finish(*dag.Find("y"));
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace tarn::graph
