#include "cel/program.h"

#include <algorithm>

#include "base/error.h"
#include "cel/checker.h"
#include "cel/evaluator.h"
#include "cel/limits.h"
#include "cel/parser.h"

namespace tarn::cel {

using base::ErrorKind;

Program Program::Compile(const std::string& text, const Declarations& declarations) {
  NodePtr root = Parse(text);
  const Type type = Check(*root, declarations, text);
  if (type.kind != TypeKind::kBool && type.kind != TypeKind::kDynamic) {
    base::Throw(ErrorKind::kInvalidArgument, "the filter gives a {}, not a bool: '{}'",
                KindName(type.kind), text.substr(0, 300));
  }
  Program program;
  program.root_ = std::move(root);
  return program;
}

bool Program::Evaluate(const Map& bindings, Budget& total) const {
  const int64_t most = std::min(kMaxSteps, total.left());
  Budget budget(most);
  const Value value = EvaluateNode(*root_, bindings, budget);
  total.Spend(most - budget.left());
  if (auto* result = std::get_if<bool>(&value)) return *result;
  base::Throw(ErrorKind::kInvalidArgument, "the filter gives a {}, not a bool", TypeName(value));
}

}  // namespace tarn::cel
