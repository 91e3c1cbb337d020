#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/project_parser.h"

namespace tarn::transform {

namespace {

std::string RefText(const RefArgs& ref) {
  return ref.package.empty() ? fmt::format("ref('{}')", ref.name)
                             : fmt::format("ref('{}', '{}')", ref.package, ref.name);
}

// Where a name stands in a node's SQL: "models/x.sql:3:17". The file when it is not found
// literally.
std::string PlaceOf(const Node& node, const std::string& name) {
  if (node.generic_test || node.type == ResourceType::kExposure) return node.where;
  for (const std::string& quoted : {"'" + name + "'", "\"" + name + "\""}) {
    const size_t at = node.raw_code.find(quoted);
    if (at == std::string::npos) continue;
    const auto line = std::count(node.raw_code.begin(),
                                 node.raw_code.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const size_t start = at == 0 ? std::string::npos : node.raw_code.rfind('\n', at - 1);
    const size_t column = start == std::string::npos ? at : at - start - 1;
    return fmt::format("{}:{}:{}", node.original_file_path, line + 1, column + 1);
  }
  return node.original_file_path;
}

}  // namespace

void ProjectParser::Link() {
  CheckDuplicates();
  std::vector<bool> linked;  // nodes move only when nobody looks them up any more
  for (Node& node : manifest_.nodes) linked.push_back(LinkNode(&node));
  std::deque<Node> kept;
  for (size_t i = 0; i < linked.size(); ++i) {
    (linked[i] ? kept : manifest_.disabled).push_back(std::move(manifest_.nodes[i]));
  }
  manifest_.nodes = std::move(kept);
  manifest_.Index();
  BuildGraph();
}

// False for a test (or exposure) of something that is disabled or gone: it is left out with a
// warning, as dbt does.
bool ProjectParser::LinkNode(Node* node) {
  std::vector<std::string> ids;
  auto add = [&](const Node* target) {
    if (std::find(ids.begin(), ids.end(), target->unique_id) == ids.end()) {
      ids.push_back(target->unique_id);
    }
  };
  const bool forgiving = node->type == ResourceType::kTest;
  for (const RefArgs& ref : node->refs) {
    if (!ref.version.empty()) {
      throw base::Error(base::ErrorKind::kUnsupported,
                        fmt::format("{}: model versions cannot run in Tarn yet: {} of {}",
                                    PlaceOf(*node, ref.name), RefText(ref), node->unique_id));
    }
    const Node* target = manifest_.FindRef(ref, node->package);
    if (target != nullptr) {
      add(target);
      continue;
    }
    const Node* disabled = manifest_.FindDisabled(ref);
    if (forgiving) {
      Warn(fmt::format("{}: test '{}' is left out: '{}' {}", node->where, node->name, ref.name,
                       disabled != nullptr ? "is disabled" : "does not exist"));
      return false;
    }
    FailRef(*node, ref);
  }
  for (const SourceArgs& source : node->sources) {
    const Node* target = manifest_.FindSource(source, node->package);
    if (target != nullptr) {
      add(target);
      continue;
    }
    if (forgiving) {
      Warn(fmt::format("{}: test '{}' is left out: source '{}.{}' does not exist", node->where,
                       node->name, source.source, source.table));
      return false;
    }
    FailSource(*node, source);
  }
  node->depends_on_nodes = std::move(ids);
  return true;
}

void ProjectParser::FailRef(const Node& node, const RefArgs& ref) const {
  const std::string place = PlaceOf(node, ref.name);
  if (const Node* disabled = manifest_.FindDisabled(ref)) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}: {} depends on '{}', which is disabled ({})", place,
                                  node.unique_id, ref.name, disabled->original_file_path),
                      "enable it, or take the reference out");
  }
  std::vector<std::string> names;
  for (const Node& other : manifest_.nodes) {
    if (other.type == ResourceType::kModel || other.type == ResourceType::kSeed) {
      names.push_back(other.name);
    }
  }
  throw base::Error(
      base::ErrorKind::kNotFound,
      fmt::format("{}: {} depends on {}, but there is no such model or seed{}", place,
                  node.unique_id, RefText(ref), base::DidYouMean(ref.name, names)),
      ref.package.empty() ? "" : fmt::format("is the package '{}' installed?", ref.package));
}

void ProjectParser::FailSource(const Node& node, const SourceArgs& source) const {
  std::vector<std::string> names;
  for (const Node& other : manifest_.nodes) {
    if (other.type == ResourceType::kSource) {
      names.push_back(other.source_name + "." + other.name);
    }
  }
  throw base::Error(
      base::ErrorKind::kNotFound,
      fmt::format("{}: {} depends on source('{}', '{}'), but there is no such source{}",
                  PlaceOf(node, source.table), node.unique_id, source.source, source.table,
                  base::DidYouMean(source.source + "." + source.table, names)),
      "declare it under 'sources:' in a schema file");
}

void ProjectParser::CheckDuplicates() {
  std::map<std::string, const Node*> ids, relations;
  std::map<std::string, const Node*> names;
  for (const Node& node : manifest_.nodes) {
    auto [same_id, new_id] = ids.try_emplace(node.unique_id, &node);
    if (!new_id) {
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("two {}s have the name '{}': {} and {}", ResourceTypeName(node.type),
                      node.name, same_id->second->where, node.where),
          "names are unique in a package: rename one of them");
    }
    if (node.type != ResourceType::kModel && node.type != ResourceType::kSeed) continue;
    auto [same_name, new_name] = names.try_emplace(node.package + "." + node.name, &node);
    if (!new_name) {
      throw base::Error(
          base::ErrorKind::kInvalidArgument,
          fmt::format("a {} and a {} have the name '{}': {} and {}",
                      ResourceTypeName(same_name->second->type), ResourceTypeName(node.type),
                      node.name, same_name->second->where, node.where),
          "ref() could mean either: rename one of them");
    }
    if (node.is_ephemeral()) continue;
    auto [same, fresh] = relations.try_emplace(node.relation_name(), &node);
    if (!fresh) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("{} and {} would both write {}", same->second->unique_id,
                                    node.unique_id, node.relation_name()),
                        "give one of them another schema or alias");
    }
  }
}

void ProjectParser::BuildGraph() {
  graph::Dag& dag = manifest_.dag;
  for (const Node& node : manifest_.nodes) dag.AddNode(node.unique_id);
  for (const Node& node : manifest_.nodes) {
    const graph::NodeId to = *dag.Find(node.unique_id);
    for (const auto& id : node.depends_on_nodes) dag.AddEdge(*dag.Find(id), to);
  }
  const auto cycle = dag.FindCycle();
  if (cycle.empty()) return;
  std::vector<std::string> files;
  for (size_t i = 0; i + 1 < cycle.size(); ++i) {
    files.push_back(manifest_.Find(dag.name(cycle[i]))->original_file_path);
  }
  std::string list;
  for (const auto& file : files) list += (list.empty() ? "" : ", ") + file;
  throw base::Error(base::ErrorKind::kInvalidArgument,
                    fmt::format("models depend on each other in a cycle: {}", dag.PathText(cycle)),
                    fmt::format("take one ref() out of: {}", list));
}

}  // namespace tarn::transform
