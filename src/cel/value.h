#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"

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

// Equality of CEL: numbers by value whatever their kind, lists and maps element by element; values
// of different types are not equal.
bool Equals(const Value& a, const Value& b);

}  // namespace tarn::cel
