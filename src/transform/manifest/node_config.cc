#include "transform/manifest/node_config.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::Dict;
using jinja::Value;

Value Null() { return Value::None(); }
Value EmptyList() { return Value::List(); }

Value ModelDefaults(const char* materialized) {
  Dict docs{{"show", Value(true)}, {"node_color", Null()}};
  Dict contract{{"enforced", Value(false)}, {"alias_types", Value(true)}};
  return Value(Dict{{"enabled", Value(true)},
                    {"alias", Null()},
                    {"schema", Null()},
                    {"database", Null()},
                    {"tags", EmptyList()},
                    {"meta", EmptyDict()},
                    {"group", Null()},
                    {"materialized", Value(materialized)},
                    {"incremental_strategy", Null()},
                    {"batch_size", Null()},
                    {"lookback", Value(1)},
                    {"begin", Null()},
                    {"persist_docs", EmptyDict()},
                    {"post-hook", EmptyList()},
                    {"pre-hook", EmptyList()},
                    {"quoting", EmptyDict()},
                    {"column_types", EmptyDict()},
                    {"full_refresh", Null()},
                    {"unique_key", Null()},
                    {"on_schema_change", Value("ignore")},
                    {"on_configuration_change", Value("apply")},
                    {"grants", EmptyDict()},
                    {"packages", EmptyList()},
                    {"docs", Value(docs)},
                    {"contract", Value(contract)},
                    {"event_time", Null()},
                    {"concurrent_batches", Null()}});
}

Value TestDefaults() {
  return Value(Dict{{"enabled", Value(true)},
                    {"alias", Null()},
                    {"schema", Value("dbt_test__audit")},
                    {"database", Null()},
                    {"tags", EmptyList()},
                    {"meta", EmptyDict()},
                    {"group", Null()},
                    {"materialized", Value("test")},
                    {"severity", Value("ERROR")},
                    {"store_failures", Null()},
                    {"store_failures_as", Null()},
                    {"where", Null()},
                    {"limit", Null()},
                    {"fail_calc", Value("count(*)")},
                    {"warn_if", Value("!= 0")},
                    {"error_if", Value("!= 0")}});
}

// A source about whose freshness nobody said anything.
Value NoThresholds() {
  const Value none(Dict{{"count", Null()}, {"period", Null()}});
  return Value(Dict{{"warn_after", none}, {"error_after", none}, {"filter", Null()}});
}

std::string CanonicalKey(const std::string& key) {
  if (key == "pre_hook") return "pre-hook";
  if (key == "post_hook") return "post-hook";
  if (key == "catalog") return "database";
  return key;
}

// "select 1" → {sql: "select 1", transaction: true, index: none}; maps keep what they say.
Value HookValue(const Value& hook) {
  Value full(Dict{{"sql", Value("")}, {"transaction", Value(true)}, {"index", Null()}});
  if (hook.is_dict()) {
    for (const auto& entry : hook.AsDict()) full.AsDict().Set(entry.key, entry.value);
    return full;
  }
  Set(full, "sql", Value(jinja::Str(hook)));
  return full;
}

std::vector<Value> Items(const Value& value) {
  if (value.is_none() || value.is_undefined()) return {};
  if (value.is_list() || value.is_tuple()) return value.Sequence();
  return {value};
}

Value Appended(const Value* old, const Value& added, bool hooks) {
  std::vector<Value> items = old == nullptr ? std::vector<Value>{} : Items(*old);
  for (const Value& item : Items(added)) items.push_back(hooks ? HookValue(item) : item);
  return Value::List(std::move(items));
}

Value Merged(const Value* old, const Value& added) {
  if (!added.is_dict()) return added;
  Value merged = old != nullptr && old->is_dict() ? DeepCopy(*old) : EmptyDict();
  for (const auto& entry : added.AsDict()) merged.AsDict().Set(entry.key, entry.value);
  return merged;
}

// grants: {select: [a]} then {+select: [b]} adds; without the plus it replaces.
Value MergedGrants(const Value* old, const Value& added) {
  if (!added.is_dict()) return added;
  Value merged = old != nullptr && old->is_dict() ? DeepCopy(*old) : EmptyDict();
  for (const auto& entry : added.AsDict()) {
    std::string key = jinja::Str(entry.key);
    const bool append = key.starts_with('+');
    if (append) key.erase(0, 1);
    Value items = Value::List(Items(entry.value));
    if (append) {
      if (const Value* before = Get(merged, key)) items = Appended(before, items, false);
    }
    Set(merged, key, items);
  }
  return merged;
}

void ApplyKey(Value& config, const std::string& key, const Value& value) {
  const Value* old = Get(config, key);
  if (key == "tags" || key == "packages") {
    Set(config, key, Appended(old, value, false));
  } else if (key == "pre-hook" || key == "post-hook") {
    Set(config, key, Appended(old, value, true));
  } else if (key == "meta" || key == "quoting" || key == "column_types" || key == "docs" ||
             key == "contract") {
    Set(config, key, Merged(old, value));
  } else if (key == "grants") {
    Set(config, key, MergedGrants(old, value));
  } else {
    Set(config, key, value);
  }
}

void FinishTestConfig(Value& config) {
  const Value* as = Get(config, "store_failures_as");
  const Value* store = Get(config, "store_failures");
  if (as != nullptr && !as->is_none()) {
    Set(config, "store_failures", Value(jinja::Str(*as) != "ephemeral"));
  } else if (store != nullptr && !store->is_none()) {
    Set(config, "store_failures_as", Value(jinja::Truth(*store) ? "table" : "ephemeral"));
  }
}

