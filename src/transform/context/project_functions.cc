#include <fmt/format.h>

#include "base/error.h"
#include "base/suggest.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/functions.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

std::string ExpectText(const Value& value, std::string_view function) {
  if (value.is_string()) return value.AsString();
  throw base::Error(base::ErrorKind::kInvalidArgument,
                    fmt::format("{}() takes names as text, got {}", function, jinja::Repr(value)),
                    fmt::format("put the name in quotes: {}('name')", function));
}

Value CallRef(RenderScope& scope, CallArgs& args) {
  if (args.positional.empty() || args.positional.size() > 2) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("ref() takes one or two names, got {}", args.positional.size()),
                      "ref('model') or ref('package', 'model')");
  }
  RefArgs ref;
  if (args.positional.size() == 2) ref.package = ExpectText(args.positional[0], "ref");
  ref.name = ExpectText(args.positional.back(), "ref");
  for (const auto& named : args.named) {
    if (named.name != "v" && named.name != "version") {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "ref() got an unexpected keyword argument '{}'", named.name);
    }
    if (!named.value.is_none()) ref.version = jinja::Str(named.value);
  }
  return scope.Ref(ref);
}

Value CallSource(RenderScope& scope, CallArgs& args) {
  if (args.positional.size() != 2) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("source() takes two names, got {}", args.positional.size()),
                      "source('source', 'table')");
  }
  return scope.Source(
      {ExpectText(args.positional[0], "source"), ExpectText(args.positional[1], "source")});
}

std::string NodeName(const RenderScope& scope) {
  return scope.node() == nullptr ? std::string("the operation") : scope.node()->name;
}

// var('name'[, default]); also var.has_var('name').
class VarFunction : public jinja::Object {
 public:
  explicit VarFunction(RenderScope& scope) : scope_(scope) {}
  std::string_view TypeName() const override { return "Var"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override {
    const auto bound = args.Bind("var", {"name", {"default", Value()}});
    const std::string name = jinja::Str(bound[0]);
    const Value& vars = scope_.manifest().VarsOf(scope_.package());
    if (const Value* value = Get(vars, name)) return DeepCopy(*value);
    if (!bound[1].is_undefined()) return bound[1];
    // dbt gives None while it parses, because a var may be given when it runs.
    if (!scope_.execute()) return Value::None();
    std::vector<std::string> names;
    for (const auto& entry : vars.AsDict()) names.push_back(jinja::Str(entry.key));
    throw base::Error(
        base::ErrorKind::kInvalidArgument,
        fmt::format("var '{}' is required by {} but not given{}", name, NodeName(scope_),
                    base::DidYouMean(name, names)),
        fmt::format("add it to vars in dbt_project.yml, or say --vars '{}: …'", name));
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "has_var") {
      const Value& vars = scope_.manifest().VarsOf(scope_.package());
      return Value(Get(vars, jinja::Str(args.Bind("has_var", {"name"})[0])) != nullptr);
    }
    return Object::CallMethod(name, args);
  }

 private:
  RenderScope& scope_;
};

Value EnvVar(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("env_var", {"var", {"default", Value()}});
  const std::string name = jinja::Str(bound[0]);
  if (scope.manifest().env) {
    if (auto value = scope.manifest().env(name)) return Value(*value);
  }
  if (!bound[1].is_undefined()) return bound[1];
  throw base::Error(base::ErrorKind::kFailedPrecondition,
                    fmt::format("env var required but not provided: '{}'", name),
                    fmt::format("set {} or give env_var() a default", name));
}

// config(…) while parsing: everything is recorded, nothing is known.
class ParseConfig : public jinja::Object {
 public:
  explicit ParseConfig(RenderScope& scope) : scope_(scope) {}
  std::string_view TypeName() const override { return "config"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override {
    if (args.positional.size() == 1 && args.positional[0].is_dict()) {
      Apply(args.positional[0]);
    } else if (!args.positional.empty()) {
      throw base::Error(base::ErrorKind::kInvalidArgument, "config() takes named values",
                        "config(materialized='table')");
    }
    Value opts = EmptyDict();
    for (const auto& named : args.named) Set(opts, named.name, named.value);
    Apply(opts);
    return Value("");
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "set") {
      const auto bound = args.Bind("config.set", {"name", "value"});
      Value opts = EmptyDict();
      Set(opts, jinja::Str(bound[0]), bound[1]);
      Apply(opts);
      return Value("");
    }
    if (name == "get" || name == "require" || name == "meta_get" || name == "meta_require") {
      return Value("");
    }
    if (name == "persist_relation_docs" || name == "persist_column_docs") return Value(false);
    return Object::CallMethod(name, args);
  }

