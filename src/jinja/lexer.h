#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jinja/environment.h"
#include "jinja/token.h"

namespace tarn::jinja {

// \r\n and \r become \n; unless kept, one trailing newline goes.
std::string NormalizeNewlines(std::string_view source, bool keep_trailing_newline);

// The tokens of a normalized source, ending with kEof or kError: whitespace control, trim_blocks,
// lstrip_blocks, raw blocks and comments as in jinja2/lexer.py.
std::vector<Token> Tokenize(std::string_view source, const Options& options);

}  // namespace tarn::jinja
