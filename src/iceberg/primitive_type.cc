#include "iceberg/primitive_type.h"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

struct NamedType {
  std::string_view name;
  PrimitiveType type;
};

const std::array<NamedType, 12>& SimpleTypes() {
  static const std::array<NamedType, 12> kTypes = {{{"boolean", BooleanType{}},
                                                    {"int", IntType{}},
                                                    {"long", LongType{}},
                                                    {"float", FloatType{}},
                                                    {"double", DoubleType{}},
                                                    {"date", DateType{}},
                                                    {"time", TimeType{}},
                                                    {"timestamp", TimestampType{}},
                                                    {"timestamptz", TimestamptzType{}},
                                                    {"string", StringType{}},
                                                    {"uuid", UuidType{}},
                                                    {"binary", BinaryType{}}}};
  return kTypes;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<int64_t> ParseNumber(std::string_view text) {
  text = Trim(text);
  int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

// The part between `open` and `close` after `name`, or nothing.
std::optional<std::string_view> Bracketed(std::string_view text, std::string_view name, char open,
                                          char close) {
  if (!text.starts_with(name)) return {};
  std::string_view rest = Trim(text.substr(name.size()));
  if (rest.size() < 2 || rest.front() != open || rest.back() != close) return {};
  return rest.substr(1, rest.size() - 2);
}

std::optional<PrimitiveType> ParseDecimal(std::string_view text) {
  auto inside = Bracketed(text, "decimal", '(', ')');
  if (!inside) return {};
  const size_t comma = inside->find(',');
  if (comma == std::string_view::npos) return {};
  auto precision = ParseNumber(inside->substr(0, comma));
  auto scale = ParseNumber(inside->substr(comma + 1));
  if (!precision || !scale) return {};
  if (*precision < 1 || *precision > 38 || *scale < 0 || *scale > *precision) {
    base::Throw(ErrorKind::kInvalidArgument,
                "a decimal has 1 to 38 digits and a scale of at most as many: {}", text);
  }
  return DecimalType{static_cast<int32_t>(*precision), static_cast<int32_t>(*scale)};
}

std::optional<PrimitiveType> ParseFixed(std::string_view text) {
  auto inside = Bracketed(text, "fixed", '[', ']');
  if (!inside) return {};
  auto length = ParseNumber(*inside);
  if (!length) return {};
  if (*length < 1 || *length > INT32_MAX) {
    base::Throw(ErrorKind::kInvalidArgument, "a fixed type has a length of at least 1: {}", text);
  }
  return FixedType{*length};
}

[[noreturn]] void ThrowUnknown(std::string_view text) {
  for (std::string_view later : {"timestamp_ns", "timestamptz_ns", "unknown", "variant"}) {
    if (text == later) {
      base::Throw(ErrorKind::kUnsupported, "types of format version 3 are not supported: {}", text);
    }
  }
  if (text.starts_with("geometry") || text.starts_with("geography")) {
    base::Throw(ErrorKind::kUnsupported, "types of format version 3 are not supported: {}", text);
  }
  std::vector<std::string> names = {"decimal(P,S)", "fixed[L]"};
  for (const NamedType& named : SimpleTypes()) names.emplace_back(named.name);
  base::Throw(ErrorKind::kInvalidArgument, "not an Iceberg type: {}{}", text,
              base::DidYouMean(text, names));
}

}  // namespace

std::string ToString(const PrimitiveType& type) {
  if (const auto* decimal = std::get_if<DecimalType>(&type)) {
    return fmt::format("decimal({}, {})", decimal->precision, decimal->scale);
  }
  if (const auto* fixed = std::get_if<FixedType>(&type)) {
    return fmt::format("fixed[{}]", fixed->length);
  }
  for (const NamedType& named : SimpleTypes()) {
    if (named.type == type) return std::string(named.name);
  }
  base::Throw(ErrorKind::kInternal, "a primitive type without a name: {}", type.index());
}

PrimitiveType ParsePrimitiveType(std::string_view text) {
  for (const NamedType& named : SimpleTypes()) {
    if (named.name == text) return named.type;
  }
  if (auto decimal = ParseDecimal(text)) return *decimal;
  if (auto fixed = ParseFixed(text)) return *fixed;
  ThrowUnknown(text);
}

}  // namespace tarn::iceberg
