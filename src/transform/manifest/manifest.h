#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/dag.h"
#include "transform/manifest/macro_index.h"
#include "transform/manifest/node.h"
#include "transform/project/project.h"

namespace tarn::transform {

// What a project and its packages contain: dbt's manifest. Built by ParseProject; afterwards
// immutable and safe to share by threads.
struct Manifest {
  Manifest() : environments(std::make_unique<Environments>()), macros(*environments) {}
  Manifest(const Manifest&) = delete;
  Manifest& operator=(const Manifest&) = delete;

  Project project;                // the root
  std::vector<Project> packages;  // the others
  Profile profile;
  jinja::Value cli_vars;  // dict
  EnvLookup env;

  std::unique_ptr<Environments> environments;
  MacroIndex macros;
  // Models, seeds, tests, analyses, operations, then sources and exposures; enabled ones only.
  std::deque<Node> nodes;
  std::deque<Node> disabled;
  std::map<std::string, DocBlock> docs;  // by unique id
  jinja::Value selectors;  // selectors.yml as dbt's manifest shows it: name → definition
  // Names are unique ids; an edge leads from what is used to its user.
  graph::Dag dag;
  std::vector<std::string> warnings;

  const Node* Find(std::string_view unique_id) const;
  const Project& ProjectOf(std::string_view package) const;
  // vars as a node of the package sees them.
  const jinja::Value& VarsOf(const std::string& package) const;

  // What ref() and source() in a node of `from` package mean; null when there is none.
  const Node* FindRef(const RefArgs& args, std::string_view from) const;
  const Node* FindSource(const SourceArgs& args, std::string_view from) const;
  const Node* FindDisabled(const RefArgs& args) const;
  // The text of a docs block; null when there is none.
  const DocBlock* FindDoc(const std::string& package, const std::string& name,
                          std::string_view from) const;

  // Rebuilds lookups after `nodes` changed.
  void Index();

 private:
  std::unordered_map<std::string, Node*> by_id_;
  std::unordered_map<std::string, std::vector<const Node*>> refs_;
  std::unordered_map<std::string, std::vector<const Node*>> sources_;  // "source.table"
  std::map<std::string, jinja::Value> vars_;                           // by package
};

}  // namespace tarn::transform
