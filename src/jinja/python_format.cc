#include "jinja/python_format.h"

#include <charconv>
#include <cmath>

#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

constexpr int64_t kMaxWidth = 10'000'000;

std::string Padding(int64_t width, size_t length) {
  const auto wanted = static_cast<size_t>(std::max<int64_t>(width, 0));
  return wanted > length ? std::string(wanted - length, ' ') : std::string();
}

std::string ToBase(uint64_t value, int base, bool upper) {
  char buffer[72];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, base);
  std::string digits(buffer, end.ptr);
  return upper ? Upper(digits) : digits;
}

uint64_t Magnitude(int64_t value) {
  return value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
}

// repr() with everything beyond ASCII escaped: %a and !a.
std::string Ascii(const Value& value) {
  const std::string text = Repr(value);
  std::string out;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeAt(text, &position);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else {
      out += c < 0x100     ? fmt::format("\\x{:02x}", static_cast<uint32_t>(c))
             : c < 0x10000 ? fmt::format("\\u{:04x}", static_cast<uint32_t>(c))
                           : fmt::format("\\U{:08x}", static_cast<uint32_t>(c));
    }
  }
  return out;
}

struct PercentSpec {
  bool minus = false, plus = false, space = false, zero = false, alternate = false;
  int64_t width = 0;
  int64_t precision = -1;
  char type = 0;
};

class PercentFormatter {
 public:
  PercentFormatter(RenderState& state, std::string_view format, const Value& values)
      : state_(state), format_(format), values_(values) {}

  Value Run() {
    std::string out;
    while (position_ < format_.size()) {
      const char c = format_[position_];
      if (c != '%') {
        const size_t next = std::min(format_.find('%', position_), format_.size());
        out += format_.substr(position_, next - position_);
        position_ = next;
        continue;
      }
      ++position_;
      out += Directive();
      if (out.size() > 4096) state_.ChargeWork(0);
    }
    if (!mapping_used_ && !values_.is_dict() && used_ < Count() && !IsMappingLike())
      base::Throw(ErrorKind::kInvalidArgument,
                  "not all arguments converted during string formatting");
    state_.ChargeWork(out.size());
    return Value(std::move(out));
  }

 private:
  bool IsMappingLike() const { return values_.is_object() && values_.AsObject().is_mapping(); }
  size_t Count() const { return values_.is_tuple() ? values_.AsTuple().size() : 1; }

  const Value& NextValue() {
    if (used_ >= Count())
      base::Throw(ErrorKind::kInvalidArgument, "not enough arguments for format string");
    return values_.is_tuple() ? values_.AsTuple()[used_++] : (++used_, values_);
  }

  char Peek() const {
    if (position_ >= format_.size()) base::Throw(ErrorKind::kInvalidArgument, "incomplete format");
    return format_[position_];
  }

  int64_t Number() {
    if (Peek() == '*') {
      ++position_;
      const Value value = NextValue();
      if (!value.is_int()) base::Throw(ErrorKind::kInvalidArgument, "* wants int");
      return value.AsInt();
    }
    int64_t number = 0;
    while (Peek() >= '0' && Peek() <= '9') {
      number = number * 10 + (Peek() - '0');
      if (number > kMaxWidth) base::Throw(ErrorKind::kInvalidArgument, "width too big");
      ++position_;
    }
    return number;
  }

