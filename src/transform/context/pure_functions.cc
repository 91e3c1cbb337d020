#include <algorithm>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/digest.h"
#include "transform/context/functions.h"
#include "transform/context/value_tree.h"
#include "transform/project/yaml_node.h"
#include "transform/project/yaml_scalar.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

// tojson(value, default=none, sort_keys=false)
Value JsonText(CallArgs& args) {
  const auto bound =
      args.Bind("tojson", {"value", {"default", Value::None()}, {"sort_keys", Value(false)}});
  try {
    return Value(ToJson(bound[0], jinja::Truth(bound[2])));
  } catch (const base::Error&) {
    return bound[1];
  }
}

Value JsonValue(CallArgs& args) {
  const auto bound = args.Bind("fromjson", {"string", {"default", Value::None()}});
  try {
    return FromJson(jinja::Str(bound[0]));
  } catch (const base::Error&) {
    return bound[1];
  }
}

Value YamlText(CallArgs& args) {
  const auto bound =
      args.Bind("toyaml", {"value", {"default", Value::None()}, {"sort_keys", Value(false)}});
  return Value(ToYaml(bound[0], jinja::Truth(bound[2])));
}

Value YamlValue(CallArgs& args) {
  const auto bound = args.Bind("fromyaml", {"value", {"default", Value::None()}});
  try {
    return YamlNode::Parse(jinja::Str(bound[0]), "fromyaml()").ToValue();
  } catch (const base::Error&) {
    return bound[1];
  }
}

// A list without repetitions: Python's set as far as templates need it.
std::vector<Value> Distinct(const Value& iterable, jinja::RenderState& state) {
  jinja::Dict seen;
  std::vector<Value> items;
  for (const Value& item : state.Collect(iterable)) {
    if (seen.Find(item) != nullptr) continue;
    seen.Set(item, Value(true));
    items.push_back(item);
  }
  return items;
}

Value MakeSet(CallArgs& args, bool strict) {
  const auto bound =
      args.Bind(strict ? "set_strict" : "set", {"value", {"default", Value::None()}});
  if (!jinja::IsIterable(bound[0]) && !strict) return bound[1];
  return Value::List(Distinct(bound[0], args.state()));
}

Value Zip(CallArgs& args, bool strict) {
  std::vector<std::vector<Value>> columns;
  for (const Value& value : args.positional) {
    if (!jinja::IsIterable(value) && !strict) {
      const Value* fallback = args.FindNamed("default");
      return fallback == nullptr ? Value::None() : *fallback;
    }
    columns.push_back(args.state().Collect(value));
  }
  size_t length = columns.empty() ? 0 : columns[0].size();
  for (const auto& column : columns) length = std::min(length, column.size());
  std::vector<Value> rows;
  for (size_t i = 0; i < length; ++i) {
    std::vector<Value> row;
    for (const auto& column : columns) row.push_back(column[i]);
    rows.push_back(Value::Tuple(std::move(row)));
  }
  return Value::List(std::move(rows));
}

Value DiffOfTwoDicts(CallArgs& args) {
  const auto bound = args.Bind("diff_of_two_dicts", {"dict_a", "dict_b"});
  Value difference = EmptyDict();
  if (!bound[0].is_dict()) return difference;
  for (const auto& entry : bound[0].AsDict()) {
    const Value* other = bound[1].is_dict() ? bound[1].AsDict().Find(entry.key) : nullptr;
    std::vector<Value> missing;
    for (const Value& item : args.state().Collect(entry.value)) {
      if (other == nullptr || !jinja::Contains(*other, item)) missing.push_back(item);
    }
    if (!missing.empty()) difference.AsDict().Set(entry.key, Value::List(std::move(missing)));
  }
  return difference;
}

}  // namespace

std::optional<Value> PureFunction(std::string_view name) {
  using Function = Value (*)(CallArgs&);
  static constexpr std::pair<std::string_view, Function> kFunctions[] = {
      {"tojson", JsonText},
      {"fromjson", JsonValue},
      {"toyaml", YamlText},
      {"fromyaml", YamlValue},
      {"set", [](CallArgs& args) { return MakeSet(args, false); }},
      {"set_strict", [](CallArgs& args) { return MakeSet(args, true); }},
      {"zip", [](CallArgs& args) { return Zip(args, false); }},
      {"zip_strict", [](CallArgs& args) { return Zip(args, true); }},
      {"diff_of_two_dicts", DiffOfTwoDicts},
      {"local_md5",
       [](CallArgs& args) {
         return Value(Md5Hex(jinja::Str(args.Bind("local_md5", {"value"})[0])));
       }},
  };
  for (const auto& [known, function] : kFunctions) {
    if (known == name) return Value::Function(std::string(name), function);
  }
  return std::nullopt;
}

}  // namespace tarn::transform
