#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/node_set.h"
#include "transform/manifest/manifest.h"

namespace tarn::transform {

// dbt's node selection. Grammar of a spec: [@][N+][method[.argument]:]value[+N]; a space (or
// another argument) unites, a comma intersects.

// Which tests come along with what is selected.
enum class IndirectSelection {
  kEager,      // a test of anything selected
  kCautious,   // a test all of whose parents are selected
  kBuildable,  // … or are ancestors of what is selected
  kEmpty,      // none
};
IndirectSelection ParseIndirectSelection(const std::string& name);

struct SelectionOptions {
  std::vector<std::string> select;  // empty: everything
  std::vector<std::string> exclude;
  std::string selector;  // a name in selectors.yml; not with select or exclude
  IndirectSelection indirect = IndirectSelection::kEager;
};

// The selected nodes of manifest.dag, of every resource type. kInvalidArgument for what is no spec
// ("did you mean"), kNotFound for an unknown selector. Specs that match nothing go to `unmatched`.
graph::NodeSet SelectNodes(const Manifest& manifest, const SelectionOptions& options,
                           std::vector<std::string>* unmatched);

// selectors.yml as dbt's manifest shows it (name → {name, description, definition}), checked.
// An empty dict without the file.
jinja::Value LoadSelectors(const Project& project);

}  // namespace tarn::transform
