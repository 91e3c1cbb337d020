#pragma once

#include <functional>
#include <map>
#include <string>

#include "jinja/object.h"
#include "jinja/render_state.h"

namespace tarn::jinja {

using FunctionMap = std::map<std::string, NativeFunction, std::less<>>;

// The filters, tests and globals of Jinja2 3.1 (jinja2/filters.py, tests.py, defaults.py).
void AddTextFilters(FunctionMap* filters);
void AddSequenceFilters(FunctionMap* filters);
void AddSelectionFilters(FunctionMap* filters);
void AddNumberFilters(FunctionMap* filters);
void AddMarkupFilters(FunctionMap* filters);
void AddTests(FunctionMap* tests);
void AddGlobals(Dict* globals);
// as_text, as_bool, as_native, as_number, is_list of dbt.
void AddDbtFilters(FunctionMap* filters);

// make_attrgetter: looks up "a.b.0" in an item; postprocess with ignore_case is the caller's.
class AttributeGetter {
 public:
  explicit AttributeGetter(const Value& attribute);
  Value Get(RenderState& state, const Value& item, const Value* default_value = nullptr) const;

 private:
  std::vector<Value> parts_;
};

// ignore_case: strings in lower case, everything else as it is.
Value IgnoreCase(const Value& value);
int64_t ToIndex(const Value& value);
// reversed(value) as a vector; InvalidArgument when it is not reversible.
std::vector<Value> Reversed(RenderState& state, const Value& value);
std::string PrettyPrint(RenderState& state, const Value& value);
std::vector<std::string> WrapText(std::string_view text, int64_t width, bool break_long_words,
                                  bool break_on_hyphens);

}  // namespace tarn::jinja
