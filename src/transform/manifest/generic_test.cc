#include "transform/manifest/generic_test.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "base/error.h"
#include "transform/context/digest.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Value;

constexpr std::array<std::string_view, 14> kConfigArguments = {
    "severity",  "tags",           "enabled",           "where", "limit",    "warn_if", "error_if",
    "fail_calc", "store_failures", "store_failures_as", "meta",  "database", "schema",  "alias"};

bool IsName(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0]))) return false;
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

Value RenderAll(const Value& value, const ValueRenderer& render) {
  // dbt renders the values themselves, not what is inside of lists and maps.
  return value.is_string() ? render(value.AsString()) : value;
}

// {not_null: {…}} or {test_name: not_null, …} or not_null.
void SplitDefinition(const YamlNode& definition, std::string* name, Value* args) {
  *args = EmptyDict();
  if (definition.is_scalar()) {
    *name = definition.AsString("a test");
    return;
  }
  definition.AsMap("a test");
  if (const YamlNode* test_name = definition.Find("test_name")) {
    *name = test_name->AsString("test_name");
    *args = definition.ToValue();
    args->AsDict().Take(Value("test_name"));
    return;
  }
  if (definition.entries().size() != 1) {
    definition.Fail(
        fmt::format("a test: expected one name with its arguments below it, got {} keys",
                    definition.entries().size()),
        "indent the arguments one level more than the test's name");
  }
  const auto& [key, value] = definition.entries()[0];
  *name = key.text();
  if (value.is_null()) return;
  *args = value.AsMap(fmt::format("arguments of test '{}'", *name)).ToValue();
}

// Arguments that are configuration move there; those that stand in `config` too are an error.
Value TakeConfig(const YamlNode& definition, Value& args, const ValueRenderer& render) {
  Value nested = EmptyDict();
  if (auto config = args.AsDict().Take(Value("config")); config && !config->is_none()) {
    if (!config->is_dict()) {
      definition.Fail(fmt::format("config: expected a map, got {}", jinja::Repr(*config)));
    }
    nested = DeepCopy(*config);
  }
  Value config = EmptyDict();
  for (const std::string_view key : kConfigArguments) {
    auto top = args.AsDict().Take(Value(key));
    const bool given = top && jinja::Truth(*top);
    if (given && Get(nested, key) != nullptr) {
      definition.Fail(fmt::format("'{}' stands both beside and inside of 'config'", key),
                      "keep the one inside of config");
    }
    Value value = top.value_or(Value::None());
    if (!given) {
      if (auto inner = nested.AsDict().Take(Value(key))) value = *inner;
    }
    value = RenderAll(value, render);
    if (!value.is_none()) Set(config, key, value);
  }
  for (const auto& entry : nested.AsDict()) {
    Value value = RenderAll(entry.value, render);
    if (!value.is_none()) config.AsDict().Set(entry.key, value);
  }
  return config;
}

std::string TakeText(Value& args, const char* key) {
  auto value = args.AsDict().Take(Value(key));
  return value && !value->is_none() ? jinja::Str(*value) : std::string();
}

// What dbt hashes: maps with sorted keys, lists as they are, everything else as its text.
Value Hashable(const Value& value) {
  if (value.is_dict()) {
    std::map<std::string, Value> sorted;
    for (const auto& entry : value.AsDict()) sorted[jinja::Str(entry.key)] = Hashable(entry.value);
    Value dict = EmptyDict();
    for (auto& [key, item] : sorted) Set(dict, key, item);
    return dict;
  }
  if (value.is_list()) {
    std::vector<Value> items;
    for (const Value& item : value.AsList()) items.push_back(Hashable(item));
    return Value::List(std::move(items));
  }
  return Value(jinja::Str(value));
}

