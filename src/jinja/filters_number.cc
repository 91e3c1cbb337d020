#include <charconv>
#include <cmath>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"
#include "jinja/native_text.h"
#include "jinja/python_format.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// Digits with single underscores between them removed; nothing when they are misplaced.
std::optional<std::string> WithoutUnderscores(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out.push_back(text[i]);
      continue;
    }
    const bool between = i > 0 && i + 1 < text.size() &&
                         std::isalnum(static_cast<unsigned char>(text[i - 1])) &&
                         std::isalnum(static_cast<unsigned char>(text[i + 1]));
    if (!between) return std::nullopt;
  }
  return out;
}

// float(text); nothing for what Python refuses.
std::optional<double> ParseFloat(std::string_view text) {
  const std::string stripped = Strip(text, Value::None(), true, true);
  const auto digits = WithoutUnderscores(stripped);
  if (!digits || digits->empty()) return std::nullopt;
  std::string_view rest = *digits;
  double sign = 1;
  if (rest[0] == '-' || rest[0] == '+') {
    sign = rest[0] == '-' ? -1 : 1;
    rest.remove_prefix(1);
  }
  const std::string lower = Lower(rest);
  if (lower == "inf" || lower == "infinity") return sign * HUGE_VAL;
  if (lower == "nan") return std::nan("");
  if (rest.empty() || !(std::isdigit(static_cast<unsigned char>(rest[0])) || rest[0] == '.'))
    return std::nullopt;
  double number = 0;
  const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (parsed.ptr != rest.data() + rest.size() || parsed.ec == std::errc::invalid_argument)
    return std::nullopt;
  if (parsed.ec == std::errc::result_out_of_range)
    number = strtod(std::string(rest).c_str(), nullptr);
  return sign * number;
}

// int(text, base); nothing for what Python refuses. Beyond 64 bits is an error.
std::optional<int64_t> ParseInt(std::string_view text, int64_t base) {
  const std::string stripped = Strip(text, Value::None(), true, true);
  std::string_view rest = stripped;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const char marker = rest.size() > 1 && rest[0] == '0' ? static_cast<char>(rest[1] | 0x20) : 0;
  const int64_t marked = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 0;
  if (marked && (base == marked || base == 0)) {
    rest.remove_prefix(2);
    base = marked;
    if (rest.starts_with('_')) rest.remove_prefix(1);
  } else if (base == 0) {
    if (rest.size() > 1 && rest[0] == '0' && rest.find_first_not_of("0_") != std::string_view::npos)
      return std::nullopt;
    base = 10;
  }
  if (base < 2 || base > 36) return std::nullopt;
  const auto digits = WithoutUnderscores(rest);
  if (!digits || digits->empty()) return std::nullopt;
  uint64_t magnitude = 0;
  const auto parsed = std::from_chars(digits->data(), digits->data() + digits->size(), magnitude,
                                      static_cast<int>(base));
  if (parsed.ptr != digits->data() + digits->size() || parsed.ec == std::errc::invalid_argument)
    return std::nullopt;
  const uint64_t limit = uint64_t{INT64_MAX} + (negative ? 1 : 0);
  if (parsed.ec == std::errc::result_out_of_range || magnitude > limit)
    base::Throw(ErrorKind::kInvalidArgument, "the integer does not fit into 64 bits: {}", text);
  return negative ? static_cast<int64_t>(~magnitude + 1) : static_cast<int64_t>(magnitude);
}

std::optional<int64_t> Truncate(double number) {
  if (!std::isfinite(number)) return std::nullopt;
  if (std::abs(number) >= 9.2e18)
    base::Throw(ErrorKind::kInvalidArgument, "the integer does not fit into 64 bits: {}", number);
  return static_cast<int64_t>(number);
}

Value IntFilter(CallArgs& args) {
  const auto bound = args.Bind("do_int", {{"value"}, {"default", Value(0)}, {"base", Value(10)}});
  const Value& value = bound[0];
  if (value.is_undefined()) ThrowUndefined(value);
  if (value.is_int() || value.is_bool()) return ToInteger(value);
  std::optional<int64_t> result;
  if (value.is_string()) {
    result = ParseInt(value.AsString(), ToIndex(bound[2]));
    if (!result)
      if (const auto number = ParseFloat(value.AsString())) result = Truncate(*number);
  } else if (value.is_float()) {
    // int(inf) is an OverflowError that do_int does not catch.
    if (std::isinf(value.AsFloat()))
      base::Throw(ErrorKind::kInvalidArgument, "cannot convert float infinity to integer");
    result = Truncate(value.AsFloat());
  }
  return result ? Value(*result) : bound[1];
}

Value FloatFilter(CallArgs& args) {
  const auto bound = args.Bind("do_float", {{"value"}, {"default", Value(0.0)}});
  const Value& value = bound[0];
  if (value.is_undefined()) ThrowUndefined(value);
  if (value.is_number()) return ToDouble(value);
  if (value.is_string())
    if (const auto number = ParseFloat(value.AsString())) return *number;
  return bound[1];
}

