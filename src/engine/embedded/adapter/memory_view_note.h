#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/type.h"

namespace tarn::engine::embedded {

// What Trino knows of a view and DuckDB does not. Kept as the comment on the view in the catalog
// `memory`, as JSON. A value.
struct MemoryViewNote {
  struct Column {
    std::string name;
    Type type;
    std::optional<std::string> comment = {};
  };
  std::string text;       // in Trino's SQL
  std::string duck_text;  // the same for DuckDB, with names in full
  std::optional<std::string> comment;
  bool invoker = false;  // SECURITY INVOKER
  std::vector<Column> columns;

  std::string ToText() const;
  // Nothing for a text that is none of these.
  static std::optional<MemoryViewNote> Parse(std::string_view text);
};

}  // namespace tarn::engine::embedded
