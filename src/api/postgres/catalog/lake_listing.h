#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace tarn::api::postgres {

// What pg_catalog is made of: everything of the lake that a session may see.
struct LakeListing {
  struct Column {
    std::string name;
    engine::Type type;
    bool nullable = true;
    std::string comment;
  };
  struct Relation {
    std::string schema;
    std::string name;
    bool view = false;
    std::string definition;  // of a view
    std::vector<Column> columns;
  };
  std::vector<std::string> schemas;
  std::vector<Relation> relations;  // by schema and name
};

inline constexpr size_t kMaxListedColumns = 1'000'000;

// Asks the session's information_schema, so that whatever hides tables from somebody hides them
// here. kResourceExhausted for a lake with more columns than kMaxListedColumns.
LakeListing ListLake(engine::Session& session);

}  // namespace tarn::api::postgres
