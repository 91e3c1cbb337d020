#include "transform/context/render_scope.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/render_state.h"
#include "transform/context/functions.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

// A macro as templates of one scope see it.
class MacroCallable : public jinja::Object {
 public:
  MacroCallable(RenderScope& scope, const Macro& macro) : scope_(scope), macro_(macro) {}
  std::string_view TypeName() const override { return "macro"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override {
    return args.state().Call(scope_.Bind(macro_, args.state()), args);
  }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "name") return Value(macro_.name);
    if (name == "unique_id") return Value(macro_.unique_id);
    return std::nullopt;
  }
  std::string Str() const override { return fmt::format("<macro {}>", macro_.unique_id); }

 private:
  RenderScope& scope_;
  const Macro& macro_;
};

// `dbt_utils.star(…)`: the macros of a package.
class PackageNamespace : public jinja::Object {
 public:
  PackageNamespace(RenderScope& scope, std::string package)
      : scope_(scope), package_(std::move(package)) {}
  std::string_view TypeName() const override { return "package"; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    const Macro* macro = scope_.manifest().macros.Find(package_, name);
    if (macro == nullptr) return std::nullopt;
    return scope_.MacroValue(*macro);
  }
  std::optional<Value> GetItem(const Value& key) const override {
    return key.is_string() ? GetAttr(key.AsString()) : std::nullopt;
  }
  std::vector<std::string> AttributeNames() const override {
    return scope_.manifest().macros.Names(package_);
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (auto value = GetAttr(name)) return args.state().Call(*value, args);
    if (name == "get") {
      const auto bound = args.Bind("get", {"name", {"default", Value::None()}});
      return GetItem(bound[0]).value_or(bound[1]);
    }
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("package '{}' has no macro '{}'{}", package_, name,
                                  base::DidYouMean(name, AttributeNames())));
  }
  std::string Str() const override { return fmt::format("<package {}>", package_); }

 private:
  RenderScope& scope_;
  std::string package_;
};

// `context`: the variables as an object, so that `context['name']` and `context.get('name')` work.
class ContextObject : public jinja::Object {
 public:
  explicit ContextObject(std::function<std::optional<Value>(std::string_view)> find)
      : find_(std::move(find)) {}
  std::string_view TypeName() const override { return "dict"; }
  std::optional<Value> GetAttr(std::string_view name) const override { return find_(name); }
  std::optional<Value> GetItem(const Value& key) const override {
    return key.is_string() ? find_(key.AsString()) : std::nullopt;
  }
  std::optional<bool> Contains(const Value& key) const override { return GetItem(key).has_value(); }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "get") {
      const auto bound = args.Bind("get", {"name", {"default", Value::None()}});
      return GetItem(bound[0]).value_or(bound[1]);
    }
    return Object::CallMethod(name, args);
  }

 private:
  std::function<std::optional<Value>(std::string_view)> find_;
};

std::string RefText(const RefArgs& args) {
  return args.package.empty() ? fmt::format("ref('{}')", args.name)
                              : fmt::format("ref('{}', '{}')", args.package, args.name);
}

}  // namespace

Relation RelationOf(const Node& node) {
  Relation relation;
  relation.database = node.database;
  relation.schema = node.schema;
  relation.identifier = node.alias;
  const Value* quoting =
      node.type == ResourceType::kSource ? &node.quoting : node.config_value("quoting");
  if (quoting != nullptr) {
    relation.quote_database = GetBool(*quoting, "database", true);
    relation.quote_schema = GetBool(*quoting, "schema", true);
    relation.quote_identifier = GetBool(*quoting, "identifier", true);
  }
  if (node.type == ResourceType::kSource) {
    relation.type = "external";
  } else if (node.type == ResourceType::kSeed) {
    relation.type = "table";
  } else if (node.materialized() == "view") {
    relation.type = "view";
  } else if (node.materialized() == "table" || node.materialized() == "incremental") {
    relation.type = "table";
  }
  return relation;
}

RenderScope::RenderScope(const Manifest& manifest, const Node* node, const RunFacts* facts)
    : RenderScope(manifest, node, facts, nullptr) {}

RenderScope::RenderScope(const Manifest& manifest, const Node* node, const RunFacts* facts,
                         Database* database)
    : manifest_(manifest),
      node_(node),
      facts_(facts),
      database_(database),
      package_(node != nullptr ? node->package : manifest.project.name) {
  record_.config = EmptyDict();
  auto context = std::make_shared<jinja::Context>();
  context->set_resolver([this](std::string_view name) { return Resolve(name); });
  context->set_known_names([this] { return KnownNames(); });
  context_ = context;
}

RenderScope::~RenderScope() = default;

std::optional<Value> RenderScope::Resolve(std::string_view name) {
  std::string key(name);
  if (auto it = extra_.find(key); it != extra_.end()) return it->second;
  if (auto it = cache_.find(key); it != cache_.end()) return it->second;
  std::optional<Value> value = NodeName(name);
  if (value) cache_[key] = *value;
  return value;
}

