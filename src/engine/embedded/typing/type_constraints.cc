#include "engine/embedded/typing/type_constraints.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/function_expectations.h"

namespace tarn::engine::embedded {
namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// The variables that are constrained, in lower case: "map_agg(k, v) K:comparable V" has one. An
// order takes equality.
std::set<std::string> ConstrainedVariables(std::string_view declared) {
  std::set<std::string> variables;
  for (const std::string_view constraint : {":comparable", ":orderable"}) {
    for (size_t at = declared.find(constraint); at != std::string_view::npos;
         at = declared.find(constraint, at + 1)) {
      const size_t before = declared.find_last_of(" ", at);
      variables.insert(Lower(declared.substr(before + 1, at - before - 1)));
    }
  }
  return variables;
}

bool Meets(const TypePattern& pattern, const Type& type, const std::set<std::string>& variables) {
  if (pattern.shape == TypePattern::Shape::kFunction) return true;
  if (pattern.shape == TypePattern::Shape::kVariable) {
    return IsComparable(type) || !variables.contains(Lower(pattern.variable));
  }
  for (size_t i = 0; i < pattern.children.size() && i < type.children.size(); ++i) {
    if (!Meets(pattern.children[i], type.children[i], variables)) return false;
  }
  return true;
}

}  // namespace

bool MeetsConstraints(const BoundCall& call) {
  if (std::all_of(call.parameters.begin(), call.parameters.end(), IsComparable)) return true;
  const auto variables = ConstrainedVariables(ExpectedArguments(call.signature->row->name));
  const std::vector<TypePattern>& patterns = call.signature->arguments;
  for (size_t i = 0; i < call.parameters.size() && !patterns.empty(); ++i) {
    const TypePattern& pattern = patterns[std::min(i, patterns.size() - 1)];
    if (!Meets(pattern, call.parameters[i], variables)) return false;
  }
  return true;
}

}  // namespace tarn::engine::embedded
