#include "jinja/diagnostics.h"

#include <algorithm>

#include "jinja/ast.h"

namespace tarn::jinja {
namespace {

constexpr size_t kMaxLine = 160;

}  // namespace

std::string DescribePlace(std::string_view template_name, std::string_view source_line,
                          Location location, std::string_view message) {
  std::string text =
      fmt::format("{}:{}:{}: {}", template_name, location.line, location.column, message);
  if (source_line.empty()) return text;
  size_t column = std::max<size_t>(location.column, 1) - 1;
  size_t begin = 0;
  if (source_line.size() > kMaxLine && column > kMaxLine / 2) begin = column - kMaxLine / 2;
  // Characters are not cut in two.
  while (begin > 0 && begin < source_line.size() &&
         (static_cast<unsigned char>(source_line[begin]) & 0xC0) == 0x80)
    --begin;
  std::string_view shown = source_line.substr(std::min(begin, source_line.size()), kMaxLine);
  const std::string number = std::to_string(location.line);
  fmt::format_to(std::back_inserter(text), "\n  {} | {}\n  {} | ", number, shown,
                 std::string(number.size(), ' '));
  column -= std::min(begin, column);
  for (size_t i = 0; i < column && i < shown.size(); ++i) {
    if ((static_cast<unsigned char>(shown[i]) & 0xC0) == 0x80) continue;
    text.push_back(shown[i] == '\t' ? '\t' : ' ');
  }
  text.push_back('^');
  return text;
}

std::string DescribePlace(const TemplateAst& ast, Location location, std::string_view message) {
  return DescribePlace(ast.name, ast.Line(location.line), location, message);
}

void ThrowSyntaxError(const TemplateAst& ast, Location location, std::string_view message,
                      std::string hint) {
  throw LocatedError(base::ErrorKind::kInvalidArgument, DescribePlace(ast, location, message),
                     std::move(hint));
}

}  // namespace tarn::jinja
