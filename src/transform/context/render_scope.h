#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "jinja/environment.h"
#include "jinja/object.h"
#include "jinja/template.h"
#include "transform/context/database.h"
#include "transform/manifest/manifest.h"

namespace tarn::transform {

// What the whole invocation tells its templates. Shared by threads, immutable but for what says
// otherwise.
struct RunFacts {
  std::string invocation_id;
  base::TimePoint started;
  jinja::Value flags;  // dict, names in capitals
  std::string command;
  bool full_refresh = false;
  std::vector<std::string> selected;
  // log(…), exceptions.warn(…) and print(…) of templates; thread safe.
  std::function<void(const std::string& text, bool is_info)> log;
  std::function<void(const std::string& text)> warn;
  std::function<void(const std::string& text)> print;
  // `graph`, made when it is first asked for.
  std::function<jinja::Value()> graph;
  // `results` of on-run-end hooks; undefined before.
  jinja::Value results;
  std::vector<std::string> schemas;
};

// What rendering a node told while parsing.
struct ParseRecord {
  std::vector<RefArgs> refs;
  std::vector<SourceArgs> sources;
  jinja::Value config;              // dict: config() calls
  std::vector<std::string> macros;  // unique ids, called directly
};

// The world of one node's templates: dbt's functions, the macros of all packages, and what they
// collect (while parsing) or do (while running). One thread, one node; names are made as they are
// asked for, so that a scope costs next to nothing. Must outlive what it renders.
class RenderScope {
 public:
  // Parsing: nothing is executed, ref() and config() are recorded. `facts` may be null.
  RenderScope(const Manifest& manifest, const Node* node, const RunFacts* facts);
  // Running: `database` does what templates ask for.
  RenderScope(const Manifest& manifest, const Node* node, const RunFacts* facts,
              Database* database);
  ~RenderScope();
  RenderScope(const RenderScope&) = delete;
  RenderScope& operator=(const RenderScope&) = delete;

  const jinja::ContextPtr& context() const { return context_; }
  bool execute() const { return database_ != nullptr; }
  const Manifest& manifest() const { return manifest_; }
  const Node* node() const { return node_; }
  // The package whose macros and vars count.
  const std::string& package() const { return package_; }
  void set_package(std::string package) { package_ = std::move(package); }
  Database* database() const { return database_; }
  const RunFacts* facts() const { return facts_; }

  // Names beyond dbt's own: sql, pre_hooks, the arguments of a generic test…
  void Set(const std::string& name, jinja::Value value) { extra_[name] = std::move(value); }

  // Calls a macro by its plain name; kNotFound with "did you mean".
  jinja::Value CallMacro(const std::string& name, std::vector<jinja::Value> positional,
                         std::vector<jinja::NamedArg> named = {});
  jinja::Value Call(const Macro& macro, std::vector<jinja::Value> positional,
                    std::vector<jinja::NamedArg> named = {});
  // A callable for the macro in this scope.
  jinja::Value MacroValue(const Macro& macro);
  // For MacroValue: records the call (while parsing) and gives the bound macro.
  jinja::Value Bind(const Macro& macro, jinja::RenderState& state);

  ParseRecord& record() { return record_; }
  // While running: unique ids of ephemeral models that ref() gave, in order.
  const std::vector<std::string>& ephemeral_refs() const { return ephemeral_refs_; }
  // Results of {% call statement('name') %}.
  std::map<std::string, jinja::Value>& statement_results() { return statement_results_; }
  // The response of the last statement named 'main'; none before.
  const jinja::Value& main_response() const { return main_response_; }
  void set_main_response(jinja::Value response) { main_response_ = std::move(response); }

  // ref() and friends for C++ callers.
  jinja::Value Ref(const RefArgs& args);
  jinja::Value Source(const SourceArgs& args);
  jinja::Value ThisRelation() const;

 private:
  std::optional<jinja::Value> Resolve(std::string_view name);
  std::optional<jinja::Value> NodeName(std::string_view name);
  std::vector<std::string> KnownNames() const;
  void CheckDependency(const Node& target, const std::string& call) const;
  jinja::Value NodeRelation(const Node& node);

  const Manifest& manifest_;
  const Node* node_;
  const RunFacts* facts_;
  Database* database_ = nullptr;
  std::string package_;
  jinja::ContextPtr context_;
  std::unordered_map<std::string, jinja::Value> extra_;
  std::unordered_map<std::string, jinja::Value> cache_;  // resolved names
  std::unordered_map<const Macro*, jinja::Value> bound_;
  ParseRecord record_;
  std::vector<std::string> ephemeral_refs_;
  std::map<std::string, jinja::Value> statement_results_;
  jinja::Value main_response_ = jinja::Value::None();
};

// The relation of a model, seed or source.
Relation RelationOf(const Node& node);
// A node's metadata as a dict, as `model` and manifest.json have it (see artifacts).
jinja::Value NodeValue(const Node& node);

}  // namespace tarn::transform