template <typename Apply>
void ApplyAll(ResourceType type, const std::vector<std::string>& fqn, const ConfigSources& sources,
              const std::map<std::string, Value> Project::* trees, Apply apply) {
  auto layers = [&](const Project& project) {
    auto it = (project.*trees).find(ConfigSection(type));
    if (it == (project.*trees).end()) return;
    for (const Value& layer : ConfigLayers(it->second, fqn)) apply(layer);
  };
  layers(*sources.own);
  if (sources.patch != nullptr && sources.patch->is_dict()) apply(*sources.patch);
  if (sources.call != nullptr && sources.call->is_dict()) apply(*sources.call);
  if (sources.own != sources.root) layers(*sources.root);
}

}  // namespace

std::string ConfigSection(ResourceType type) {
  switch (type) {
    case ResourceType::kSeed: return "seeds";
    case ResourceType::kTest: return "data_tests";
    case ResourceType::kSource: return "sources";
    case ResourceType::kExposure: return "exposures";
    default: return "models";
  }
}

Value DefaultConfig(ResourceType type) {
  switch (type) {
    case ResourceType::kTest: return TestDefaults();
    case ResourceType::kSeed: {
      Value config = ModelDefaults("seed");
      Set(config, "delimiter", Value(","));
      Set(config, "quote_columns", Null());
      return config;
    }
    case ResourceType::kSource:
      return Value(Dict{{"enabled", Value(true)},
                        {"event_time", Null()},
                        {"freshness", NoThresholds()},
                        {"loaded_at_field", Null()},
                        {"loaded_at_query", Null()},
                        {"meta", EmptyDict()},
                        {"tags", EmptyList()}});
    case ResourceType::kExposure:
      return Value(Dict{{"enabled", Value(true)}, {"tags", EmptyList()}, {"meta", EmptyDict()}});
    case ResourceType::kModel: {
      Value config = ModelDefaults("view");
      Set(config, "access", Value("protected"));
      Set(config, "freshness", Null());
      return config;
    }
    default: return ModelDefaults("view");
  }
}

std::vector<Value> ConfigLayers(const Value& tree, const std::vector<std::string>& fqn) {
  std::vector<Value> layers;
  const Value* level = &tree;
  for (size_t i = 0; level != nullptr && level->is_dict(); ++i) {
    Value layer = EmptyDict();
    for (const auto& entry : level->AsDict()) {
      std::string key = jinja::Str(entry.key);
      if (key.starts_with('+')) {
        key.erase(0, 1);
        key.erase(0, key.find_first_not_of(' '));
        Set(layer, key, entry.value);
      } else if (!entry.value.is_dict()) {
        Set(layer, key, entry.value);
      }
    }
    if (!layer.AsDict().empty()) layers.push_back(std::move(layer));
    level = i < fqn.size() ? Get(*level, fqn[i]) : nullptr;
  }
  return layers;
}

void ApplyConfig(Value& config, const Value& layer) {
  if (!layer.is_dict()) return;
  for (const auto& entry : layer.AsDict()) {
    ApplyKey(config, CanonicalKey(jinja::Str(entry.key)), entry.value);
  }
}

Value BuildConfig(ResourceType type, const std::vector<std::string>& fqn,
                  const ConfigSources& sources) {
  Value config = DefaultConfig(type);
  ApplyAll(type, fqn, sources, &Project::configs,
           [&](const Value& layer) { ApplyConfig(config, layer); });
  if (type == ResourceType::kTest) FinishTestConfig(config);
  return config;
}

Value BuildUnrenderedConfig(ResourceType type, const std::vector<std::string>& fqn,
                            const ConfigSources& sources) {
  Value config = EmptyDict();
  ApplyAll(type, fqn, sources, &Project::unrendered_configs, [&](const Value& layer) {
    for (const auto& entry : layer.AsDict()) {
      Set(config, CanonicalKey(jinja::Str(entry.key)), entry.value);
    }
  });
  return config;
}

void CheckConfig(const Node& node) {
  auto fail = [&](const std::string& message, const std::string& hint) {
    throw base::Error(base::ErrorKind::kInvalidArgument, fmt::format("{}: {}", node.where, message),
                      hint);
  };
  if (const Value* tags = node.config_value("tags")) {
    for (const Value& tag : Items(*tags)) {
      if (!tag.is_string()) {
        fail(fmt::format("tags: expected text, got {} in {}", jinja::Repr(tag), node.unique_id),
             "quote it");
      }
    }
  }
  if (node.type == ResourceType::kTest) {
    std::string severity = node.config_string("severity");
    std::transform(severity.begin(), severity.end(), severity.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (severity != "warn" && severity != "error") {
      fail(fmt::format("severity: expected 'warn' or 'error', got '{}' in {}",
                       node.config_string("severity"), node.unique_id),
           "");
    }
    const Value* limit = node.config_value("limit");
    if (limit != nullptr && !limit->is_none() && !limit->is_int()) {
      fail(fmt::format("limit: expected a whole number, got {} in {}", jinja::Repr(*limit),
                       node.unique_id),
           "");
    }
  }
  const Value* meta = node.config_value("meta");
  if (meta != nullptr && !meta->is_dict()) {
    fail(fmt::format("meta: expected a map, got {} in {}", jinja::Repr(*meta), node.unique_id), "");
  }
}

}  // namespace tarn::transform
