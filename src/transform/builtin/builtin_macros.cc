#include "transform/builtin/builtin_macros.h"

namespace tarn::transform {

std::vector<BuiltinFile> BuiltinMacros() {
  return {{"macros/generic_tests.sql", kGenericTestMacros},
          {"macros/names.sql", kNameMacros},
          {"macros/types.sql", kTypeMacros},
          {"macros/text.sql", kTextMacros},
          {"macros/dates.sql", kDateMacros},
          {"macros/aggregates.sql", kAggregateMacros},
          {"macros/statements.sql", kStatementMacros},
          {"macros/relations.sql", kRelationMacros},
          {"macros/incremental.sql", kIncrementalMacros}};
}

}  // namespace tarn::transform
