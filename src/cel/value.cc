#include "cel/value.h"

#include <algorithm>

namespace tarn::cel {
namespace {

using ListPtr = std::shared_ptr<const List>;
using MapPtr = std::shared_ptr<const Map>;

struct EqualsVisitor {
  Budget& budget;

  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return a == b;
  }
  bool operator()(const ListPtr& a, const ListPtr& b) const {
    return std::equal(
        a->begin(), a->end(), b->begin(), b->end(),
        [this](const Value& left, const Value& right) { return Equals(left, right, budget); });
  }
  bool operator()(const MapPtr& a, const MapPtr& b) const {
    return std::equal(
        a->begin(), a->end(), b->begin(), b->end(), [this](const auto& left, const auto& right) {
          return left.first == right.first && Equals(left.second, right.second, budget);
        });
  }
  bool operator()(int64_t a, double b) const { return static_cast<double>(a) == b; }
  bool operator()(double a, int64_t b) const { return a == static_cast<double>(b); }
  template <typename A, typename B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

}  // namespace

Value MakeStrings(const std::vector<std::string>& items) {
  List list;
  list.reserve(items.size());
  for (const std::string& item : items) list.emplace_back(item);
  return MakeList(std::move(list));
}

const char* TypeName(const Value& value) {
  static constexpr const char* kNames[] = {"null",   "bool",      "int",  "double",
                                           "string", "timestamp", "list", "map"};
  return kNames[value.index()];
}

int64_t WeightOf(const Value& value) {
  constexpr size_t kBytesOfAStep = 64;
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? 0 : static_cast<int64_t>(text->size() / kBytesOfAStep);
}

bool Equals(const Value& a, const Value& b, Budget& budget) {
  budget.Spend(1 + WeightOf(a));
  using Base =
      std::variant<Null, bool, int64_t, double, std::string, base::TimePoint, ListPtr, MapPtr>;
  return std::visit(EqualsVisitor{budget}, static_cast<const Base&>(a),
                    static_cast<const Base&>(b));
}

}  // namespace tarn::cel
