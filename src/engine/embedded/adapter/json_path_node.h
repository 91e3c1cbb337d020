#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/embedded/adapter/json_path.h"

namespace tarn::engine::embedded {

using nlohmann::ordered_json;

// What a path is made of; of use to its reader and its evaluator alone.
struct JsonPath::Node {
  enum class Kind {
    kRoot,
    kCurrent,
    kVariable,
    kLast,
    kLiteral,  // text, literal
    kMember,
    kAnyMember,
    kElements,
    kAnyElement,
    kFilter,  // child 0 is what they are of
    kMethod,
    kPlus,
    kMinus,
    kTimes,
    kDivide,
    kModulus,
    kNegate,
    kRange,  // a subscript: one child, or two ("to")
    kAnd,
    kOr,
    kNot,
    kCompare,
    kExists,
    kStartsWith,
    kIsUnknown,
    kDescendants
  };
  Kind kind;
  std::string text;  // a name, a method, an operator
  ordered_json literal;
  std::vector<std::shared_ptr<const Node>> children;
};

}  // namespace tarn::engine::embedded
