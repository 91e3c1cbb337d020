#pragma once

#include <optional>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"

namespace tarn::sql {

// name = expression, or name = DEFAULT (empty value), in WITH (…) and SET PROPERTIES.
struct Property {
  Identifier name;
  OptionalExpression value;
  Location location;
  TARN_SQL_NODE(Property, name, value);
};

// WITH SESSION name = expression.
struct SessionProperty {
  QualifiedName name;
  ExpressionBox value;
  Location location;
  TARN_SQL_NODE(SessionProperty, name, value);
};

// CALL and ALTER TABLE EXECUTE: [name =>] value.
struct CallArgument {
  std::optional<Identifier> name;
  ExpressionBox value;
  TARN_SQL_NODE(CallArgument, name, value);
};

}  // namespace tarn::sql
