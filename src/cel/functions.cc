#include "cel/functions.h"

#include <re2/re2.h>

#include <charconv>
#include <cmath>

#include "base/error.h"
#include "cel/limits.h"

namespace tarn::cel {
namespace {

using base::ErrorKind;
using Arguments = std::vector<Value>;

const std::string& Text(const Value& value) { return std::get<std::string>(value); }

// CEL counts the code points of a string.
int64_t CodePoints(const std::string& text) {
  int64_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

Value Size(const Arguments& arguments) {
  const Value& value = arguments[0];
  if (auto* text = std::get_if<std::string>(&value)) return Value(CodePoints(*text));
  if (auto* list = std::get_if<std::shared_ptr<const List>>(&value)) {
    return Value(static_cast<int64_t>((*list)->size()));
  }
  return Value(static_cast<int64_t>(std::get<std::shared_ptr<const Map>>(value)->size()));
}

Value ToInt(const Arguments& arguments) {
  const Value& value = arguments[0];
  if (auto* number = std::get_if<double>(&value)) {
    if (!(std::abs(*number) < 9.2e18)) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: no int: {}", *number);
    }
    return Value(static_cast<int64_t>(*number));
  }
  if (auto* text = std::get_if<std::string>(&value)) {
    int64_t number = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size()) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: no int: '{}'", text->substr(0, 100));
    }
    return Value(number);
  }
  if (auto* time = std::get_if<base::TimePoint>(&value)) {
    return Value(int64_t{
        std::chrono::duration_cast<std::chrono::seconds>(time->time_since_epoch()).count()});
  }
  return value;
}

Value ToDouble(const Arguments& arguments) {
  const Value& value = arguments[0];
  if (auto* number = std::get_if<int64_t>(&value)) return Value(static_cast<double>(*number));
  if (auto* text = std::get_if<std::string>(&value)) {
    double number = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size()) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: no double: '{}'", text->substr(0, 100));
    }
    return Value(number);
  }
  return value;
}

Value ToString(const Arguments& arguments) {
  const Value& value = arguments[0];
  if (auto* number = std::get_if<int64_t>(&value)) return Value(std::to_string(*number));
  if (auto* number = std::get_if<double>(&value)) return Value(fmt::format("{}", *number));
  if (auto* flag = std::get_if<bool>(&value)) return Value(*flag ? "true" : "false");
  if (auto* time = std::get_if<base::TimePoint>(&value)) return Value(base::FormatTimestamp(*time));
  return value;
}

Value ToTimestamp(const Arguments& arguments) {
  if (auto* text = std::get_if<std::string>(&arguments[0])) {
    return Value(base::ParseTimestamp(*text));
  }
  if (auto* seconds = std::get_if<int64_t>(&arguments[0])) {
    // The years 1 to 9999.
    if (*seconds < -62135596800 || *seconds > 253402300799) {
      base::Throw(ErrorKind::kInvalidArgument, "filter: no timestamp: {}", *seconds);
    }
    return Value(base::TimePoint(std::chrono::seconds(*seconds)));
  }
  return arguments[0];
}

constexpr auto kString = TypeKind::kString;
constexpr auto kInt = TypeKind::kInt;

}  // namespace

const std::map<std::string, Function, std::less<>>& Functions() {
  static const std::vector<TypeKind> sized = {kString, TypeKind::kList, TypeKind::kMap};
  static const std::vector<TypeKind> any = {kString, kInt, TypeKind::kDouble, TypeKind::kTimestamp,
                                            TypeKind::kBool};
  static const std::map<std::string, Function, std::less<>> functions = {
      {"size", {{sized}, kInt, Size}},
      {"int", {{{kString, kInt, TypeKind::kDouble, TypeKind::kTimestamp}}, kInt, ToInt}},
      {"double", {{{kString, kInt, TypeKind::kDouble}}, TypeKind::kDouble, ToDouble}},
      {"string", {{any}, kString, ToString}},
      {"timestamp", {{{kString, kInt, TypeKind::kTimestamp}}, TypeKind::kTimestamp, ToTimestamp}},
  };
  return functions;
}

const std::map<std::string, Function, std::less<>>& Methods() {
  static const std::vector<std::vector<TypeKind>> two = {{kString}, {kString}};
  static const std::map<std::string, Function, std::less<>> methods = {
      {"size", Functions().at("size")},
      {"matches", {two, TypeKind::kBool, nullptr}},
      {"startsWith",
       {two, TypeKind::kBool,
        [](const Arguments& a) { return Value(Text(a[0]).starts_with(Text(a[1]))); }}},
      {"endsWith",
       {two, TypeKind::kBool,
        [](const Arguments& a) { return Value(Text(a[0]).ends_with(Text(a[1]))); }}},
      {"contains",
       {two, TypeKind::kBool,
        [](const Arguments& a) {
          return Value(Text(a[0]).find(Text(a[1])) != std::string::npos);
        }}},
  };
  return methods;
}

std::shared_ptr<const re2::RE2> CompilePattern(const std::string& pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternMemoryBytes);
  auto compiled = std::make_shared<const re2::RE2>(pattern, options);
  if (!compiled->ok()) {
    base::Throw(ErrorKind::kInvalidArgument, "filter: not a regular expression: {}: '{}'",
                compiled->error(), pattern.substr(0, 200));
  }
  return compiled;
}

bool Matches(const re2::RE2& pattern, const std::string& text) {
  return re2::RE2::PartialMatch(text, pattern);
}

}  // namespace tarn::cel
