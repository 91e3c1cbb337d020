#include "transform/selection/selector.h"

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "transform/context/value_tree.h"
#include "transform/selection/selection_spec.h"
#include "transform/selection/selector_methods.h"

namespace tarn::transform {

namespace {

using graph::NodeId;
using graph::NodeSet;
using jinja::Value;

// What a spec selects: for sure, and tests that would come along if more of their parents were
// there (cautious and buildable modes).
struct Selected {
  NodeSet direct;
  NodeSet indirect;
};

class Evaluator {
 public:
  Evaluator(const Manifest& manifest, std::vector<std::string>* unmatched)
      : manifest_(manifest), unmatched_(unmatched) {}

  Selected Evaluate(const SelectionSpec& spec) const {
    if (spec.kind == SelectionSpec::Kind::kCriterion) return EvaluateCriterion(spec.criterion);
    std::vector<Selected> parts;
    for (const auto& part : spec.parts) parts.push_back(Evaluate(part));
    if (parts.empty()) return {};
    Selected result{parts[0].direct, parts[0].direct | parts[0].indirect};
    for (size_t i = 1; i < parts.size(); ++i) {
      const NodeSet all = parts[i].direct | parts[i].indirect;
      switch (spec.kind) {
        case SelectionSpec::Kind::kIntersection:
          result.direct &= parts[i].direct;
          result.indirect &= all;
          break;
        case SelectionSpec::Kind::kDifference:
          result.direct -= parts[i].direct;
          result.indirect -= all;
          break;
        default: result.direct |= parts[i].direct; result.indirect |= all;
      }
    }
    Incorporate(spec.indirect, &result);
    if (spec.expect_match && result.direct.empty() && unmatched_ != nullptr) {
      unmatched_->push_back(spec.raw);
    }
    return result;
  }

 private:
  Selected EvaluateCriterion(const Criterion& criterion) const {
    const graph::Dag& dag = manifest_.dag;
    NodeSet selected = MatchCriterion(manifest_, criterion);
    const NodeSet matched = selected;
    if (criterion.childrens_parents) {
      const NodeSet children = dag.Descendants(matched) | matched;
      selected |= dag.Ancestors(children) | children;
    }
    if (criterion.parents) {
      selected |= dag.Ancestors(matched, criterion.parents_depth.value_or(graph::kUnlimited));
    }
    if (criterion.children) {
      selected |= dag.Descendants(matched, criterion.children_depth.value_or(graph::kUnlimited));
    }
    Selected result{selected, NodeSet(dag.size())};
    if (criterion.indirect == IndirectSelection::kEmpty) return result;
    const NodeSet reachable = WithParents(criterion.indirect, selected);
    for (NodeId test : dag.Descendants(selected, 1).Nodes()) {
      if (!IsTest(test)) continue;
      if (criterion.indirect == IndirectSelection::kEager || ParentsIn(test, reachable)) {
        result.direct.Insert(test);
      } else {
        result.indirect.Insert(test);
      }
    }
    return result;
  }

  bool IsTest(NodeId id) const {
    return manifest_.Find(manifest_.dag.name(id))->type == ResourceType::kTest;
  }

  bool ParentsIn(NodeId test, const NodeSet& nodes) const {
    for (NodeId parent : manifest_.dag.predecessors(test)) {
      if (!nodes.Contains(parent)) return false;
    }
    return true;
  }

  NodeSet WithParents(IndirectSelection mode, const NodeSet& selected) const {
    if (mode != IndirectSelection::kBuildable) return selected;
    NodeSet all = selected | manifest_.dag.Ancestors(selected);
    for (const Node& node : manifest_.nodes) {
      if (node.type == ResourceType::kSource) all.Insert(*manifest_.dag.Find(node.unique_id));
    }
    return all;
  }

