#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "cel/budget.h"

namespace tarn::cel {

struct Value;
using List = std::vector<Value>;
// A map with keys that are strings, or the members of a struct.
using Map = std::map<std::string, Value, std::less<>>;

struct Null {
  friend bool operator==(Null, Null) { return true; }
};

// A value of an expression (CEL language definition, "Values"). Lists and maps are shared and never
// changed, so that copies are cheap.
struct Value : std::variant<Null, bool, int64_t, double, std::string, base::TimePoint,
                            std::shared_ptr<const List>, std::shared_ptr<const Map>> {
  using variant::variant;
  Value(const char* text) : variant(std::string(text)) {}
  Value(int number) : variant(int64_t{number}) {}
};

inline Value MakeList(List items) { return std::make_shared<const List>(std::move(items)); }
inline Value MakeMap(Map members) { return std::make_shared<const Map>(std::move(members)); }
Value MakeStrings(const std::vector<std::string>& items);

// "int", "string", … as messages name it.
const char* TypeName(const Value& value);

// The steps that copying or comparing a value takes besides the one of looking at it.
int64_t WeightOf(const Value& value);

// Equality of CEL: numbers by value whatever their kind, lists and maps element by element; values
// of different types are not equal. Spends a step for each element: lists may share elements, so
// that a short filter makes lists of more of them than anybody can look at.
bool Equals(const Value& a, const Value& b, Budget& budget);

}  // namespace tarn::cel
