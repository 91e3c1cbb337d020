#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tree/location.h"
#include "sql/tree/node.h"

namespace tarn::sql {

// A name as written, without its quotes. Trino's names are case-insensitive, quoted or not: the
// consumer lower-cases (Canonical()) where it resolves a name, and keeps `value` as column label.
struct Identifier {
  std::string value;
  bool quoted = false;
  Location location;

  // `value` with ASCII letters lower-cased: what names resolve by.
  std::string Canonical() const;

  TARN_SQL_NODE(Identifier, value, quoted);
};

// a, a.b, a.b.c …; never empty once parsed.
struct QualifiedName {
  std::vector<Identifier> parts;
  Location location;

  const Identifier& last() const { return parts.back(); }
  // The parts' canonical spellings joined by dots, for messages and map keys.
  std::string Canonical() const;

  TARN_SQL_NODE(QualifiedName, parts);
};

// "a", "b" → a.b, unquoted; for code that builds trees.
QualifiedName MakeName(const std::vector<std::string_view>& parts);

}  // namespace tarn::sql
