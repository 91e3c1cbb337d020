#pragma once

#include <string_view>

#include "cel/ast.h"
#include "cel/budget.h"

namespace tarn::cel {

// The value of a checked expression. kInvalidArgument for what only shows here: a member or index
// that is not there, division by zero, an overflow, operands of the wrong type, more steps than
// `budget` has. `&&` and `||` take an error on one side as decided when the other side decides (CEL
// language definition, "Logical Operators").
Value EvaluateNode(const Node& node, const Map& bindings, Budget& budget);

}  // namespace tarn::cel
