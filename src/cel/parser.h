#pragma once

#include <string_view>

#include "cel/ast.h"

namespace tarn::cel {

// Parses an expression (CEL language definition, "Syntax"); macros become comprehensions.
// kInvalidArgument with the place for what is no expression, is deeper than kMaxDepth, or uses a
// macro wrongly.
NodePtr Parse(std::string_view text);

}  // namespace tarn::cel
