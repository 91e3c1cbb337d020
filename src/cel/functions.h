#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cel/type.h"
#include "cel/value.h"

namespace re2 {
class RE2;
}

namespace tarn::cel {

// A function or method: the target of a method is its first argument.
struct Function {
  std::vector<std::vector<TypeKind>> parameters;  // the kinds that each argument may have
  TypeKind result = TypeKind::kDynamic;
  Value (*call)(const std::vector<Value>& arguments) = nullptr;
};

// By name; those of `Methods` are called as x.name(…). matches() is the evaluator's: it needs the
// compiled pattern.
const std::map<std::string, Function, std::less<>>& Functions();
const std::map<std::string, Function, std::less<>>& Methods();

// kInvalidArgument for a pattern that RE2 does not take, or that needs too much memory.
std::shared_ptr<const re2::RE2> CompilePattern(const std::string& pattern);
// RE2's partial match.
bool Matches(const re2::RE2& pattern, const std::string& text);

}  // namespace tarn::cel
