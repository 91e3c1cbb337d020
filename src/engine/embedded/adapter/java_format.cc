#include "engine/embedded/adapter/java_format.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "engine/embedded/adapter/code_points.h"

namespace tarn::engine::embedded {
namespace {

constexpr int kLongest = 1'000'000;

[[noreturn]] void Problem(const std::string& what) { throw FormatProblem(what); }

// ---- numbers as decimal digits

// digits × 10^exponent, the digits an integer without leading zeros ("0" for zero).
struct Digits {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

template <typename T>
Digits DigitsOf(T value) {
  Digits result;
  result.negative = std::signbit(value);
  char text[64] = {};  // ends with a NUL, which reading the exponent needs
  // The shortest text that reads back: what Java starts from, too.
  const auto* end =
      std::to_chars(text, text + sizeof text - 1, std::fabs(value), std::chars_format::scientific)
          .ptr;
  const std::string_view view(text, static_cast<size_t>(end - text));
  const size_t e = view.find('e');
  for (const char c : view.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  result.exponent = std::atoi(view.data() + e + 1) - static_cast<int>(result.digits.size()) + 1;
  const size_t first = std::min(result.digits.find_first_not_of('0'), result.digits.size() - 1);
  result.digits.erase(0, first);
  return result;
}

Digits DigitsOf(const DecimalValue& value, int scale) {
  Digits result{value.unscaled < 0, "", -scale};
  auto rest = value.unscaled < 0 ? -static_cast<unsigned __int128>(value.unscaled)
                                 : static_cast<unsigned __int128>(value.unscaled);
  do {
    result.digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  std::reverse(result.digits.begin(), result.digits.end());
  return result;
}

bool IsZero(const Digits& number) { return number.digits == "0"; }

// Adds one to the last digit; a number may grow by a digit.
void Increment(std::string& digits) {
  size_t i = digits.size();
  while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
  if (i == 0) {
    digits.insert(0, "1");
  } else {
    ++digits[i - 1];
  }
}

// The number in units of 10^-places, rounded half up.
std::string Scaled(const Digits& number, int places) {
  std::string digits = number.digits;
  const int shift = number.exponent + places;
  if (shift >= 0) {
    if (digits != "0") digits.append(static_cast<size_t>(shift), '0');
    return digits;
  }
  const auto drop = static_cast<size_t>(-shift);
  if (drop > digits.size()) return "0";
  const bool up = digits[digits.size() - drop] >= '5';
  digits.resize(digits.size() - drop);
  if (digits.empty()) digits = "0";
  if (up) Increment(digits);
  return digits;
}

// "123.45" with so many places.
std::string Fixed(const Digits& number, int places) {
  std::string digits = Scaled(number, places);
  const auto wanted = static_cast<size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<size_t>(places), ".");
  return digits;
}

// "1.23e+04" with so many places.
std::string Scientific(const Digits& number, int places) {
  if (IsZero(number)) {
    return fmt::format("0{}{}e+00", places > 0 ? "." : "",
                       std::string(static_cast<size_t>(places), '0'));
  }
  int power = number.exponent + static_cast<int>(number.digits.size()) - 1;
  std::string digits = Scaled(number, places - power);
  if (digits.size() > static_cast<size_t>(places) + 1) {  // 9.99 became 10.0
    digits.pop_back();
    ++power;
  }
  if (places > 0) digits.insert(1, ".");
  return fmt::format("{}e{}{:02}", digits, power < 0 ? '-' : '+', std::abs(power));
}

template <typename T>
std::string ShortText(T value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  Digits number = DigitsOf(value);
  std::string text = number.negative ? "-" : "";
  const int power = number.exponent + static_cast<int>(number.digits.size()) - 1;
  if (IsZero(number)) return text + "0.0";
  if (power >= -3 && power < 7) {
    return text + Fixed(number, std::max(1, -number.exponent));
  }
  text += number.digits[0];
  text += '.';
  text += number.digits.size() > 1 ? number.digits.substr(1) : "0";
  return text + fmt::format("E{}", power);
}

// BigDecimal.toString.
std::string DecimalText(const Digits& number) {
  const int power = number.exponent + static_cast<int>(number.digits.size()) - 1;
  std::string text = number.negative && !IsZero(number) ? "-" : "";
  if (number.exponent <= 0 && power >= -6) return text + Fixed(number, -number.exponent);
  text += number.digits[0];
  if (number.digits.size() > 1) text += "." + number.digits.substr(1);
  return text + fmt::format("E{:+}", power);
}

// ---- times

// A date and time as its fields, those that the type has.
struct Fields {
  bool has_date = false, has_time = false;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  int nanos = 0;
  std::optional<int> offset_seconds;
  std::string zone;
};

bool IsTime(TypeKind kind) {
  return kind == TypeKind::kDate || kind == TypeKind::kTime || kind == TypeKind::kTimestamp ||
         kind == TypeKind::kTimestampWithTimeZone;
}

int64_t DaysOf(int year, int month, int day) {
  const int y = year - (month <= 2 ? 1 : 0);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const auto of_era = static_cast<unsigned>(y - era * 400);
  const unsigned of_year = (153U * static_cast<unsigned>(month + (month > 2 ? -3 : 9)) + 2) / 5 +
                           static_cast<unsigned>(day) - 1;
  return int64_t{era} * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

Fields FieldsOf(const FormatArgument& argument) {
  Fields fields;
  std::string text = ToText(argument.value, argument.type);
  const char* at = text.c_str();
  char* end = nullptr;
  const auto number = [&] {
    const long value = std::strtol(at, &end, 10);
    at = *end == '\0' ? end : end + 1;
    return static_cast<int>(value);
  };
  if (argument.type.kind != TypeKind::kTime) {
    fields.has_date = true;
    fields.year = number();
    fields.month = number();
    fields.day = number();
  }
  if (argument.type.kind == TypeKind::kDate) return fields;
  fields.has_time = true;
  fields.hour = number();
  fields.minute = number();
  fields.second = number();
  if (*end == '.') {
    std::string digits;
    while (std::isdigit(static_cast<unsigned char>(*at)) != 0) digits += *at++;
    digits.resize(9, '0');
    fields.nanos = std::atoi(digits.c_str());
    if (*at != '\0') ++at;
  }
  if (argument.type.kind == TypeKind::kTimestampWithTimeZone) {
    fields.zone = at;
    const int64_t local = DaysOf(fields.year, fields.month, fields.day) * 86'400 +
                          fields.hour * 3600 + fields.minute * 60 + fields.second;
    const int64_t micros = MicrosOfTime(argument.value, argument.type);
    const int64_t seconds = micros / 1'000'000 - (micros % 1'000'000 < 0 ? 1 : 0);
    fields.offset_seconds = static_cast<int>(local - seconds);
  }
  return fields;
}

std::string OffsetText(int seconds, const char* separator) {
  const int minutes = std::abs(seconds) / 60;
  return fmt::format("{}{:02}{}{:02}", seconds < 0 ? '-' : '+', minutes / 60, separator,
                     minutes % 60);
}

// Four digits and more, which then have a sign.
std::string YearText(int year) {
  constexpr int kLastUnsigned = 9999;
  const char* sign = year < 0 ? "-" : year > kLastUnsigned ? "+" : "";
  return fmt::format("{}{:04}", sign, std::abs(year));
}

// LocalDate.toString and its like.
std::string TimeText(const FormatArgument& argument) {
  const Fields fields = FieldsOf(argument);
  std::string text;
  if (fields.has_date)
    text = fmt::format("{}-{:02}-{:02}", YearText(fields.year), fields.month, fields.day);
  if (!fields.has_time) return text;
  if (fields.has_date) text += 'T';
  text += fmt::format("{:02}:{:02}", fields.hour, fields.minute);
  if (fields.second != 0 || fields.nanos != 0) text += fmt::format(":{:02}", fields.second);
  if (fields.nanos != 0) {
    std::string digits = fmt::format("{:09}", fields.nanos);
    while (digits.ends_with("000")) digits.resize(digits.size() - 3);
    text += "." + digits;
  }
  if (!fields.offset_seconds) return text;
  text += *fields.offset_seconds == 0 ? "Z" : OffsetText(*fields.offset_seconds, ":");
  const bool is_offset = !fields.zone.empty() && (fields.zone[0] == '+' || fields.zone[0] == '-');
  return is_offset ? text : fmt::format("{}[{}]", text, fields.zone);
}

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};
constexpr const char* kDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};

int Twelve(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }

std::string TimeField(char field, const Fields& time) {
  const auto needs = [&](bool has) {
    if (!has)
      Problem(fmt::format("IllegalFormatConversion: {} != a time without that field", field));
  };
  const auto date = [&] { needs(time.has_date); };
  const auto clock = [&] { needs(time.has_time); };
  const auto all = [&](std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
      text += part.size() == 1 && std::isalpha(static_cast<unsigned char>(part[0])) != 0
                  ? TimeField(part[0], time)
                  : std::string(part);
    }
    return text;
  };
  switch (field) {
    case 'H': clock(); return fmt::format("{:02}", time.hour);
    case 'I': clock(); return fmt::format("{:02}", Twelve(time.hour));
    case 'k': clock(); return fmt::format("{}", time.hour);
    case 'l': clock(); return fmt::format("{}", Twelve(time.hour));
    case 'M': clock(); return fmt::format("{:02}", time.minute);
    case 'S': clock(); return fmt::format("{:02}", time.second);
    case 'L': clock(); return fmt::format("{:03}", time.nanos / 1'000'000);
    case 'N': clock(); return fmt::format("{:09}", time.nanos);
    case 'p': clock(); return time.hour < 12 ? "am" : "pm";
    case 'z': needs(time.offset_seconds.has_value()); return OffsetText(*time.offset_seconds, "");
    case 'Z': needs(time.offset_seconds.has_value()); return time.zone;
    case 's':
    case 'Q': {
      needs(time.offset_seconds.has_value());
      const int64_t seconds = DaysOf(time.year, time.month, time.day) * 86'400 + time.hour * 3600 +
                              time.minute * 60 + time.second - *time.offset_seconds;
      return std::to_string(field == 's' ? seconds : seconds * 1000 + time.nanos / 1'000'000);
    }
    case 'B': date(); return kMonths[time.month - 1];
    case 'b':
    case 'h': date(); return std::string(kMonths[time.month - 1]).substr(0, 3);
    case 'A':
    case 'a': {
      date();
      const int64_t days = DaysOf(time.year, time.month, time.day);
      const std::string name = kDays[((days + 4) % 7 + 7) % 7];
      return field == 'A' ? name : name.substr(0, 3);
    }
    case 'C': date(); return fmt::format("{:02}", time.year / 100);
    case 'Y': date(); return fmt::format("{:04}", time.year);
    case 'y': date(); return fmt::format("{:02}", time.year % 100);
    case 'j':
      date();
      return fmt::format("{:03}",
                         DaysOf(time.year, time.month, time.day) - DaysOf(time.year, 1, 1) + 1);
    case 'm': date(); return fmt::format("{:02}", time.month);
    case 'd': date(); return fmt::format("{:02}", time.day);
    case 'e': date(); return fmt::format("{}", time.day);
    case 'R': return all({"H", ":", "M"});
    case 'T': return all({"H", ":", "M", ":", "S"});
    case 'r': {
      std::string half = TimeField('p', time);
      std::ranges::transform(half, half.begin(),
                             [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      return all({"I", ":", "M", ":", "S", " "}) + half;
    }
    case 'D': return all({"m", "/", "d", "/", "y"});
    case 'F': return all({"Y", "-", "m", "-", "d"});
    case 'c': return all({"a", " ", "b", " ", "d", " ", "T", " ", "Z", " ", "Y"});
    default: Problem(fmt::format("UnknownFormatConversion: Conversion = 't{}'", field));
  }
}

// ---- specifiers

struct Specifier {
  std::string text;  // as it stands, with '%'
  int index = -1;    // of its argument, 0 first; -1: the next one; -2: the one before
  std::string flags;
  int width = -1;
  int precision = -1;
  char conversion = 0;  // lower case
  char time_field = 0;
  bool upper = false;
  bool Has(char flag) const { return flags.find(flag) != std::string::npos; }
};

std::string JavaClass(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBoolean: return "java.lang.Boolean";
    case TypeKind::kReal: return "java.lang.Float";
    case TypeKind::kDouble: return "java.lang.Double";
    case TypeKind::kDecimal: return "java.math.BigDecimal";
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: return "java.lang.Long";
    case TypeKind::kDate: return "java.time.LocalDate";
    case TypeKind::kTime: return "java.time.LocalTime";
    case TypeKind::kTimestamp: return "java.time.LocalDateTime";
    case TypeKind::kTimestampWithTimeZone: return "java.time.ZonedDateTime";
    default: return "java.lang.String";
  }
}

bool IsInteger(TypeKind kind) {
  return kind == TypeKind::kTinyint || kind == TypeKind::kSmallint || kind == TypeKind::kInteger ||
         kind == TypeKind::kBigint;
}

class Formatter {
 public:
  Formatter(std::string_view format, const std::vector<FormatArgument>& arguments)
      : format_(format), arguments_(arguments) {}

