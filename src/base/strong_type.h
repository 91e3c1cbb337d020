#pragma once

#include <compare>
#include <functional>
#include <utility>

namespace tarn::base {

// A value that never passes as another of the same representation: `using SnapshotId =
// StrongType<int64_t, struct SnapshotIdTag>`.
template <typename T, typename Tag>
class StrongType {
 public:
  using value_type = T;

  constexpr StrongType() = default;
  constexpr explicit StrongType(T value) : value_(std::move(value)) {}
  constexpr const T& value() const { return value_; }
  friend constexpr auto operator<=>(const StrongType&, const StrongType&) = default;
  friend constexpr bool operator==(const StrongType&, const StrongType&) = default;

 private:
  T value_{};
};

}  // namespace tarn::base

template <typename T, typename Tag>
struct std::hash<tarn::base::StrongType<T, Tag>> {
  size_t operator()(const tarn::base::StrongType<T, Tag>& v) const {
    return std::hash<T>()(v.value());
  }
};
