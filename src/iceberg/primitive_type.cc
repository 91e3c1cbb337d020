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

const std::array<NamedType, 16>& SimpleTypes() {
  static const std::array<NamedType, 16> kTypes = {{{"boolean", BooleanType{}},
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
                                                    {"binary", BinaryType{}},
                                                    {"timestamp_ns", TimestampNsType{}},
                                                    {"timestamptz_ns", TimestamptzNsType{}},
                                                    {"unknown", UnknownType{}},
                                                    {"variant", VariantType{}}}};
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

constexpr std::string_view kAlgorithms[] = {"spherical", "vincenty", "thomas", "andoyer", "karney"};

EdgeAlgorithm ParseAlgorithm(std::string_view name, std::string_view type) {
  for (size_t i = 0; i < std::size(kAlgorithms); ++i) {
    if (kAlgorithms[i] == name) return static_cast<EdgeAlgorithm>(i);
  }
  base::Throw(ErrorKind::kInvalidArgument,
              "the edges of a geography are spherical, vincenty, thomas, andoyer or karney: {}",
              type);
}

std::string CrsOf(std::string_view text, std::string_view type) {
  text = Trim(text);
  if (text.empty() || text.find_first_of("(),") != std::string_view::npos) {
    base::Throw(ErrorKind::kInvalidArgument, "not a coordinate reference system: {}", type);
  }
  return text == kDefaultCrs ? std::string() : std::string(text);
}

// "geometry", "geometry(C)", "geography", "geography(C)", "geography(C, A)".
std::optional<PrimitiveType> ParseGeospatial(std::string_view text) {
  if (text == "geometry") return GeometryType{};
  if (text == "geography") return GeographyType{};
  if (auto inside = Bracketed(text, "geometry", '(', ')'))
    return GeometryType{CrsOf(*inside, text)};
  auto inside = Bracketed(text, "geography", '(', ')');
  if (!inside) return {};
  const size_t comma = inside->find(',');
  GeographyType type{CrsOf(inside->substr(0, comma), text)};
  if (comma != std::string_view::npos) {
    type.algorithm = ParseAlgorithm(Trim(inside->substr(comma + 1)), text);
  }
  return type;
}

[[noreturn]] void ThrowUnknown(std::string_view text) {
  std::vector<std::string> names = {"decimal(P,S)", "fixed[L]", "geometry", "geography"};
  for (const NamedType& named : SimpleTypes()) names.emplace_back(named.name);
  base::Throw(ErrorKind::kInvalidArgument, "not an Iceberg type: {}{}", text,
              base::DidYouMean(text, names));
}

}  // namespace

bool IsOrdered(const PrimitiveType& type) { return KindOf(type) <= TypeKind::kTimestamptzNs; }

int32_t FirstFormatVersion(const PrimitiveType& type) {
  return KindOf(type) >= TypeKind::kTimestampNs ? 3 : 1;
}

std::string ToString(const PrimitiveType& type) {
  if (const auto* decimal = std::get_if<DecimalType>(&type)) {
    return fmt::format("decimal({}, {})", decimal->precision, decimal->scale);
  }
  if (const auto* fixed = std::get_if<FixedType>(&type)) {
    return fmt::format("fixed[{}]", fixed->length);
  }
  if (const auto* geometry = std::get_if<GeometryType>(&type)) {
    return geometry->crs.empty() ? "geometry" : fmt::format("geometry({})", geometry->crs);
  }
  if (const auto* geography = std::get_if<GeographyType>(&type)) {
    const std::string_view crs =
        geography->crs.empty() ? kDefaultCrs : std::string_view(geography->crs);
    if (geography->algorithm != EdgeAlgorithm::kSpherical) {
      return fmt::format("geography({}, {})", crs,
                         kAlgorithms[static_cast<size_t>(geography->algorithm)]);
    }
    return geography->crs.empty() ? "geography" : fmt::format("geography({})", crs);
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
  if (auto geospatial = ParseGeospatial(text)) return *geospatial;
  ThrowUnknown(text);
}

}  // namespace tarn::iceberg