  std::string Run() {
    while (at_ < format_.size()) {
      const size_t percent = std::min(format_.find('%', at_), format_.size());
      result_ += format_.substr(at_, percent - at_);
      at_ = percent;
      if (at_ < format_.size()) One(Parse());
    }
    return std::move(result_);
  }

 private:
  int Number() {
    int value = 0;
    while (at_ < format_.size() && std::isdigit(static_cast<unsigned char>(format_[at_])) != 0) {
      value = std::min(value * 10 + (format_[at_++] - '0'), kLongest + 1);
    }
    return value;
  }

  Specifier Parse() {
    Specifier s;
    const size_t begin = at_++;
    const auto more = [&] { return at_ < format_.size(); };
    const auto unfinished = [&] {
      if (!more()) Problem("UnknownFormatConversion: Conversion = '%'");
    };
    unfinished();
    // "3$" is the argument; "3" alone is the width.
    const size_t digits = at_;
    if (format_[at_] == '<') {
      s.index = -2;
      ++at_;
    } else if (format_[at_] >= '1' && format_[at_] <= '9') {
      const int index = Number();
      if (more() && format_[at_] == '$') {
        s.index = index - 1;
        ++at_;
      } else {
        at_ = digits;
      }
    }
    while (more() && std::string_view("-#+ 0,(").find(format_[at_]) != std::string_view::npos) {
      if (s.Has(format_[at_]))
        Problem(fmt::format("DuplicateFormatFlags: Flags = '{}'", format_[at_]));
      s.flags += format_[at_++];
    }
    unfinished();
    if (std::isdigit(static_cast<unsigned char>(format_[at_])) != 0) s.width = Number();
    if (more() && format_[at_] == '.') {
      ++at_;
      if (!more() || std::isdigit(static_cast<unsigned char>(format_[at_])) == 0) {
        Problem("UnknownFormatConversion: Conversion = '.'");
      }
      s.precision = Number();
    }
    unfinished();
    if (s.width > kLongest) Problem(fmt::format("IllegalFormatWidth: {}", s.width));
    if (s.precision > kLongest) Problem(fmt::format("IllegalFormatPrecision: {}", s.precision));
    const auto letter = static_cast<unsigned char>(format_[at_++]);
    s.upper =
        std::isupper(letter) != 0 &&
        std::string_view("BHSCXEGAT").find(static_cast<char>(letter)) != std::string_view::npos;
    s.conversion = s.upper ? static_cast<char>(std::tolower(letter)) : static_cast<char>(letter);
    if (s.conversion == 't') {
      if (!more()) Problem(fmt::format("UnknownFormatConversion: Conversion = '{}'", letter));
      s.time_field = format_[at_++];
    }
    s.text = std::string(format_.substr(begin, at_ - begin));
    if (std::string_view("bsdoxefgatcn%").find(s.conversion) == std::string_view::npos) {
      Problem(fmt::format("UnknownFormatConversion: Conversion = '{}'", static_cast<char>(letter)));
    }
    if (s.width < 0 && (s.Has('-') || s.Has('0'))) Problem("MissingFormatWidth: " + s.text);
    if ((s.Has('-') && s.Has('0')) || (s.Has('+') && s.Has(' '))) {
      Problem(fmt::format("IllegalFormatFlags: Flags = '{}'", s.flags));
    }
    return s;
  }