// `ref('x')` without braces is a call as well, as arguments have been written for years.
bool LooksLikeCall(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\n");
  const size_t end = text.find_last_not_of(" \t\n");
  if (begin == std::string_view::npos || text[end] != ')') return false;
  text = text.substr(begin, end - begin + 1);
  for (const std::string_view name : {"env_var", "ref", "var", "source", "doc"}) {
    if (!text.starts_with(name)) continue;
    const size_t next = text.find_first_not_of(" \t", name.size());
    if (next != std::string_view::npos && text[next] == '(' && text.size() > next + 2) return true;
  }
  return false;
}

Value RenderNative(RenderScope& scope, const std::string& text, const std::string& name) {
  const auto& environments = *scope.manifest().environments;
  const auto& environment = scope.execute() ? environments.run : environments.parse;
  return environment.Compile(text, name)->RenderNative(scope.context(), jinja::NativeStyle::kDbt);
}

// The text between quotes of "ref('x')" when it is nothing but that.
std::optional<std::string> PlainRef(std::string_view text) {
  constexpr std::string_view kBegin = "{{ get_where_subquery(ref('", kEnd = "')) }}";
  if (!text.starts_with(kBegin) || !text.ends_with(kEnd)) return std::nullopt;
  text.remove_prefix(kBegin.size());
  text.remove_suffix(kEnd.size());
  if (!IsName(text)) return std::nullopt;
  return std::string(text);
}

// What nearly every test's `model` is, without a template for it.
std::optional<Value> ModelArgument(RenderScope& scope, const std::string& text) {
  auto name = PlainRef(text);
  if (!name) return std::nullopt;
  const Macro* macro = scope.manifest().macros.Resolve("get_where_subquery", scope.package());
  const bool builtin = macro->package == kBuiltinPackage;
  if (scope.execute()) {
    if (!builtin || !scope.node()->config_string("where").empty()) return std::nullopt;
    return scope.Ref({"", *name, ""});
  }
  if (!builtin) return std::nullopt;
  Value relation = scope.Ref({"", *name, ""});
  auto& macros = scope.record().macros;
  if (std::find(macros.begin(), macros.end(), macro->unique_id) == macros.end()) {
    macros.push_back(macro->unique_id);
  }
  return relation;
}

}  // namespace

TestRequest ReadTestRequest(const YamlNode& definition, const std::string& column_name,
                            const std::string& model_text, const ValueRenderer& render) {
  TestRequest request;
  std::string full_name;
  Value args;
  SplitDefinition(definition, &full_name, &args);
  if (!column_name.empty()) Set(args, "column_name", Value(column_name));
  if (auto arguments = args.AsDict().Take(Value("arguments")); arguments && !arguments->is_none()) {
    if (!arguments->is_dict()) {
      definition.Fail(fmt::format("arguments of test '{}': expected a map, got {}", full_name,
                                  jinja::Repr(*arguments)));
    }
    for (const auto& entry : arguments->AsDict()) args.AsDict().Set(entry.key, entry.value);
  }
  if (Get(args, "model") != nullptr) {
    definition.Fail(fmt::format("test '{}': 'model' cannot be an argument", full_name),
                    "it is what the test stands below");
  }
  Set(args, "model", Value(model_text));
  const size_t dot = full_name.find('.');
  if (dot != std::string::npos) request.macro_namespace = full_name.substr(0, dot);
  request.name = dot == std::string::npos ? full_name : full_name.substr(dot + 1);
  if (!IsName(request.name) || (dot != std::string::npos && !IsName(request.macro_namespace))) {
    definition.Fail(fmt::format("'{}' is not a test's name", full_name),
                    "expected name or package.name");
  }
  request.config = TakeConfig(definition, args, render);
  request.description = TakeText(args, "description");
  request.custom_name = TakeText(args, "name");
  request.kwargs = std::move(args);
  return request;
}

