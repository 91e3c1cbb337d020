#pragma once

#include <string>
#include <string_view>

#include "catalog/identifier.h"

namespace tarn::api::iceberg_rest {

// "a\x1F" "b" → {"a", "b"}: a namespace in a path or a query, percent-decoded already. Every level
// is checked as catalog::CheckName does: kInvalidArgument.
catalog::Namespace DecodeNamespace(std::string_view text);

// A table's name and where it is to be looked for. Names may say so themselves, as Nessie's do:
//   t@branch   t#hash   t#2026-01-01T00:00:00Z   t@branch#hash   also in backticks: `t@branch`
struct TableReference {
  std::string name;
  std::string reference;  // an expression of versions; the default when the name does not say
  bool pinned = false;    // names one commit: nothing can be written there
  bool explicit_reference = false;
};
// kInvalidArgument when nothing is left of the name.
TableReference ParseTableName(std::string_view text, const std::string& default_reference);

// "main|warehouse" → "main"; "" → "main": the prefix of a path, which may still be percent-encoded
// once more (clients differ).
std::string ReferenceOfPrefix(std::string_view prefix);

}  // namespace tarn::api::iceberg_rest