  std::string Directive() {
    std::optional<Value> keyed;
    if (Peek() == '(') keyed = Key();
    PercentSpec spec;
    for (bool flags = true; flags;) {
      switch (Peek()) {
        case '-': spec.minus = true; break;
        case '+': spec.plus = true; break;
        case ' ': spec.space = true; break;
        case '0': spec.zero = true; break;
        case '#': spec.alternate = true; break;
        default: flags = false;
      }
      if (flags) ++position_;
    }
    spec.width = Number();
    if (spec.width < 0) {
      spec.minus = true;
      spec.width = -spec.width;
    }
    if (spec.width > kMaxWidth) base::Throw(ErrorKind::kInvalidArgument, "width too big");
    if (Peek() == '.') {
      ++position_;
      spec.precision = std::max<int64_t>(Number(), 0);
      if (spec.precision > 100'000) base::Throw(ErrorKind::kInvalidArgument, "precision too big");
    }
    while (Peek() == 'h' || Peek() == 'l' || Peek() == 'L') ++position_;
    spec.type = Peek();
    ++position_;
    if (spec.type == '%') return "%";
    const Value value = keyed ? *keyed : NextValue();
    return Convert(spec, value);
  }

  Value Key() {
    size_t end = position_ + 1;
    int depth = 1;
    for (; end < format_.size(); ++end) {
      if (format_[end] == '(') ++depth;
      if (format_[end] == ')' && --depth == 0) break;
    }
    if (end >= format_.size()) base::Throw(ErrorKind::kInvalidArgument, "incomplete format key");
    const Value key(format_.substr(position_ + 1, end - position_ - 1));
    position_ = end + 1;
    if (!values_.is_dict() && !IsMappingLike())
      base::Throw(ErrorKind::kInvalidArgument, "format requires a mapping");
    mapping_used_ = true;
    std::optional<Value> value;
    if (values_.is_dict()) {
      if (const Value* found = values_.AsDict().Find(key)) value = *found;
    } else {
      value = values_.AsObject().GetItem(key);
    }
    if (!value) base::Throw(ErrorKind::kInvalidArgument, "{}", Repr(key));
    return *value;
  }

  std::string Convert(const PercentSpec& spec, const Value& value) {
    switch (spec.type) {
      case 's':
      case 'r':
      case 'a': {
        std::string text = spec.type == 's'   ? Str(value)
                           : spec.type == 'r' ? Repr(value)
                                              : Ascii(value);
        if (spec.precision >= 0)
          text = text.substr(0, ByteOffset(text, static_cast<size_t>(spec.precision)));
        return Pad(spec, std::move(text));
      }
      case 'c': return Pad(spec, Character(value));
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o': return Integer(spec, value);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        if (value.is_undefined()) ThrowUndefined(value);
        if (!value.is_number())
          base::Throw(ErrorKind::kInvalidArgument, "must be real number, not {}", TypeName(value));
        const double number = ToDouble(value);
        std::string digits =
            FormatDouble(std::abs(number), spec.type,
                         spec.precision < 0 ? 6 : static_cast<int>(spec.precision), spec.alternate);
        return Numeric(spec, std::signbit(number) && !std::isnan(number), "", std::move(digits));
      }
      default:
        base::Throw(ErrorKind::kInvalidArgument,
                    "unsupported format character '{}' (0x{:x}) at index {}", spec.type,
                    static_cast<unsigned char>(spec.type), position_ - 1);
    }
  }

  static std::string Character(const Value& value) {
    if (value.is_string() && CodePointCount(value.AsString()) == 1) return value.AsString();
    if (!value.is_int()) base::Throw(ErrorKind::kInvalidArgument, "%c requires int or char");
    if (value.AsInt() < 0 || value.AsInt() > 0x10FFFF)
      base::Throw(ErrorKind::kInvalidArgument, "%c arg not in range(0x110000)");
    std::string out;
    AppendUtf8(&out, static_cast<char32_t>(value.AsInt()));
    return out;
  }

  std::string Integer(const PercentSpec& spec, const Value& value) {
    if (value.is_undefined()) ThrowUndefined(value);
    const bool decimal = spec.type == 'd' || spec.type == 'i' || spec.type == 'u';
    int64_t number = 0;
    if (value.is_int() || value.is_bool()) {
      number = ToInteger(value);
    } else if (value.is_float() && decimal) {
      const double truncated = std::trunc(value.AsFloat());
      if (!(std::abs(truncated) < 9.2e18))
        base::Throw(ErrorKind::kInvalidArgument, "cannot convert float {} to integer",
                    ReprFloat(value.AsFloat()));
      number = static_cast<int64_t>(truncated);
    } else {
      base::Throw(ErrorKind::kInvalidArgument, "%{} format: {} is required, not {}", spec.type,
                  decimal ? "a real number" : "an integer", TypeName(value));
    }
    const int base = decimal ? 10 : spec.type == 'o' ? 8 : 16;
    std::string digits = ToBase(Magnitude(number), base, spec.type == 'X');
    if (static_cast<int64_t>(digits.size()) < spec.precision)
      digits.insert(0, static_cast<size_t>(spec.precision) - digits.size(), '0');
    std::string prefix;
    if (spec.alternate && !decimal)
      prefix = spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
    return Numeric(spec, number < 0, prefix, std::move(digits));
  }

