#include "jinja/cycles.h"

#include <unordered_map>

#include "jinja/dict.h"
#include "jinja/object.h"

namespace tarn::jinja {
namespace {

// Beyond this many containers the search is given up: the program holds a large graph, and to look
// through it after each render would cost more than a cycle that is never freed.
constexpr size_t kMaxContainers = 100'000;

void VisitContained(const Value& value, const std::function<void(const Value&)>& visit) {
  const auto visit_container = [&](const Value& child) {
    if (child.kind() >= ValueKind::kList) visit(child);
  };
  if (value.is_list() || value.is_tuple()) {
    for (const Value& item : value.Sequence()) visit_container(item);
  } else if (value.is_dict()) {
    for (const auto& entry : value.AsDict()) {
      visit_container(entry.key);
      visit_container(entry.value);
    }
  } else if (value.is_object()) {
    value.AsObject().VisitChildren(visit_container);
  }
}

void ClearContainer(const Value& value) {
  if (value.is_list()) {
    std::vector<Value> items;
    items.swap(value.AsList());
  } else if (value.is_dict()) {
    value.AsDict().Clear();
  } else if (value.is_object()) {
    value.AsObject().ClearChildren();
  }
}

}  // namespace

StoredContainers::~StoredContainers() {
  DropUnshared();
  if (!noted_.empty()) ClearCycles();
  for (const Value& container : noted_) container.cell()->Unmark();
}

void StoredContainers::Add(const Value& container) {
  noted_.push_back(container);
  if (noted_.size() < next_drop_) return;
  DropUnshared();
  next_drop_ = std::max<size_t>(1024, noted_.size() * 2);
}

void StoredContainers::DropUnshared() {
  // Later containers tend to hold earlier ones: from the back, and again while that frees some.
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (size_t i = noted_.size(); i-- > 0;) {
      if (noted_[i].cell()->use_count() != 1) continue;
      std::swap(noted_[i], noted_.back());
      noted_.pop_back();
      dropped = true;
    }
  }
}

// As CPython's collector: references from within the graph are taken off the counts; what has some
// left is held from outside, and so is all that it leads to.
void StoredContainers::ClearCycles() {
  struct Node {
    Value value;
    int64_t outside;
    bool reachable = false;
  };
  std::unordered_map<const Cell*, Node> graph;
  std::vector<const Cell*> order;
  const auto add = [&](const Value& value) {
    const auto [found, added] = graph.try_emplace(value.cell());
    if (!added) return;
    found->second.outside = value.cell()->use_count();
    found->second.value = value;
    order.push_back(value.cell());
  };
  for (const Value& container : noted_) add(container);
  for (size_t i = 0; i < order.size(); ++i) {
    if (order.size() > kMaxContainers) return;
    VisitContained(graph[order[i]].value, add);
  }
  for (const Value& container : noted_) --graph[container.cell()].outside;
  for (const Cell* cell : order)
    VisitContained(graph[cell].value, [&](const Value& child) { --graph[child.cell()].outside; });
  std::vector<const Cell*> pending;
  for (const Cell* cell : order)
    if (graph[cell].outside > 0) pending.push_back(cell);
  while (!pending.empty()) {
    Node& node = graph[pending.back()];
    pending.pop_back();
    if (node.reachable) continue;
    node.reachable = true;
    VisitContained(node.value, [&](const Value& child) { pending.push_back(child.cell()); });
  }
  for (const Cell* cell : order)
    if (!graph[cell].reachable) ClearContainer(graph[cell].value);
}

}  // namespace tarn::jinja
