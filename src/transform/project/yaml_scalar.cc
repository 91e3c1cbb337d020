#include "transform/project/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "jinja/dict.h"

namespace tarn::transform {

namespace {

using jinja::Value;

bool AllDigits(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

// PyYAML's int: [-+]? (0b… | 0… (octal) | decimal | 0x…), underscores anywhere after the first
// digit. Sexagesimal numbers ("1:30") stay text: nobody means them.
std::optional<Value> ParseInt(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty() || !std::isdigit(static_cast<unsigned char>(text[0]))) return std::nullopt;
  std::string digits(text);
  std::erase(digits, '_');
  int base = 10;
  std::string_view body = digits;
  if (body.size() > 2 && body[0] == '0' && body[1] == 'b') {
    base = 2;
    body.remove_prefix(2);
  } else if (body.size() > 2 && body[0] == '0' && body[1] == 'x') {
    base = 16;
    body.remove_prefix(2);
  } else if (body.size() > 1 && body[0] == '0') {
    base = 8;
    body.remove_prefix(1);
  }
  int64_t number = 0;
  auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), number, base);
  if (error != std::errc() || end != body.data() + body.size()) return std::nullopt;
  return Value(negative ? -number : number);
}

// PyYAML's float needs a dot ("1e5" is text), .inf and .nan.
std::optional<Value> ParseFloat(std::string_view text) {
  std::string_view body = text;
  double sign = 1;
  if (!body.empty() && (body[0] == '-' || body[0] == '+')) {
    sign = body[0] == '-' ? -1 : 1;
    body.remove_prefix(1);
  }
  if (body == ".inf" || body == ".Inf" || body == ".INF") {
    return Value(sign * std::numeric_limits<double>::infinity());
  }
  if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    return Value(std::numeric_limits<double>::quiet_NaN());
  }
  const size_t dot = body.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string digits(body);
  std::erase(digits, '_');
  const size_t mark = digits.find_first_of("eE");
  std::string_view mantissa = std::string_view(digits).substr(0, mark);
  std::string whole(mantissa.substr(0, mantissa.find('.')));
  std::string fraction(mantissa.substr(mantissa.find('.') + 1));
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (!whole.empty() && !AllDigits(whole, "0123456789")) return std::nullopt;
  if (!fraction.empty() && !AllDigits(fraction, "0123456789")) return std::nullopt;
  if (mark != std::string::npos) {
    std::string_view exponent = std::string_view(digits).substr(mark + 1);
    if (exponent.empty() || (exponent[0] != '-' && exponent[0] != '+')) return std::nullopt;
    if (!AllDigits(exponent.substr(1), "0123456789")) return std::nullopt;
  }
  double number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return Value(sign * number);
}

bool OneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool NeedsQuotes(const std::string& text) {
  if (text.empty() || !YamlScalarValue(text).is_string()) return true;
  if (std::isspace(static_cast<unsigned char>(text.front())) ||
      std::isspace(static_cast<unsigned char>(text.back()))) {
    return true;
  }
  if (std::string_view("-?:,[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) {
    return true;
  }
  return text.find(": ") != std::string::npos || text.find(" #") != std::string::npos ||
         text.find('\n') != std::string::npos || text.back() == ':';
}

std::string ScalarText(const Value& value) {
  if (value.is_none() || value.is_undefined()) return "null";
  if (value.is_bool()) return value.AsBool() ? "true" : "false";
  const std::string text = jinja::Str(value);
  if (!value.is_string() || !NeedsQuotes(text)) return text;
  if (text.find('\n') != std::string::npos) {
    std::string quoted = "\"";
    for (char c : text) {
      if (c == '\n') {
        quoted += "\\n";
      } else {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
      }
    }
    return quoted + '"';
  }
  std::string quoted = "'";
  for (char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + '\'';
}

void Emit(const Value& value, size_t indent, bool sort_keys, std::string* out) {
  const std::string pad(indent, ' ');
  if (value.is_dict() && !value.AsDict().empty()) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& entry : value.AsDict()) {
      entries.emplace_back(ScalarText(entry.key), entry.value);
    }
    if (sort_keys) {
      std::stable_sort(entries.begin(), entries.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    for (const auto& [key, item] : entries) {
      *out += pad + key + ":";
      const bool nested = (item.is_dict() && !item.AsDict().empty()) ||
                          ((item.is_list() || item.is_tuple()) && !item.Sequence().empty());
      *out += nested ? "\n" : " ";
      Emit(item, item.is_dict() ? indent + 2 : indent, sort_keys, out);
    }
    return;
  }
  if ((value.is_list() || value.is_tuple()) && !value.Sequence().empty()) {
    for (const Value& item : value.Sequence()) {
      std::string text;
      Emit(item, indent + 2, sort_keys, &text);
      const size_t start = text.find_first_not_of(' ');
      *out += pad + "- " + text.substr(start == std::string::npos ? 0 : start);
    }
    return;
  }
  if (value.is_dict()) {
    *out += "{}\n";
  } else if (value.is_list() || value.is_tuple()) {
    *out += "[]\n";
  } else {
    *out += ScalarText(value) + "\n";
  }
}

}  // namespace

bool IsYamlNull(std::string_view text) { return OneOf(text, {"", "~", "null", "Null", "NULL"}); }

Value YamlScalarValue(const std::string& text) {
  if (IsYamlNull(text)) return Value::None();
  if (OneOf(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})) return true;
  if (OneOf(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})) return false;
  const char first = text[0];
  if (std::isdigit(static_cast<unsigned char>(first)) || first == '-' || first == '+' ||
      first == '.') {
    if (auto number = ParseInt(text)) return *number;
    if (auto number = ParseFloat(text)) return *number;
  }
  return Value(text);
}

std::string ToYaml(const Value& value, bool sort_keys) {
  std::string out;
  Emit(value, 0, sort_keys, &out);
  return out;
}

}  // namespace tarn::transform
