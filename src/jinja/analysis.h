#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jinja/location.h"
#include "jinja/template.h"
#include "jinja/value.h"

namespace tarn::jinja {

// A call written in a template, found without running it.
struct CallSite {
  // The callee as a dotted path: "ref", "adapter.dispatch", "dbt_utils.star".
  std::string callee;
  // Arguments that are literals (also nested in lists, tuples and dicts); nothing for one that is
  // not.
  std::vector<std::optional<Value>> positional;
  std::vector<std::pair<std::string, std::optional<Value>>> named;
  // Whether *args or **kwargs are passed as well.
  bool has_star_args = false;
  // Whether the call may not run, or run several times: it stands in a branch, a loop or a macro.
  bool conditional = false;
  // The callable_name of the macro that it stands in; empty at the top level.
  std::string macro;
  Location location;

  bool all_literal() const;
};

// The calls in the order of the text whose callee is a name or a dotted path. With `names`, only
// those.
std::vector<CallSite> FindCalls(const Template& source, const std::vector<std::string>& names = {});

// The names that the template reads from its context: not set, looped over or defined by itself
// before. Over-approximates where control flow decides. Sorted.
std::vector<std::string> FindUndeclaredNames(const Template& source);

// A block at the top level of a file, found by its tags alone: the text around and within may be
// anything.
struct SourceBlock {
  std::string type;  // "macro", "docs", "snapshot", …
  std::string name;
  Location location;
  size_t begin = 0, end = 0;            // with the tags, in bytes of the text
  size_t body_begin = 0, body_end = 0;  // between them
};

// The blocks of the given types ("docs" in a .md file, "macro", "test" … in a .sql file).
// Understands strings, comments and raw blocks. InvalidArgument with name:line:column for a block
// that is not closed, is nested in another block of these types, or for a stray end tag.
std::vector<SourceBlock> ExtractBlocks(std::string_view text, std::string_view name,
                                       const std::vector<std::string>& types);

}  // namespace tarn::jinja
