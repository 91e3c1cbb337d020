#include "engine/embedded/dialect/quote.h"

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

std::string Quote(std::string_view text, char quote) {
  if (text.find('\0') != std::string_view::npos) {
    base::Throw(base::ErrorKind::kInvalidArgument, "text with a NUL character is not supported");
  }
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

}  // namespace

std::string QuoteName(std::string_view name) { return Quote(name, '"'); }
std::string QuoteText(std::string_view text) { return Quote(text, '\''); }

std::string At(const sql::Location& location) {
  return fmt::format("line {}:{}", location.line, location.column);
}

}  // namespace tarn::engine::embedded