  static std::string Numeric(const PercentSpec& spec, bool negative, std::string prefix,
                             std::string digits) {
    prefix.insert(0, negative ? "-" : spec.plus ? "+" : spec.space ? " " : "");
    const size_t length = prefix.size() + digits.size();
    if (spec.zero && !spec.minus && static_cast<int64_t>(length) < spec.width)
      digits.insert(0, static_cast<size_t>(spec.width) - length, '0');
    return Pad(spec, prefix + digits);
  }

  static std::string Pad(const PercentSpec& spec, std::string text) {
    const std::string padding = Padding(spec.width, CodePointCount(text));
    return spec.minus ? text + padding : padding + text;
  }

  RenderState& state_;
  std::string_view format_;
  const Value& values_;
  size_t position_ = 0;
  size_t used_ = 0;
  bool mapping_used_ = false;
};

// [[fill]align][sign][#][0][width][grouping][.precision][type]
struct Spec {
  std::string fill = " ";
  char align = 0;
  char sign = '-';
  bool alternate = false;
  int64_t width = 0;
  char grouping = 0;
  int64_t precision = -1;
  char type = 0;
};

bool IsAlign(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

int64_t ReadNumber(std::string_view text, size_t* position) {
  int64_t number = -1;
  while (*position < text.size() && text[*position] >= '0' && text[*position] <= '9') {
    number = std::max<int64_t>(number, 0) * 10 + (text[(*position)++] - '0');
    if (number > kMaxWidth)
      base::Throw(ErrorKind::kInvalidArgument, "Too many decimal digits in format string");
  }
  return number;
}

Spec ParseSpec(std::string_view text, const Value& value) {
  Spec spec;
  size_t p = 0;
  bool has_fill = false;
  if (!text.empty()) {
    size_t after_fill = 0;
    DecodeAt(text, &after_fill);
    if (after_fill < text.size() && IsAlign(text[after_fill])) {
      spec.fill = std::string(text.substr(0, after_fill));
      spec.align = text[after_fill];
      p = after_fill + 1;
      has_fill = true;
    } else if (IsAlign(text[0])) {
      spec.align = text[0];
      p = 1;
    }
  }
  if (p < text.size() && (text[p] == '+' || text[p] == '-' || text[p] == ' '))
    spec.sign = text[p++];
  if (p < text.size() && text[p] == '#') spec.alternate = true, ++p;
  if (p < text.size() && text[p] == '0' && !has_fill) {
    ++p;
    if (!has_fill) spec.fill = "0";
    if (!spec.align && value.is_number()) spec.align = '=';
  }
  spec.width = std::max<int64_t>(ReadNumber(text, &p), 0);
  if (p < text.size() && (text[p] == ',' || text[p] == '_')) spec.grouping = text[p++];
  if (p < text.size() && text[p] == '.') {
    ++p;
    spec.precision = ReadNumber(text, &p);
    if (spec.precision < 0)
      base::Throw(ErrorKind::kInvalidArgument, "Format specifier missing precision");
    if (spec.precision > 100'000) base::Throw(ErrorKind::kInvalidArgument, "precision too big");
  }
  if (p < text.size()) spec.type = text[p++];
  if (p < text.size())
    base::Throw(ErrorKind::kInvalidArgument,
                "Invalid format specifier '{}' for object of type '{}'", text, TypeName(value));
  return spec;
}

std::string Group(const std::string& digits, char separator, size_t every) {
  const size_t integer_end = std::min(digits.find_first_of(".eE%"), digits.size());
  std::string out = digits.substr(0, integer_end);
  for (size_t i = integer_end; i > every;) {
    i -= every;
    out.insert(i, 1, separator);
  }
  return out + digits.substr(integer_end);
}

std::string Align(const Spec& spec, std::string sign, std::string body, char default_align) {
  const size_t length = CodePointCount(sign) + CodePointCount(body);
  const auto width = static_cast<size_t>(spec.width);
  if (length >= width) return sign + body;
  const size_t missing = width - length;
  const auto fill = [&](size_t count) {
    std::string out;
    for (size_t i = 0; i < count; ++i) out += spec.fill;
    return out;
  };
  switch (spec.align ? spec.align : default_align) {
    case '<': return sign + body + fill(missing);
    case '^': return fill(missing / 2) + sign + body + fill(missing - missing / 2);
    case '=': return sign + fill(missing) + body;
    default: return fill(missing) + sign + body;
  }
}

[[noreturn]] void ThrowUnknownCode(char type, const Value& value) {
  base::Throw(ErrorKind::kInvalidArgument, "Unknown format code '{}' for object of type '{}'", type,
              TypeName(value));
}

std::string SignOf(const Spec& spec, bool negative) {
  return negative ? "-" : spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

std::string FormatInteger(const Spec& spec, int64_t number) {
  if (spec.precision >= 0)
    base::Throw(ErrorKind::kInvalidArgument, "Precision not allowed in integer format specifier");
  int base = 10;
  std::string prefix;
  switch (spec.type) {
    case 'b': base = 2, prefix = "0b"; break;
    case 'o': base = 8, prefix = "0o"; break;
    case 'x': base = 16, prefix = "0x"; break;
    case 'X': base = 16, prefix = "0X"; break;
    default: break;
  }
  std::string digits = ToBase(Magnitude(number), base, spec.type == 'X');
  if (spec.grouping) digits = Group(digits, spec.grouping, base == 10 ? 3 : 4);
  std::string sign = SignOf(spec, number < 0) + (spec.alternate ? prefix : "");
  // Zero padding takes part in the grouping.
  if (spec.grouping && spec.fill == "0" && spec.align == '=') {
    const size_t every = base == 10 ? 3 : 4;
    while (sign.size() + digits.size() < static_cast<size_t>(spec.width)) {
      const size_t run = std::min(digits.find(spec.grouping), digits.size());
      if (run == every) {
        digits.insert(0, std::string("0") + spec.grouping);
      } else {
        digits.insert(0, "0");
      }
    }
  }
  return Align(spec, std::move(sign), std::move(digits), '>');
}

std::string FormatFloat(const Spec& spec, double number, bool was_float) {
  std::string digits;
  const double magnitude = std::abs(number);
  const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
  if (spec.type == '%') {
    digits = FormatDouble(magnitude * 100, 'f', precision, spec.alternate) + "%";
  } else if (spec.type == 0 && was_float) {
    if (spec.precision < 0) {
      digits = ReprFloat(magnitude);
    } else {
      digits = FormatDouble(magnitude, 'g', std::max(precision, 1), spec.alternate);
      if (digits.find_first_of(".en") == std::string::npos && !std::isinf(magnitude)) {
        // Like 'g', but with a digit behind the point, and scientific one digit earlier.
        digits = digits.size() >= static_cast<size_t>(std::max(precision, 1)) && magnitude >= 1
                     ? FormatDouble(magnitude, 'e', std::max(precision, 1) - 1, false)
                     : digits + ".0";
      }
    }
  } else {
    const char type = spec.type == 'n' || spec.type == 0 ? 'g' : spec.type;
    digits = FormatDouble(magnitude, type, precision, spec.alternate);
  }
  if (spec.grouping) digits = Group(digits, spec.grouping, 3);
  return Align(spec, SignOf(spec, std::signbit(number) && !std::isnan(number)), std::move(digits),
               '>');
}

// The replacement fields of str.format.
class BraceFormatter {
 public:
  explicit BraceFormatter(CallArgs& args) : args_(args), state_(args.state()) {}

  std::string Run(std::string_view format, int depth) {
    if (depth > 2) base::Throw(ErrorKind::kInvalidArgument, "Max string recursion exceeded");
    std::string out;
    for (size_t i = 0; i < format.size();) {
      const char c = format[i];
      if (c != '{' && c != '}') {
        out.push_back(c);
        ++i;
        continue;
      }
      if (i + 1 < format.size() && format[i + 1] == c) {
        out.push_back(c);
        i += 2;
        continue;
      }
      if (c == '}')
        base::Throw(ErrorKind::kInvalidArgument, "Single '}}' encountered in format string");
      const size_t end = FieldEnd(format, i);
      out += Field(format.substr(i + 1, end - i - 1), depth);
      i = end + 1;
      if (out.size() > (size_t{1} << 16)) state_.ChargeWork(0);
    }
    state_.ChargeWork(out.size());
    return out;
  }

 private:
  static size_t FieldEnd(std::string_view format, size_t begin) {
    if (begin + 1 >= format.size())
      base::Throw(ErrorKind::kInvalidArgument, "Single '{{' encountered in format string");
    int depth = 0;
    for (size_t i = begin; i < format.size(); ++i) {
      if (format[i] == '{') ++depth;
      if (format[i] == '}' && --depth == 0) return i;
    }
    base::Throw(ErrorKind::kInvalidArgument, "expected '}}' before end of string");
  }

  std::string Field(std::string_view field, int depth) {
    size_t name_end = 0;
    bool in_brackets = false;
    for (; name_end < field.size(); ++name_end) {
      const char c = field[name_end];
      if (c == '[') in_brackets = true;
      if (c == ']') in_brackets = false;
      if (!in_brackets && (c == ':' || c == '!')) break;
    }
    Value value = Lookup(field.substr(0, name_end));
    std::string_view rest = field.substr(name_end);
    if (!rest.empty() && rest[0] == '!') {
      if (rest.size() < 2)
        base::Throw(ErrorKind::kInvalidArgument,
                    "end of string while looking for conversion specifier");
      const char conversion = rest[1];
      if (conversion == 'r') {
        value = Value(Repr(value));
      } else if (conversion == 's') {
        value = Value(Str(value));
      } else if (conversion == 'a') {
        value = Value(Ascii(value));
      } else {
        base::Throw(ErrorKind::kInvalidArgument, "Unknown conversion specifier '{}'", conversion);
      }
      rest.remove_prefix(2);
      if (!rest.empty() && rest[0] != ':')
        base::Throw(ErrorKind::kInvalidArgument, "expected ':' after conversion specifier");
    }
    const std::string spec = rest.empty() ? std::string() : Run(rest.substr(1), depth + 1);
    return FormatSpec(state_, value, spec);
  }

  Value Lookup(std::string_view name) {
    const size_t first_end = std::min(name.find_first_of(".["), name.size());
    Value value = First(name.substr(0, first_end));
    for (size_t i = first_end; i < name.size();) {
      if (name[i] == '.') {
        const size_t end = std::min(name.find_first_of(".[", i + 1), name.size());
        const std::string_view attribute = name.substr(i + 1, end - i - 1);
        if (attribute.empty())
          base::Throw(ErrorKind::kInvalidArgument, "Empty attribute in format string");
        value = Attribute(value, attribute);
        i = end;
      } else {
        const size_t end = name.find(']', i);
        if (name[i] != '[' || end == std::string_view::npos)
          base::Throw(ErrorKind::kInvalidArgument, "Missing ']' in format string");
        const std::string_view key = name.substr(i + 1, end - i - 1);
        int64_t index = 0;
        const auto parsed = std::from_chars(key.data(), key.data() + key.size(), index);
        const bool is_number = parsed.ec == std::errc() && parsed.ptr == key.data() + key.size();
        value = state_.GetItem(value, is_number ? Value(index) : Value(key));
        if (value.is_undefined()) ThrowUndefined(value);
        i = end + 1;
      }
    }
    return value;
  }

  Value Attribute(const Value& value, std::string_view name) {
    if (value.is_object())
      if (auto found = value.AsObject().GetAttr(name)) return *found;
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object has no attribute '{}'", TypeName(value),
                name);
  }

  Value First(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) {
      size_t index = 0;
      if (name.empty()) {
        if (manual_)
          base::Throw(ErrorKind::kInvalidArgument,
                      "cannot switch from manual field specification to automatic field numbering");
        automatic_ = true;
        index = next_++;
      } else {
        if (automatic_)
          base::Throw(ErrorKind::kInvalidArgument,
                      "cannot switch from automatic field numbering to manual field specification");
        manual_ = true;
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), index);
        if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size()) index = SIZE_MAX;
      }
      if (index >= args_.positional.size())
        base::Throw(ErrorKind::kInvalidArgument,
                    "Replacement index {} out of range for positional args tuple", index);
      return args_.positional[index];
    }
    if (const Value* named = args_.FindNamed(name)) return *named;
    base::Throw(ErrorKind::kInvalidArgument, "{}", ReprString(name));
  }

  CallArgs& args_;
  RenderState& state_;
  size_t next_ = 0;
  bool automatic_ = false, manual_ = false;
};

}  // namespace

