#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "iceberg/literal.h"
#include "iceberg/primitive_type.h"

namespace tarn::iceberg {

enum class TransformKind {
  kIdentity,
  kBucket,
  kTruncate,
  kYear,
  kMonth,
  kDay,
  kHour,
  kVoid,
  kUnknown,  // of a later version: readable, never writable, prunes nothing
};

// Makes a partition or sort value from a column's value (spec: Partition Transforms). A value;
// thread safe.
struct Transform {
  TransformKind kind = TransformKind::kIdentity;
  int32_t parameter = 0;  // buckets or width
  std::string unknown_name;

  static Transform Identity() { return {}; }
  static Transform Bucket(int32_t buckets) { return {TransformKind::kBucket, buckets, {}}; }
  static Transform Truncate(int32_t width) { return {TransformKind::kTruncate, width, {}}; }
  static Transform Year() { return {TransformKind::kYear, 0, {}}; }
  static Transform Month() { return {TransformKind::kMonth, 0, {}}; }
  static Transform Day() { return {TransformKind::kDay, 0, {}}; }
  static Transform Hour() { return {TransformKind::kHour, 0, {}}; }
  static Transform Void() { return {TransformKind::kVoid, 0, {}}; }

  // Whether the transform takes values of `source` (spec: Partition Transforms): an identity takes
  // none of variant, geometry and geography.
  bool CanApplyTo(const PrimitiveType& source) const;
  // The type of the results. kInvalidArgument unless CanApplyTo.
  PrimitiveType ResultType(const PrimitiveType& source) const;
  // Null gives null; an unknown transform gives kUnsupported.
  std::optional<Literal> Apply(const std::optional<Literal>& value) const;
  // a < b implies Apply(a) <= Apply(b).
  bool PreservesOrder() const;
  // A result as partition paths show it: "2017-11", "2017-11-16-14", "null".
  std::string ToHumanString(const std::optional<Literal>& result) const;

  friend bool operator==(const Transform&, const Transform&) = default;
};

// "bucket[16]", "day".
std::string ToString(const Transform& transform);
// The reverse. kInvalidArgument for a malformed parameter; other names are kUnknown.
Transform ParseTransform(std::string_view text);

// The 32-bit Murmur3 hash of a value (spec: Appendix B); nanoseconds hash as their microseconds.
int32_t BucketHash(const Literal& value);

}  // namespace tarn::iceberg
