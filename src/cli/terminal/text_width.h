#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tarn::cli {

// How many columns of a terminal UTF-8 text takes: wide characters two, combining marks none.
// Invalid bytes count one each.
size_t TextWidth(std::string_view text);

// The text cut to `width` columns, the last one "…" when something was cut. Never cuts inside a
// character.
std::string CutToWidth(std::string_view text, size_t width);

// Text with what would disturb a terminal made visible: control characters as \n, \t, \x1b.
std::string MakePrintable(std::string_view text);

}  // namespace tarn::cli
