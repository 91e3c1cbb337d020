#pragma once

#include <optional>
#include <string>

#include "engine/type.h"
#include "sql/tree/tree.h"

// What SHOW CREATE writes of types, names and views, as Trino does.
namespace tarn::engine::embedded {

// ROW(lower integer, "a b" decimal(3, 2)): a type as CREATE TABLE takes it.
std::string SqlTypeText(const Type& type);

// Quoted where it must be.
std::string NameText(const std::string& name);
// catalog.schema.relation.
std::string QualifiedText(const std::string& catalog, const std::string& schema,
                          const std::string& relation);

// What a view says of itself beside its query.
struct ShownView {
  std::string catalog;
  std::string schema;
  std::string name;
  std::optional<std::string> comment;
  bool invoker = false;  // SECURITY INVOKER, else DEFINER
};
// SHOW CREATE VIEW of a view with that query; the text stands as it is where it does not parse.
std::string CreateViewText(const ShownView& view, const std::string& query);

// A view's query on lines of its own, without a line break at its end.
std::string FormattedQuery(const std::string& query);

}  // namespace tarn::engine::embedded
