#include "versions/reference_name.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

constexpr size_t kMaxNameBytes = 255;
constexpr size_t kMaxSteps = 64;
constexpr size_t kMinHashDigits = 8;
constexpr const char* kStepMarks = "~^*@";

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

[[noreturn]] void ThrowExpression(const std::string& text, const char* problem) {
  throw base::Error(ErrorKind::kInvalidArgument,
                    fmt::format("not a reference: {}: '{}'", problem, text),
                    "write a branch, a tag or a hash, then ~2, ^2, *2026-01-31T12:00:00Z or @hash");
}

uint64_t ParseCount(const std::string& digits, const std::string& text) {
  if (digits.empty()) return 1;
  uint64_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    ThrowExpression(text, "'~' and '^' take a number");
  }
  return value;
}

base::TimePoint ParseTime(const std::string& value, const std::string& text) {
  if (!value.empty() && value.find_first_not_of("0123456789") == std::string::npos) {
    if (value.size() > 15) ThrowExpression(text, "the time is too far away");
    return base::TimePoint(std::chrono::milliseconds(std::stoll(value)));
  }
  try {
    return base::ParseTimestamp(value);
  } catch (const base::Error&) {
    ThrowExpression(text, "'*' takes a time");
  }
}

ExpressionStep ParseStep(char mark, const std::string& value, const std::string& text) {
  switch (mark) {
    case '~': return AncestorStep{ParseCount(value, text)};
    case '^': return ParentStep{ParseCount(value, text)};
    case '*': return TimeStep{ParseTime(value, text)};
    default:
      if (!LooksLikeHash(value)) ThrowExpression(text, "'@' takes 8 to 64 hexadecimal digits");
      return HashStep{value};
  }
}

}  // namespace

bool LooksLikeHash(const std::string& text) {
  return text.size() >= kMinHashDigits && text.size() <= Hash::kBytes * 2 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

void CheckReferenceName(const std::string& name) {
  bool valid = !name.empty() && name.size() <= kMaxNameBytes && IsAlphanumeric(name.front()) &&
               name.back() != '.' && name.back() != '/';
  valid = valid && std::all_of(name.begin(), name.end(), [](char c) {
            return IsAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '/';
          });
  for (const char* part : {"..", "//", "/."}) {
    valid = valid && name.find(part) == std::string::npos;
  }
  valid = valid && name != "HEAD" && name != "DETACHED" && !Hash::FromHex(name);
  if (!valid) {
    throw base::Error(
        ErrorKind::kInvalidArgument,
        fmt::format("not a name for a branch or tag: '{}'", name.substr(0, 300)),
        "use letters, digits, '_', '-', '.' and '/', beginning with a letter or digit");
  }
}

ReferenceExpression ParseReferenceExpression(const std::string& text) {
  ReferenceExpression expression;
  size_t at = text.find_first_of(kStepMarks);
  expression.base = text.substr(0, at);
  while (at != std::string::npos) {
    size_t end = text.find_first_of(kStepMarks, at + 1);
    std::string value = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    expression.steps.push_back(ParseStep(text[at], value, text));
    if (expression.steps.size() > kMaxSteps) ThrowExpression(text.substr(0, 100), "too many steps");
    at = end;
  }
  if (expression.base.empty() &&
      (expression.steps.empty() || !std::holds_alternative<HashStep>(expression.steps.front()))) {
    ThrowExpression(text, "the name is missing");
  }
  return expression;
}

}  // namespace tarn::versions
