#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/type.h"

namespace tarn::engine::embedded {

// Session properties of Trino 476, and of its connector for Iceberg. Most have no meaning for this
// engine: clients and tools set them, so they are taken, checked for their type, shown and kept,
// and change nothing (https://trino.io/docs/476/sql/set-session.html).
struct TrinoProperty {
  std::string_view name;  // of the connector's: "iceberg.orc_bloom_filters_enabled"
  TypeKind type;          // boolean, varchar, integer, bigint, double, or an array of varchar
  std::string_view default_value;
  bool hidden = false;           // SHOW SESSION does not tell it
  std::string_view effect = {};  // what it does here; empty: nothing
};

// Sorted by name.
std::span<const TrinoProperty> TrinoProperties();
// Null for no such property. `name` may leave out the catalog `iceberg`.
const TrinoProperty* FindTrinoProperty(std::string_view name);
// Whether a value, as text, is of the property's type.
bool IsValueOf(const TrinoProperty& property, std::string_view value);
// The texts of an array's value, which is written as JSON: ["a", "b"].
std::vector<std::string> ArrayOfProperty(std::string_view value);
// "boolean", "array(varchar)".
std::string TypeText(const TrinoProperty& property);

}  // namespace tarn::engine::embedded
