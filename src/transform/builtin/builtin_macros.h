#pragma once

#include <string_view>
#include <vector>

namespace tarn::transform {

// The macros of package `dbt`: what users' projects call and may replace. Written for Tarn to the
// behaviour that dbt documents, in Trino's SQL where engines differ.
struct BuiltinFile {
  std::string_view path;  // for messages and the manifest: "macros/utils/dates.sql"
  std::string_view source;
};
std::vector<BuiltinFile> BuiltinMacros();

// Its parts, one a topic.
extern const std::string_view kGenericTestMacros;
extern const std::string_view kNameMacros;
extern const std::string_view kTypeMacros;
extern const std::string_view kTextMacros;
extern const std::string_view kDateMacros;
extern const std::string_view kAggregateMacros;
extern const std::string_view kStatementMacros;
extern const std::string_view kRelationMacros;
extern const std::string_view kIncrementalMacros;

}  // namespace tarn::transform
