#pragma once

#include <string>
#include <string_view>

#include "jinja/value.h"

namespace tarn::transform {

// YAML 1.1's plain scalars as PyYAML resolves them, which is what dbt's users write for. Dates stay
// text.
bool IsYamlNull(std::string_view text);
jinja::Value YamlScalarValue(const std::string& text);

// A value as YAML text (block style, keys sorted when asked): the toyaml of templates.
std::string ToYaml(const jinja::Value& value, bool sort_keys = false);

}  // namespace tarn::transform
