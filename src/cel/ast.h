#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cel/value.h"

namespace re2 {
class RE2;
}

namespace tarn::cel {

enum class NodeKind {
  kLiteral,        // value
  kIdentifier,     // name
  kSelect,         // children[0].name
  kHas,            // has(children[0].name)
  kIndex,          // children[0][children[1]]
  kCall,           // name(children…); operators too, e.g. "_==_"
  kMethod,         // children[0].name(children[1]…)
  kList,           // [children…]
  kMap,            // {children[0]: children[1], …}
  kComprehension,  // children[0].macro(name, children[1]…)
};

enum class Macro { kExists, kAll, kExistsOne, kFilter, kMap };

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Value value;
  std::string name;
  Macro macro = Macro::kExists;
  std::vector<std::unique_ptr<Node>> children;
  size_t position = 0;  // byte in the text, for messages
  // The pattern of matches() when it is a literal: made once, by the checker.
  std::shared_ptr<const re2::RE2> pattern;
};
using NodePtr = std::unique_ptr<Node>;

}  // namespace tarn::cel
