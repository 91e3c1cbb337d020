#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn::jinja {

// Resolves the escapes of a Python string literal without its quotes, as Jinja2's lexer does. Gives
// Python's message when an escape is broken.
std::optional<std::string> UnescapeString(std::string_view body, std::string* out);

}  // namespace tarn::jinja