  const FormatArgument& Argument(const Specifier& s) {
    int index = s.index;
    if (index == -1) index = next_++;
    if (index == -2) index = last_;
    if (index < 0 || index >= static_cast<int>(arguments_.size())) {
      Problem(fmt::format("MissingFormatArgument: Format specifier '{}'", s.text));
    }
    last_ = index;
    return arguments_[static_cast<size_t>(index)];
  }

  void One(const Specifier& s) {
    if (s.conversion == 'n') {
      result_ += '\n';
    } else if (s.conversion == '%') {
      Justified(s, "%");
    } else {
      const FormatArgument& argument = Argument(s);
      std::string text = TextOf(s, argument);
      if (s.upper) {
        // Beyond ASCII as it is.
        std::ranges::transform(text, text.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      }
      Justified(s, std::move(text));
    }
  }

  void Justified(const Specifier& s, std::string text) {
    const int64_t length = CountCodePoints(text);
    if (s.width > length) {
      const auto blanks = static_cast<size_t>(s.width - length);
      if (s.Has('-')) {
        text.append(blanks, ' ');
      } else {
        text.insert(0, blanks, ' ');
      }
    }
    result_ += text;
  }

  [[noreturn]] static void Mismatch(const Specifier& s, const FormatArgument& argument) {
    Problem(fmt::format("IllegalFormatConversion: {} != {}", s.conversion,
                        JavaClass(argument.type.kind)));
  }

  static void Allow(const Specifier& s, std::string_view flags) {
    for (const char flag : s.flags) {
      if (flags.find(flag) == std::string_view::npos) {
        Problem(fmt::format("FormatFlagsConversionMismatch: Conversion = {}, Flags = {}",
                            s.conversion, flag));
      }
    }
  }

  static std::string Cut(const Specifier& s, std::string text) {
    if (s.precision >= 0) text.resize(OffsetOf(text, s.precision));
    return text;
  }

  std::string TextOf(const Specifier& s, const FormatArgument& argument) const {
    const TypeKind kind = argument.type.kind;
    const bool null = argument.value.is_null();
    switch (s.conversion) {
      case 'b':
        Allow(s, "-");
        if (null) return Cut(s, "false");
        return Cut(s, kind != TypeKind::kBoolean || std::get<bool>(argument.value.data) ? "true"
                                                                                        : "false");
      case 's': Allow(s, "-"); return Cut(s, null ? "null" : Shown(argument));
      default: break;
    }
    if (null) {
      std::string text = "null";
      return s.conversion == 'd' || s.conversion == 'o' || s.conversion == 'x' ? text
                                                                               : Cut(s, text);
    }
    switch (s.conversion) {
      case 't':
        Allow(s, "-");
        if (!IsTime(kind)) Mismatch(s, argument);
        return TimeField(s.time_field, FieldsOf(argument));
      case 'd':
      case 'o':
      case 'x':
        if (s.precision >= 0) Problem(fmt::format("IllegalFormatPrecision: {}", s.precision));
        if (!IsInteger(kind)) Mismatch(s, argument);
        return Integer(s, std::get<int64_t>(argument.value.data));
      case 'e':
      case 'f':
      case 'g': return Real(s, argument);
      case 'a': return Hexadecimal(s, argument);
      default: Mismatch(s, argument);  // a Long is no character
    }
  }

  static std::string Shown(const FormatArgument& argument) {
    const Value& value = argument.value;
    switch (argument.type.kind) {
      case TypeKind::kBoolean: return std::get<bool>(value.data) ? "true" : "false";
      case TypeKind::kReal: return JavaText(static_cast<float>(std::get<double>(value.data)));
      case TypeKind::kDouble: return JavaText(std::get<double>(value.data));
      case TypeKind::kDecimal:
        return DecimalText(DigitsOf(std::get<DecimalValue>(value.data), argument.type.scale));
      default: break;
    }
    if (IsTime(argument.type.kind)) return TimeText(argument);
    return ToText(value, argument.type);
  }

  // Digits with what flags put around them, to the width where zeros fill it.
  static std::string Signed(const Specifier& s, bool negative, std::string digits) {
    if (s.Has(',')) {
      const size_t whole = std::min(digits.find_first_not_of("0123456789"), digits.size());
      for (size_t i = whole; i > 3; i -= 3) digits.insert(i - 3, ",");
    }
    std::string before, after;
    if (negative) {
      before = s.Has('(') ? "(" : "-";
      if (s.Has('(')) after = ")";
    } else if (s.Has('+')) {
      before = "+";
    } else if (s.Has(' ')) {
      before = " ";
    }
    const size_t length = before.size() + digits.size() + after.size();
    if (s.Has('0') && s.width > static_cast<int>(length)) {
      digits.insert(0, static_cast<size_t>(s.width) - length, '0');
    }
    return before + digits + after;
  }

  static std::string Integer(const Specifier& s, int64_t value) {
    if (s.conversion == 'd') {
      Allow(s, "-+ 0,(");
      const bool negative = value < 0;
      const uint64_t magnitude =
          negative ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
      return Signed(s, negative, std::to_string(magnitude));
    }
    Allow(s, "-#0");
    const auto bits = static_cast<uint64_t>(value);
    std::string digits =
        s.conversion == 'x' ? fmt::format("{:x}", bits) : fmt::format("{:o}", bits);
    const std::string prefix = !s.Has('#') ? "" : s.conversion == 'x' ? "0x" : "0";
    const size_t length = prefix.size() + digits.size();
    if (s.Has('0') && s.width > static_cast<int>(length)) {
      digits.insert(0, static_cast<size_t>(s.width) - length, '0');
    }
    return prefix + digits;
  }

  static std::string Real(const Specifier& s, const FormatArgument& argument) {
    Allow(s, s.conversion == 'f' ? "-#+ 0,(" : s.conversion == 'e' ? "-#+ 0(" : "-+ 0,(");
    const TypeKind kind = argument.type.kind;
    Digits number;
    if (kind == TypeKind::kDecimal) {
      number = DigitsOf(std::get<DecimalValue>(argument.value.data), argument.type.scale);
    } else if (kind == TypeKind::kDouble || kind == TypeKind::kReal) {
      const double value = std::get<double>(argument.value.data);
      if (!std::isfinite(value)) {
        Specifier plain = s;
        std::erase(plain.flags, '0');
        std::erase(plain.flags, ',');
        if (std::isnan(value)) return "NaN";
        return Signed(plain, value < 0, "Infinity");
      }
      number = kind == TypeKind::kReal ? DigitsOf(static_cast<float>(value)) : DigitsOf(value);
    } else {
      Mismatch(s, argument);
    }
    int precision = s.precision < 0 ? 6 : s.precision;
    std::string digits;
    if (s.conversion == 'f') {
      digits = Fixed(number, precision);
    } else if (s.conversion == 'e') {
      digits = Scientific(number, precision);
    } else {
      precision = std::max(precision, 1);
      digits = General(number, precision);
    }
    if (s.Has('#') && precision == 0) {
      digits.insert(std::min(digits.find('e'), digits.size()), ".");
    }
    return Signed(s, number.negative && (kind != TypeKind::kDecimal || !IsZero(number)), digits);
  }

  static std::string General(const Digits& number, int precision) {
    if (IsZero(number)) return Fixed(number, precision - 1);
    const std::string scientific = Scientific(number, precision - 1);
    const int power = std::atoi(scientific.c_str() + scientific.find('e') + 1);
    if (power < -4 || power >= precision) return scientific;
    return Fixed(number, precision - 1 - power);
  }

  static std::string Hexadecimal(const Specifier& s, const FormatArgument& argument) {
    Allow(s, "-#+ 0");
    const TypeKind kind = argument.type.kind;
    if (kind != TypeKind::kDouble && kind != TypeKind::kReal) Mismatch(s, argument);
    const double value = std::get<double>(argument.value.data);
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return Signed(s, value < 0, "Infinity");
    std::string digits = s.precision < 0
                             ? fmt::format("{:a}", std::fabs(value))
                             : fmt::format("{:.{}a}", std::fabs(value), std::max(s.precision, 1));
    const size_t power = digits.find('p');
    if (digits.find('.') == std::string::npos) digits.insert(power, ".0");
    if (const size_t plus = digits.find("p+"); plus != std::string::npos) digits.erase(plus + 1, 1);
    return Signed(s, std::signbit(value), digits);
  }

  std::string_view format_;
  const std::vector<FormatArgument>& arguments_;
  size_t at_ = 0;
  int next_ = 0;
  int last_ = -1;
  std::string result_;
};

}  // namespace

std::string JavaFormat(std::string_view format, const std::vector<FormatArgument>& arguments) {
  return Formatter(format, arguments).Run();
}

std::string JavaText(double value) { return ShortText(value); }
std::string JavaText(float value) { return ShortText(value); }

}  // namespace tarn::engine::embedded
