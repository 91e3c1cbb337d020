// Any text either parses or fails with ParseError; what parses prints to text that parses to the
// same tree and prints the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "sql/parser.h"
#include "sql/printer.h"

namespace {

std::optional<tarn::sql::Statement> Parse(std::string_view text) {
  try {
    return tarn::sql::ParseStatement(text);
  } catch (const tarn::sql::ParseError&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  tarn::sql::CheckInput(text);
  tarn::sql::SplitStatements(text);
  const std::optional<tarn::sql::Statement> tree = Parse(text);
  if (!tree) return 0;
  const std::string printed = Print(*tree);
  // Printing may add parentheses, which count as depth.
  tarn::sql::ParseOptions options;
  options.max_depth *= 2;
  options.max_bytes *= 4;
  const tarn::sql::Statement again = tarn::sql::ParseStatement(printed, options);
  if (!(again == *tree) || Print(again) != printed) std::abort();
  return 0;
}
