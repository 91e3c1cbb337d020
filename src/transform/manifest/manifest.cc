#include "transform/manifest/manifest.h"

#include "base/error.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

// Tries the packages in dbt's order: one that is named, else the node's own (the root first), else
// any.
const Node* Choose(const std::vector<const Node*>& candidates, const std::string& asked,
                   std::string_view root, std::string_view from) {
  auto in = [&](std::string_view package) -> const Node* {
    for (const Node* node : candidates) {
      if (node->package == package) return node;
    }
    return nullptr;
  };
  if (!asked.empty()) return in(asked);
  if (const Node* node = in(root); node != nullptr && root == from) return node;
  if (const Node* node = in(from)) return node;
  if (const Node* node = in(root)) return node;
  return candidates.empty() ? nullptr : candidates.front();
}

void Overlay(jinja::Value& vars, const jinja::Value& layer) {
  if (!layer.is_dict()) return;
  for (const auto& entry : layer.AsDict()) vars.AsDict().Set(entry.key, entry.value);
}

}  // namespace

void Manifest::Index() {
  by_id_.clear();
  refs_.clear();
  sources_.clear();
  for (Node& node : nodes) {
    by_id_[node.unique_id] = &node;
    if (node.type == ResourceType::kModel || node.type == ResourceType::kSeed) {
      refs_[node.name].push_back(&node);
    } else if (node.type == ResourceType::kSource) {
      sources_[node.source_name + "." + node.name].push_back(&node);
    }
  }
  if (!vars_.empty()) return;
  auto add = [&](const Project& owner) {
    jinja::Value vars = EmptyDict();
    auto overlay = [&](const Project& from) {
      Overlay(vars, from.vars);
      if (const jinja::Value* own = Get(from.vars, owner.name)) Overlay(vars, *own);
    };
    if (&owner != &project) overlay(owner);
    overlay(project);
    if (!cli_vars.is_undefined()) Overlay(vars, cli_vars);
    vars_[owner.name] = std::move(vars);
  };
  add(project);
  for (const Project& package : packages) add(package);
}

const Node* Manifest::Find(std::string_view unique_id) const {
  auto it = by_id_.find(std::string(unique_id));
  return it == by_id_.end() ? nullptr : it->second;
}

const Project& Manifest::ProjectOf(std::string_view package) const {
  for (const Project& candidate : packages) {
    if (candidate.name == package) return candidate;
  }
  return project;
}

const jinja::Value& Manifest::VarsOf(const std::string& package) const {
  auto it = vars_.find(package);
  return it == vars_.end() ? vars_.at(project.name) : it->second;
}

const Node* Manifest::FindRef(const RefArgs& args, std::string_view from) const {
  auto it = refs_.find(args.name);
  return it == refs_.end() ? nullptr : Choose(it->second, args.package, project.name, from);
}

const Node* Manifest::FindSource(const SourceArgs& args, std::string_view from) const {
  auto it = sources_.find(args.source + "." + args.table);
  return it == sources_.end() ? nullptr : Choose(it->second, "", project.name, from);
}

const Node* Manifest::FindDisabled(const RefArgs& args) const {
  for (const Node& node : disabled) {
    if (node.name == args.name && (args.package.empty() || args.package == node.package) &&
        node.is_relational() && node.type != ResourceType::kSource) {
      return &node;
    }
  }
  return nullptr;
}

const DocBlock* Manifest::FindDoc(const std::string& package, const std::string& name,
                                  std::string_view from) const {
  auto find = [&](std::string_view in) -> const DocBlock* {
    auto it = docs.find(fmt::format("doc.{}.{}", in, name));
    return it == docs.end() ? nullptr : &it->second;
  };
  if (!package.empty()) return find(package);
  if (const DocBlock* doc = find(from)) return doc;
  if (const DocBlock* doc = find(project.name)) return doc;
  for (const Project& other : packages) {
    if (const DocBlock* doc = find(other.name)) return doc;
  }
  return nullptr;
}

}  // namespace tarn::transform
