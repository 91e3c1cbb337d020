#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinja/object.h"
#include "jinja/value.h"

namespace tarn::jinja {

// A method of a built-in type.
using Method = Value (*)(const Value& self, CallArgs& args);
using MethodTable = std::unordered_map<std::string_view, Method>;

// Null when the type has none of the name.
Method FindMethod(ValueKind kind, std::string_view name);
std::vector<std::string> MethodNames(ValueKind kind);

const MethodTable& StringMethods();
const MethodTable& ListMethods();
const MethodTable& TupleMethods();
const MethodTable& DictMethods();
const MethodTable& NumberMethods();

// dict.keys(), .values(), .items(): live views.
enum class DictViewKind : uint8_t { kKeys, kValues, kItems };
Value MakeDictView(const Value& dict, DictViewKind kind);

// str.split and what filters share of str.
std::vector<std::string> SplitLines(std::string_view text, bool keep_ends);
std::string Strip(std::string_view text, const Value& characters, bool left, bool right);
std::string ReplaceAll(RenderState& state, std::string_view text, std::string_view from,
                       std::string_view to, int64_t count);
std::string Capitalize(std::string_view text);
std::string Center(RenderState& state, std::string_view text, int64_t width, std::string_view fill);

// sorted(): stable; keys are compared with `<`. The items and their keys are in step.
void SortByKeys(RenderState& state, std::vector<Value>* items, std::vector<Value>* keys,
                bool reverse);

}  // namespace tarn::jinja
