#pragma once

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "sql/tree/location.h"

namespace tarn::sql {

template <typename T, typename Variant>
inline constexpr bool kIsAlternativeOf = false;
template <typename T, typename... Alternatives>
inline constexpr bool kIsAlternativeOf<T, std::variant<Alternatives...>> =
    (std::is_same_v<T, Alternatives> || ...);

template <typename T, typename Variant>
concept AlternativeOf = kIsAlternativeOf<T, Variant>;

}  // namespace tarn::sql

// Every tree struct lists its members once. That gives it a deep == (which ignores locations) and
// Fields(), from which walk.h derives traversal and rewriting of whole trees.
#define TARN_SQL_NODE(Type, ...)                        \
  auto Fields() { return std::tie(__VA_ARGS__); }       \
  auto Fields() const { return std::tie(__VA_ARGS__); } \
  friend bool operator==(const Type&, const Type&) = default

// For structs without members.
#define TARN_SQL_EMPTY_NODE(Type)            \
  std::tuple<> Fields() { return {}; }       \
  std::tuple<> Fields() const { return {}; } \
  friend bool operator==(const Type&, const Type&) = default

// For the big recursive types: construction from any alternative of the variant `Node` with an
// optional location, and copy, move,
// destruction and == that are compiled once (node.cc), because a variant of dozens of alternatives
// costs seconds in every file that copies it.
#define TARN_SQL_SUM_NODE(Type, Node)                                           \
  template <::tarn::sql::AlternativeOf<Node> T>                                 \
  Type(T alternative, Location where = {}) /* NOLINT: implicit by design */     \
      : node(std::in_place_type<T>, std::move(alternative)), location(where) {} \
  Type(const Type& other);                                                      \
  Type(Type&& other) noexcept;                                                  \
  Type& operator=(const Type& other);                                           \
  Type& operator=(Type&& other) noexcept;                                       \
  ~Type();                                                                      \
  template <typename T>                                                         \
  const T* As() const {                                                         \
    return std::get_if<T>(&node);                                               \
  }                                                                             \
  template <typename T>                                                         \
  T* As() {                                                                     \
    return std::get_if<T>(&node);                                               \
  }                                                                             \
  template <typename T>                                                         \
  bool Is() const {                                                             \
    return std::holds_alternative<T>(node);                                     \
  }                                                                             \
  auto Fields() { return std::tie(node); }                                      \
  auto Fields() const { return std::tie(node); }                                \
  friend bool operator==(const Type& left, const Type& right)

namespace tarn::sql {

// A value on the heap: owns it, copies it deeply, compares it deeply; never empty except after it
// was moved from. Makes recursive value types possible. Optional children are
// std::optional<Box<T>>.
template <typename T>
class Box {
 public:
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: implicit by design
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) {
    value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&&) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  operator const T&() const { return *value_; }  // NOLINT: a box passes for what is in it

  friend bool operator==(const Box& left, const Box& right) {
    return *left.value_ == *right.value_;
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace tarn::sql
