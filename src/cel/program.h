#pragma once

#include <memory>
#include <string>

#include "cel/ast.h"
#include "cel/budget.h"
#include "cel/type.h"
#include "cel/value.h"

namespace tarn::cel {

// A filter: an expression whose value is a bool. Immutable and thread safe; cheap to copy.
class Program {
 public:
  // kInvalidArgument, with the place, for what is no expression over these variables or whose value
  // is known not to be a bool. Bounds: limits.h.
  static Program Compile(const std::string& text, const Declarations& declarations);

  // Takes its steps, kMaxSteps at most, from `total`, which is for all evaluations of a request.
  // `bindings` has a value for each declared variable; members of declared structs that are missing
  // are an error when they are looked at. kInvalidArgument: see EvaluateNode, and when the value is
  // no bool.
  bool Evaluate(const Map& bindings, Budget& total) const;

 private:
  std::shared_ptr<const Node> root_;
};

}  // namespace tarn::cel