std::string FormatDouble(double value, char kind, int precision, bool alternate) {
  const bool upper = kind == 'E' || kind == 'F' || kind == 'G';
  if (std::isnan(value)) return upper ? "NAN" : "nan";
  if (std::isinf(value)) return std::string(value < 0 ? "-" : "") + (upper ? "INF" : "inf");
  const char format[] = {'%', '#', '.', '*', kind, 0};
  const char plain[] = {'%', '.', '*', kind, 0};
  const char* chosen = alternate ? format : plain;
  const int size = snprintf(nullptr, 0, chosen, precision, value);
  std::string out(static_cast<size_t>(size), '\0');
  snprintf(out.data(), out.size() + 1, chosen, precision, value);
  return out;
}

Value FormatPercent(RenderState& state, std::string_view format, const Value& values) {
  return PercentFormatter(state, format, values).Run();
}

std::string FormatBraces(std::string_view format, CallArgs& args) {
  return BraceFormatter(args).Run(format, 0);
}

std::string FormatSpec(RenderState& state, const Value& value, std::string_view text) {
  if (text.empty()) return Str(value);
  const Spec spec = ParseSpec(text, value);
  state.ChargeWork(static_cast<uint64_t>(spec.width));
  if (value.is_string()) {
    if (spec.type && spec.type != 's') ThrowUnknownCode(spec.type, value);
    if (spec.align == '=')
      base::Throw(ErrorKind::kInvalidArgument,
                  "'=' alignment not allowed in string format specifier");
    std::string body = value.AsString();
    if (spec.precision >= 0)
      body = body.substr(0, ByteOffset(body, static_cast<size_t>(spec.precision)));
    return Align(spec, "", std::move(body), '<');
  }
  if (value.is_int() || value.is_bool()) {
    static constexpr std::string_view kInteger = "bcdoxXn";
    static constexpr std::string_view kFloat = "eEfFgG%";
    if (kFloat.find(spec.type) != std::string_view::npos && spec.type)
      return FormatFloat(spec, ToDouble(value), false);
    if (spec.type && kInteger.find(spec.type) == std::string_view::npos)
      ThrowUnknownCode(spec.type, value);
    if (spec.type == 'c') {
      std::string character;
      AppendUtf8(&character,
                 static_cast<char32_t>(std::clamp<int64_t>(ToInteger(value), 0, 0x10FFFF)));
      return Align(spec, "", std::move(character), '<');
    }
    return FormatInteger(spec, ToInteger(value));
  }
  if (value.is_float()) {
    static constexpr std::string_view kFloat = "eEfFgGn%";
    if (spec.type && kFloat.find(spec.type) == std::string_view::npos)
      ThrowUnknownCode(spec.type, value);
    return FormatFloat(spec, value.AsFloat(), true);
  }
  if (value.is_undefined()) ThrowUndefined(value);
  base::Throw(ErrorKind::kInvalidArgument, "unsupported format string passed to {}.__format__",
              TypeName(value));
}

}  // namespace tarn::jinja