std::optional<Value> RenderScope::NodeName(std::string_view name) {
  // Macros come first: a project may replace what dbt gives, as dbt lets it.
  if (const Macro* macro = manifest_.macros.Resolve(name, package_)) return MacroValue(*macro);
  if (auto value = ProjectFunction(*this, name)) return value;
  if (auto value = RunFunction(*this, name)) return value;
  if (auto value = PureFunction(name)) return value;
  if (name == "context") {
    return Value::Make<ContextObject>([this](std::string_view n) { return Resolve(n); });
  }
  if (name == "builtins") {  // what a macro that replaces ref() or config() goes back to
    return Value::Make<ContextObject>([this](std::string_view n) -> std::optional<Value> {
      if (auto value = ProjectFunction(*this, n)) return value;
      if (auto value = RunFunction(*this, n)) return value;
      return PureFunction(n);
    });
  }
  if (manifest_.macros.HasPackage(name) || name == manifest_.project.name) {
    return Value::Make<PackageNamespace>(*this, std::string(name));
  }
  // Adapters' macros are dbt's here.
  if (name == "dbt_trino")
    return Value::Make<PackageNamespace>(*this, std::string(kBuiltinPackage));
  return std::nullopt;
}

std::vector<std::string> RenderScope::KnownNames() const {
  std::vector<std::string> names = FunctionNames();
  for (const auto& [name, value] : extra_) names.push_back(name);
  for (const std::string_view package :
       {std::string_view(package_), std::string_view(manifest_.project.name), kBuiltinPackage}) {
    for (auto& name : manifest_.macros.Names(package)) names.push_back(std::move(name));
  }
  for (const auto& package : manifest_.packages) names.push_back(package.name);
  return names;
}

Value RenderScope::MacroValue(const Macro& macro) {
  return Value::Make<MacroCallable>(*this, macro);
}

Value RenderScope::Bind(const Macro& macro, jinja::RenderState& state) {
  if (!execute() && state.MacroStack().empty()) {
    auto& macros = record_.macros;
    if (std::find(macros.begin(), macros.end(), macro.unique_id) == macros.end()) {
      macros.push_back(macro.unique_id);
    }
  }
  auto it = bound_.find(&macro);
  if (it != bound_.end()) return it->second;
  Value value =
      manifest_.macros.Template(macro, execute())->BindMacro(macro.callable_name, context_);
  bound_[&macro] = value;
  return value;
}

Value RenderScope::Call(const Macro& macro, std::vector<Value> positional,
                        std::vector<jinja::NamedArg> named) {
  return manifest_.macros.Template(macro, execute())
      ->CallMacro(macro.callable_name, context_, std::move(positional), std::move(named));
}

Value RenderScope::CallMacro(const std::string& name, std::vector<Value> positional,
                             std::vector<jinja::NamedArg> named) {
  const Macro* macro = manifest_.macros.Resolve(name, package_);
  if (macro == nullptr) {
    std::vector<std::string> names = manifest_.macros.Names(package_);
    for (auto& builtin : manifest_.macros.Names(kBuiltinPackage)) names.push_back(builtin);
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("there is no macro '{}'{}", name, base::DidYouMean(name, names)));
  }
  return Call(*macro, std::move(positional), std::move(named));
}

Value RenderScope::ThisRelation() const {
  return node_ == nullptr ? Value::None() : MakeRelation(RelationOf(*node_));
}

void RenderScope::CheckDependency(const Node& target, const std::string& call) const {
  if (node_ == nullptr || node_->type == ResourceType::kOperation) return;
  const auto& known = node_->depends_on_nodes;
  if (std::find(known.begin(), known.end(), target.unique_id) != known.end()) return;
  if (target.unique_id == node_->unique_id) return;
  throw base::Error(
      base::ErrorKind::kInvalidArgument,
      fmt::format("{} was not seen when the project was parsed, so '{}' may run before it: {}",
                  call, node_->name, target.unique_id),
      fmt::format(
          "add this line to the model, outside of any condition: -- depends_on: {{{{ {} }}}}",
          call));
}

Value RenderScope::NodeRelation(const Node& target) {
  if (!target.is_ephemeral()) return MakeRelation(RelationOf(target));
  if (std::find(ephemeral_refs_.begin(), ephemeral_refs_.end(), target.unique_id) ==
      ephemeral_refs_.end()) {
    ephemeral_refs_.push_back(target.unique_id);
  }
  Relation cte;
  cte.identifier = "__dbt__cte__" + target.alias;
  cte.type = "cte";
  return MakeRelation(cte);
}

Value RenderScope::Ref(const RefArgs& args) {
  if (!execute()) {
    record_.refs.push_back(args);
    // Nothing is known yet; templates get some relation to go on with.
    return node_ == nullptr ? MakeRelation({}) : ThisRelation();
  }
  const Node* target = manifest_.FindRef(args, package_);
  if (target == nullptr) {
    std::vector<std::string> names;
    for (const Node& node : manifest_.nodes) {
      if (node.type == ResourceType::kModel || node.type == ResourceType::kSeed) {
        names.push_back(node.name);
      }
    }
    throw base::Error(base::ErrorKind::kNotFound,
                      fmt::format("{}: there is no model or seed '{}'{}", RefText(args), args.name,
                                  base::DidYouMean(args.name, names)));
  }
  CheckDependency(*target, RefText(args));
  return NodeRelation(*target);
}

Value RenderScope::Source(const SourceArgs& args) {
  if (!execute()) {
    record_.sources.push_back(args);
    return node_ == nullptr ? MakeRelation({}) : ThisRelation();
  }
  const Node* target = manifest_.FindSource(args, package_);
  if (target == nullptr) {
    base::Throw(base::ErrorKind::kNotFound, "source('{}', '{}') is not declared", args.source,
                args.table);
  }
  CheckDependency(*target, fmt::format("source('{}', '{}')", args.source, args.table));
  return NodeRelation(*target);
}

}  // namespace tarn::transform