Value AbsFilter(CallArgs& args) {
  args.ExpectPositional("abs", 1, 1);
  const Value& value = args.positional[0];
  if (value.is_undefined()) ThrowUndefined(value);
  if (value.is_float()) return std::abs(value.AsFloat());
  if (!value.is_number())
    base::Throw(ErrorKind::kInvalidArgument, "bad operand type for abs(): '{}'", TypeName(value));
  return ToInteger(value) < 0 ? Negative(value) : Value(ToInteger(value));
}

int64_t RoundInteger(int64_t value, int64_t precision) {
  if (precision >= 0) return value;
  if (precision < -18) return 0;
  int64_t unit = 1;
  for (int64_t i = 0; i > precision; --i) unit *= 10;
  int64_t quotient = value / unit;
  const int64_t rest = value % unit;
  const int64_t twice = rest < 0 ? -rest : rest;
  if (twice > unit - twice || (twice == unit - twice && quotient % 2 != 0))
    quotient += value < 0 ? -1 : 1;
  int64_t result;
  if (__builtin_mul_overflow(quotient, unit, &result))
    base::Throw(ErrorKind::kInvalidArgument, "the result does not fit into 64 bits: round({}, {})",
                value, precision);
  return result;
}

double RoundFloat(double value, int64_t precision) {
  if (!std::isfinite(value) || precision > 308) return value;
  if (precision < -308) return std::copysign(0.0, value);
  if (precision >= 0)
    return strtod(FormatDouble(value, 'f', static_cast<int>(precision), false).c_str(), nullptr);
  const double unit = std::pow(10.0, static_cast<double>(-precision));
  return std::nearbyint(value / unit) * unit;
}

Value RoundFilter(CallArgs& args) {
  const auto bound =
      args.Bind("do_round", {{"value"}, {"precision", Value(0)}, {"method", Value("common")}});
  const std::string method = Str(bound[2]);
  if (method != "common" && method != "ceil" && method != "floor")
    base::Throw(ErrorKind::kInvalidArgument, "method must be common, ceil or floor");
  const Value& value = bound[0];
  if (value.is_undefined()) ThrowUndefined(value);
  if (!value.is_number())
    base::Throw(ErrorKind::kInvalidArgument, "type {} doesn't define __round__ method",
                TypeName(value));
  const int64_t precision = ToIndex(bound[1]);
  if (method == "common") {
    if (!value.is_float()) return RoundInteger(ToInteger(value), precision);
    return RoundFloat(value.AsFloat(), precision);
  }
  const double unit = std::pow(10.0, static_cast<double>(precision));
  const double scaled = ToDouble(value) * unit;
  return (method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / unit;
}

Value FileSizeFilter(CallArgs& args) {
  const auto bound = args.Bind("do_filesizeformat", {{"value"}, {"binary", Value(false)}});
  const bool binary = Truth(bound[1]);
  if (bound[0].is_undefined()) ThrowUndefined(bound[0]);
  std::optional<double> bytes;
  if (bound[0].is_number()) bytes = ToDouble(bound[0]);
  if (bound[0].is_string()) {
    bytes = ParseFloat(bound[0].AsString());
    if (!bytes)
      base::Throw(ErrorKind::kInvalidArgument, "could not convert string to float: {}",
                  Repr(bound[0]));
  }
  if (!bytes)
    base::Throw(ErrorKind::kInvalidArgument,
                "float() argument must be a string or a real number, not '{}'", TypeName(bound[0]));
  const double base_value = binary ? 1024 : 1000;
  if (*bytes == 1) return Value("1 Byte");
  if (*bytes < base_value) return Value(fmt::format("{} Bytes", static_cast<int64_t>(*bytes)));
  static constexpr std::string_view kDecimal[] = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
  static constexpr std::string_view kBinary[] = {"KiB", "MiB", "GiB", "TiB",
                                                 "PiB", "EiB", "ZiB", "YiB"};
  double unit = base_value;
  for (size_t i = 0;; ++i) {
    unit *= base_value;
    if (*bytes < unit || i == 7)
      return Value(FormatDouble(base_value * *bytes / unit, 'f', 1, false) + " " +
                   std::string(binary ? kBinary[i] : kDecimal[i]));
  }
}

template <NativeMarker::Kind kKind>
Value MarkFilter(CallArgs& args) {
  args.ExpectPositional("as_…", 1, 1);
  if (!args.state().native()) return args.positional[0];
  return Value::Make<NativeMarker>(kKind, Str(args.positional[0]));
}

Value IsListFilter(CallArgs& args) {
  args.ExpectPositional("is_list", 1, 1);
  return args.positional[0].is_list();
}

}  // namespace

void AddNumberFilters(FunctionMap* filters) {
  filters->insert({
      {"abs", AbsFilter},
      {"filesizeformat", FileSizeFilter},
      {"float", FloatFilter},
      {"int", IntFilter},
      {"round", RoundFilter},
  });
}

void AddDbtFilters(FunctionMap* filters) {
  filters->insert({
      {"as_bool", MarkFilter<NativeMarker::Kind::kBool>},
      {"as_native", MarkFilter<NativeMarker::Kind::kNative>},
      {"as_number", MarkFilter<NativeMarker::Kind::kNumber>},
      {"as_text", MarkFilter<NativeMarker::Kind::kText>},
      {"is_list", IsListFilter},
  });
}

}  // namespace tarn::jinja
