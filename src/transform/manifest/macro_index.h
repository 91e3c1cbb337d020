#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinja/analysis.h"
#include "jinja/environment.h"
#include "jinja/template.h"
#include "transform/manifest/node.h"
#include "transform/project/project.h"

namespace tarn::transform {

// The package that dbt itself provides.
inline constexpr std::string_view kBuiltinPackage = "dbt";

// Both ways in which templates run. dbt parses a project with a forgiving idea of what is undefined
// (nothing is known yet) and runs it with a strict one, so each template is compiled for both, the
// second one when it is first needed.
struct Environments {
  Environments();
  jinja::Environment parse;
  jinja::Environment run;
};

// The macros of all packages. Built while a project is parsed, then shared: lookups are thread
// safe.
class MacroIndex {
 public:
  explicit MacroIndex(const Environments& environments) : environments_(environments) {}

  // Compiles a file and takes its macros, tests, materializations. kInvalidArgument for syntax
  // errors and for a second macro of a name in a package (both places).
  void AddFile(const std::string& package, const std::string& path, std::string source);

  // Macro of a package by name; null when there is none.
  const Macro* Find(std::string_view package, std::string_view name) const;
  // What a plain name means in a node of `package`: its own package, the root, dbt itself.
  const Macro* Resolve(std::string_view name, std::string_view package) const;
  bool HasPackage(std::string_view package) const {
    return packages_.contains(std::string(package));
  }

  // Where adapter.dispatch(name, ns) looks: for each package, then for each prefix ("trino",
  // "default"). Null when there is none; `searched` then lists the names.
  const Macro* Dispatch(std::string_view name, std::string_view macro_namespace,
                        std::string_view node_package, std::vector<std::string>* searched) const;
  // materialization_<name>_<adapter>, else …_default; root before packages before dbt. Null when
  // there is none.
  const Macro* FindMaterialization(const std::string& name) const;

  // Compiled for parsing or for running.
  jinja::TemplatePtr Template(const Macro& macro, bool run) const;

  // The macro's text with its tags.
  std::string Text(const Macro& macro) const;
  const std::deque<Macro>& macros() const { return macros_; }
  Macro* FindMutable(const std::string& package, const std::string& name);
  std::vector<std::string> Names(std::string_view package) const;
  // Unique ids of the macros that a macro calls by name or by adapter.dispatch, found without
  // running it.
  std::vector<std::string> Calls(const Macro& macro) const;

  void set_root(std::string package) { root_ = std::move(package); }
  void set_adapter(std::string type) { adapter_ = std::move(type); }
  void set_dispatch(std::vector<DispatchRule> rules) { dispatch_ = std::move(rules); }
  const std::string& root() const { return root_; }
  const std::string& adapter() const { return adapter_; }

 private:
  struct File {
    std::string name;  // for messages
    std::string source;
    jinja::TemplatePtr parse;
    std::once_flag compiled;
    jinja::TemplatePtr run;
    std::once_flag analysed;
    std::vector<jinja::CallSite> calls;
  };
  using Package = std::unordered_map<std::string, Macro*>;

  const Environments& environments_;
  mutable std::deque<File> files_;
  std::deque<Macro> macros_;
  std::unordered_map<std::string, Package> packages_;
  std::vector<std::string> package_order_;
  std::string root_;
  std::string adapter_ = "trino";
  std::vector<DispatchRule> dispatch_;
};

}  // namespace tarn::transform
