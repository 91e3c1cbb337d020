#pragma once

#include <string_view>

#include "cel/ast.h"
#include "cel/type.h"

namespace tarn::cel {

// The type of an expression's value as far as it is known. kInvalidArgument, with the place, for a
// name or member that is not declared, an unknown function, a wrong number of arguments, operands
// that an operator does not take, and a pattern that is no regular expression. `text` is for
// messages. Compiles literal patterns on the way.
Type Check(Node& node, const Declarations& declarations, std::string_view text);

const char* KindName(TypeKind kind);

}  // namespace tarn::cel