TestNames SynthesizeTestNames(const TestRequest& request, const std::string& target_name,
                              bool of_source) {
  std::map<std::string, Value> sorted;
  for (const auto& entry : request.kwargs.AsDict()) {
    sorted[jinja::Str(entry.key)] = entry.value;
  }
  std::vector<std::string> parts;
  for (const auto& [name, value] : sorted) {
    if (name == "model") continue;  // the target is in the name already
    if (value.is_dict()) {
      for (const auto& entry : value.AsDict()) parts.push_back(jinja::Str(entry.value));
    } else if (value.is_list()) {
      for (const Value& item : value.AsList()) parts.push_back(jinja::Str(item));
    } else {
      parts.push_back(jinja::Str(value));
    }
  }
  std::string unique;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) unique += "__";
    bool in_run = false;  // characters outside of names become one underscore a run
    for (char c : parts[i]) {
      const bool word = std::isalnum(static_cast<unsigned char>(c)) || c == '_';
      if (word) {
        unique += c;
      } else if (!in_run) {
        unique += '_';
      }
      in_run = !word;
    }
  }
  std::string type = of_source ? "source_" + request.name : request.name;
  if (!request.macro_namespace.empty()) type = request.macro_namespace + "_" + type;
  const std::string identifier = type + "_" + target_name;
  TestNames names;
  names.full_name = identifier + "_" + unique;
  names.short_name = names.full_name;
  if (names.full_name.size() >= 64) {
    names.short_name = identifier.substr(0, 30) + "_" + Md5Hex(names.full_name);
  }
  return names;
}

std::string TestHash(const std::string& name, const TestRequest& request) {
  Value metadata = EmptyDict();
  Set(metadata, "namespace",
      request.macro_namespace.empty() ? Value::None() : Value(request.macro_namespace));
  Set(metadata, "name", Value(request.name));
  Set(metadata, "kwargs", request.kwargs);
  return Md5Hex(name + jinja::Repr(Hashable(metadata))).substr(22);
}

std::string TestRawCode(const TestRequest& request) {
  std::string macro = "test_" + request.name;
  if (!request.macro_namespace.empty()) macro = request.macro_namespace + "." + macro;
  std::string code = fmt::format("{{{{ {}(**_dbt_generic_test_kwargs) }}}}", macro);
  std::string config;
  for (const auto& entry : request.config.AsDict()) {
    if (!config.empty()) config += ",";
    config += jinja::Str(entry.key) + "=";
    if (entry.value.is_string()) {
      config += '"';
      for (char c : entry.value.AsString())
        config += c == '"' ? std::string("\\\"") : std::string(1, c);
      config += '"';
    } else {
      config += jinja::Str(entry.value);
    }
  }
  if (!config.empty()) code += fmt::format("{{{{ config({}) }}}}", config);
  return code;
}

const Macro* FindTestMacro(const MacroIndex& macros, const std::string& macro_namespace,
                           const std::string& name, const std::string& package) {
  const std::string macro = "test_" + name;
  if (!macro_namespace.empty()) return macros.Find(macro_namespace, macro);
  return macros.Resolve(macro, package);
}

std::vector<jinja::NamedArg> RenderTestArguments(RenderScope& scope, const GenericTest& test) {
  auto render = [&](const std::string& text, const std::vector<std::string>& path) -> Value {
    if (path.size() == 1 && path[0] == "column_name") return Value(text);
    if (path.size() == 1 && path[0] == "model") {
      if (auto value = ModelArgument(scope, text)) return *value;
    }
    if (LooksLikeCall(text)) return RenderNative(scope, "{{ " + text + " }}", test.name);
    if (text.find('{') == std::string::npos) return Value(text);
    return RenderNative(scope, text, test.name);
  };
  const Value rendered = MapStrings(test.kwargs, render);
  std::vector<jinja::NamedArg> args;
  for (const auto& entry : rendered.AsDict()) {
    args.push_back({jinja::Str(entry.key), entry.value});
  }
  return args;
}

}  // namespace tarn::transform