 private:
  void Apply(const Value& opts) {
    for (const auto& entry : opts.AsDict()) {
      Value& config = scope_.record().config;
      std::string key = jinja::Str(entry.key);
      const Value* old = Get(config, key);
      const bool adds = key == "tags" && old != nullptr;
      if (adds) {
        std::vector<std::string> tags = ToStrings(*old);
        for (auto& tag : ToStrings(entry.value)) tags.push_back(std::move(tag));
        Set(config, key, StringList(tags));
      } else {
        Set(config, key, entry.value);
      }
    }
  }

  RenderScope& scope_;
};

// config while running: the node's configuration.
class RunConfig : public jinja::Object {
 public:
  explicit RunConfig(RenderScope& scope) : scope_(scope) {}
  std::string_view TypeName() const override { return "config"; }
  bool callable() const override { return true; }
  Value Call(CallArgs&) override { return Value(""); }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "model") {
      return scope_.node() == nullptr ? Value::None() : NodeValue(*scope_.node());
    }
    return std::nullopt;
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "get" || name == "meta_get") {
      const auto bound = args.Bind(
          "config.get", {"name", {"default", Value::None()}, {"validator", Value::None()}});
      const Value* value = Find(jinja::Str(bound[0]), name == "meta_get");
      if (value == nullptr || value->is_none()) return bound[1];
      return DeepCopy(*value);
    }
    if (name == "require" || name == "meta_require") {
      const auto bound = args.Bind("config.require", {"name", {"validator", Value::None()}});
      const std::string key = jinja::Str(bound[0]);
      if (const Value* value = Find(key, name == "meta_require")) return DeepCopy(*value);
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        fmt::format("{} needs the configuration '{}'", NodeName(scope_), key),
                        fmt::format("add it: {{{{ config({}=…) }}}}", key));
    }
    if (name == "set") return Value("");
    if (name == "persist_relation_docs") return Value(PersistDocs("relation"));
    if (name == "persist_column_docs") return Value(PersistDocs("columns"));
    return Object::CallMethod(name, args);
  }

 private:
  const Value* Find(const std::string& key, bool in_meta) const {
    if (scope_.node() == nullptr) return nullptr;
    if (!in_meta) return scope_.node()->config_value(key);
    const Value* meta = scope_.node()->config_value("meta");
    return meta == nullptr ? nullptr : Get(*meta, key);
  }
  bool PersistDocs(const char* what) const {
    const Value* docs = Find("persist_docs", false);
    return docs != nullptr && GetBool(*docs, what, false);
  }

  RenderScope& scope_;
};

Value Doc(RenderScope& scope, CallArgs& args) {
  const auto bound = args.Bind("doc", {"first", {"second", Value()}});
  const std::string package = bound[1].is_undefined() ? "" : jinja::Str(bound[0]);
  const std::string name = jinja::Str(bound[1].is_undefined() ? bound[0] : bound[1]);
  const DocBlock* doc = scope.manifest().FindDoc(package, name, scope.package());
  if (doc != nullptr) return Value(doc->contents);
  std::vector<std::string> names;
  for (const auto& [id, block] : scope.manifest().docs) names.push_back(block.name);
  throw base::Error(
      base::ErrorKind::kNotFound,
      fmt::format("doc('{}'): there is no such docs block{}", name, base::DidYouMean(name, names)),
      "write {% docs name %} … {% enddocs %} in a .md file of the project");
}

// `model`: the node's metadata, made when something of it is asked for.
Value ModelValue(const RenderScope& scope) {
  return scope.node() == nullptr ? Value() : NodeValue(*scope.node());
}

}  // namespace

std::optional<Value> ProjectFunction(RenderScope& scope, std::string_view name) {
  RenderScope* s = &scope;
  if (name == "ref") {
    return Value::Function("ref", [s](CallArgs& args) { return CallRef(*s, args); });
  }
  if (name == "source") {
    return Value::Function("source", [s](CallArgs& args) { return CallSource(*s, args); });
  }
  if (name == "config") {
    return scope.execute() ? Value::Make<RunConfig>(scope) : Value::Make<ParseConfig>(scope);
  }
  if (name == "var") return Value::Make<VarFunction>(scope);
  if (name == "env_var") {
    return Value::Function("env_var", [s](CallArgs& args) { return EnvVar(*s, args); });
  }
  if (name == "this") return scope.ThisRelation();
  if (name == "doc") {
    return Value::Function("doc", [s](CallArgs& args) { return Doc(*s, args); });
  }
  if (name == "target") return scope.manifest().profile.target;
  if (name == "project_name") return Value(scope.manifest().project.name);
  if (name == "model" && scope.node() != nullptr) return ModelValue(scope);
  if (name == "schema") {
    return Value(scope.node() != nullptr ? scope.node()->schema : scope.manifest().profile.schema);
  }
  if (name == "database") {
    return Value(scope.node() != nullptr ? scope.node()->database
                                         : scope.manifest().profile.database);
  }
  return std::nullopt;
}

}  // namespace tarn::transform
