#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "jinja/dict.h"
#include "jinja/value.h"

namespace tarn::transform {

// Trees of template values: configuration, metadata, artifacts.

// A copy that shares no list or dict with the original, so that a template may change it.
jinja::Value DeepCopy(const jinja::Value& value);

// json.dumps(value): Python's separators, non-ASCII escaped. Values that JSON lacks (relations,
// dates) are written as their text. `sort_keys` as Python's.
std::string ToJson(const jinja::Value& value, bool sort_keys = false);
// The same for files: no blanks, UTF-8 as it is.
std::string ToCompactJson(const jinja::Value& value);
// json.loads(text). kInvalidArgument with the position for what is not JSON.
jinja::Value FromJson(std::string_view text);

// dict.get(key), null when it is absent (or the value no dict).
const jinja::Value* Get(const jinja::Value& dict, std::string_view key);
// A string of a dict; `fallback` when absent or none.
std::string GetString(const jinja::Value& dict, std::string_view key,
                      const std::string& fallback = {});
bool GetBool(const jinja::Value& dict, std::string_view key, bool fallback);
void Set(jinja::Value& dict, std::string_view key, jinja::Value value);
jinja::Value EmptyDict();
jinja::Value StringList(const std::vector<std::string>& strings);
// A string or a list of them, as configuration allows both; other items as their text.
std::vector<std::string> ToStrings(const jinja::Value& value);

// Replaces every string in a tree by what `render` makes of it; `path` is the way of keys to it
// (list positions are left out). Other values stay; lists and dicts are new.
using StringMapper =
    std::function<jinja::Value(const std::string& text, const std::vector<std::string>& path)>;
jinja::Value MapStrings(const jinja::Value& value, const StringMapper& render);

}  // namespace tarn::transform