  // Tests that waited for more parents and got them by the combination.
  void Incorporate(IndirectSelection mode, Selected* result) const {
    if (mode != IndirectSelection::kCautious && mode != IndirectSelection::kBuildable) return;
    const NodeSet reachable = mode == IndirectSelection::kBuildable
                                  ? result->direct | manifest_.dag.Ancestors(result->direct)
                                  : result->direct;
    for (NodeId test : result->indirect.Nodes()) {
      if (IsTest(test) && ParentsIn(test, reachable)) result->direct.Insert(test);
    }
  }

  const Manifest& manifest_;
  std::vector<std::string>* unmatched_;
};

const std::vector<std::string>& Everything() {
  static const std::vector<std::string> kAll = {"fqn:*", "source:*", "exposure:*"};
  return kAll;
}

}  // namespace

IndirectSelection ParseIndirectSelection(const std::string& name) {
  if (name == "eager") return IndirectSelection::kEager;
  if (name == "cautious") return IndirectSelection::kCautious;
  if (name == "buildable") return IndirectSelection::kBuildable;
  if (name == "empty") return IndirectSelection::kEmpty;
  base::Throw(base::ErrorKind::kInvalidArgument,
              "indirect selection: expected eager, cautious, buildable or empty, got '{}'", name);
}

NodeSet SelectNodes(const Manifest& manifest, const SelectionOptions& options,
                    std::vector<std::string>* unmatched) {
  SelectionSpec spec;
  if (!options.selector.empty()) {
    if (!options.select.empty() || !options.exclude.empty()) {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "--selector goes neither with --select nor with --exclude: '{}'",
                  options.selector);
    }
    const Value* chosen = Get(manifest.selectors, options.selector);
    if (chosen == nullptr) {
      std::vector<std::string> names;
      for (const auto& entry : manifest.selectors.AsDict()) names.push_back(jinja::Str(entry.key));
      throw base::Error(base::ErrorKind::kNotFound,
                        fmt::format("there is no selector '{}'{}", options.selector,
                                    base::DidYouMean(options.selector, names)),
                        names.empty() ? "selectors.yml defines none"
                                      : fmt::format("there are: {}", fmt::join(names, ", ")));
    }
    spec = ParseDefinition(*Get(*chosen, "definition"), manifest.selectors, options.indirect);
  } else {
    SelectionSpec included = options.select.empty()
                                 ? ParseUnion(Everything(), false, options.indirect)
                                 : ParseUnion(options.select, true, options.indirect);
    spec.kind = SelectionSpec::Kind::kDifference;
    spec.indirect = IndirectSelection::kEager;
    spec.parts.push_back(std::move(included));
    if (!options.exclude.empty()) {
      spec.parts.push_back(ParseUnion(options.exclude, true, options.indirect));
    }
  }
  return Evaluator(manifest, unmatched).Evaluate(spec).direct;
}

Value LoadSelectors(const Project& project) {
  Value selectors = EmptyDict();
  const auto path = project.root / "selectors.yml";
  if (!std::filesystem::exists(path)) return selectors;
  const YamlNode yaml = YamlNode::Parse(ReadTextFile(path), path.string());
  const YamlNode* list = yaml.Find("selectors");
  if (list == nullptr) yaml.Fail("'selectors' is missing");
  for (const YamlNode& entry : list->AsList("selectors").items()) {
    const std::string name = entry.RequiredString("name", "a selector");
    const YamlNode* definition = entry.Find("definition");
    if (definition == nullptr) {
      entry.Fail(fmt::format("selector '{}': 'definition' is missing", name));
    }
    Value selector = EmptyDict();
    Set(selector, "name", Value(name));
    const std::string description = entry.OptionalString("description");
    if (!description.empty()) Set(selector, "description", Value(description));
    if (const YamlNode* by_default = entry.Find("default")) {
      Set(selector, "default", by_default->ToValue());
    }
    try {
      Set(selector, "definition", NormalizeDefinition(definition->ToValue()));
      ParseDefinition(*Get(selector, "definition"), selectors, IndirectSelection::kEager);
    } catch (const base::Error& e) {
      throw e.WithContext(definition->Where());
    }
    Set(selectors, name, selector);
  }
  return selectors;
}

}  // namespace tarn::transform
