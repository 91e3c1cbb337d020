#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tarn::metadb {

// Bytes, as opposed to text.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

// A parameter or a column of a row; monostate is NULL.
using Value = std::variant<std::monostate, int64_t, double, std::string, Blob>;
using Params = std::vector<Value>;

enum class ColumnType { kInt64, kDouble, kText, kBlob };

inline Value ToValue(std::nullptr_t) { return std::monostate(); }
inline Value ToValue(std::nullopt_t) { return std::monostate(); }
inline Value ToValue(Value value) { return value; }
inline Value ToValue(std::integral auto value) { return static_cast<int64_t>(value); }
inline Value ToValue(double value) { return value; }
inline Value ToValue(const std::string& value) { return value; }
inline Value ToValue(std::string_view value) { return std::string(value); }
inline Value ToValue(const char* value) { return std::string(value); }
inline Value ToValue(Blob value) { return value; }
template <typename T>
Value ToValue(const std::optional<T>& value) {
  return value ? ToValue(*value) : Value();
}

template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Inner = T;
};

template <typename T>
constexpr ColumnType ColumnTypeOf() {
  if constexpr (IsOptional<T>::value) {
    return ColumnTypeOf<typename IsOptional<T>::Inner>();
  } else if constexpr (std::is_integral_v<T>) {
    static_assert(std::is_same_v<T, int64_t> || std::is_same_v<T, bool>,
                  "integer columns are int64_t or bool");
    return ColumnType::kInt64;
  } else if constexpr (std::is_same_v<T, double>) {
    return ColumnType::kDouble;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return ColumnType::kText;
  } else {
    static_assert(std::is_same_v<T, Blob>,
                  "columns are int64_t, bool, double, std::string, Blob, or optional of these");
    return ColumnType::kBlob;
  }
}

// Throws kDataCorruption: a NULL where the reader expects a value.
[[noreturn]] void ThrowUnexpectedNull(size_t column);

template <typename T>
T TakeAs(Value& value, size_t column) {
  if constexpr (IsOptional<T>::value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    return TakeAs<typename IsOptional<T>::Inner>(value, column);
  } else {
    if (std::holds_alternative<std::monostate>(value)) ThrowUnexpectedNull(column);
    if constexpr (std::is_same_v<T, bool>) {
      return std::get<int64_t>(value) != 0;
    } else {
      return std::move(std::get<T>(value));
    }
  }
}

}  // namespace tarn::metadb
