#include "engine/embedded/dialect/quote.h"

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

std::string Quote(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

}  // namespace

std::string QuoteName(std::string_view name) {
  if (name.find('\0') != std::string_view::npos) {
    base::Throw(base::ErrorKind::kInvalidArgument, "a name with a NUL character is not supported");
  }
  return Quote(name, '"');
}

std::string QuoteText(std::string_view text) {
  size_t nul = text.find('\0');
  if (nul == std::string_view::npos) return Quote(text, '\'');
  std::string parts = "(";
  for (; nul != std::string_view::npos; nul = text.find('\0')) {
    parts += Quote(text.substr(0, nul), '\'') + " || chr(0) || ";
    text.remove_prefix(nul + 1);
  }
  return parts + Quote(text, '\'') + ")";
}

std::string At(const sql::Location& location) {
  return fmt::format("line {}:{}", location.line, location.column);
}

}  // namespace tarn::engine::embedded
