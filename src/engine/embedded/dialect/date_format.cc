#include "engine/embedded/dialect/date_format.h"

#include "engine/embedded/dialect/emitter.h"

namespace tarn::engine::embedded {
namespace {

struct Letter {
  char mysql;
  std::string_view strftime;
};

constexpr Letter kLetters[] = {
    {'a', "%a"},          {'b', "%b"},       {'c', "%-m"}, {'d', "%d"}, {'e', "%-d"}, {'f', "%f"},
    {'H', "%H"},          {'h', "%I"},       {'I', "%I"},  {'i', "%M"}, {'j', "%j"},  {'k', "%-H"},
    {'l', "%-I"},         {'M', "%B"},       {'m', "%m"},  {'p', "%p"}, {'S', "%S"},  {'s', "%S"},
    {'r', "%I:%M:%S %p"}, {'T', "%H:%M:%S"}, {'v', "%V"},  {'W', "%A"}, {'x', "%G"},  {'Y', "%Y"},
    {'y', "%y"},          {'%', "%%"},
};

}  // namespace

std::string MySqlToStrftime(std::string_view format, const sql::Location& location) {
  std::string result;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      result += format[i];
      continue;
    }
    char letter = format[++i];
    std::string_view translated;
    for (const auto& known : kLetters) {
      if (known.mysql == letter) translated = known.strftime;
    }
    if (translated.empty()) NotSupported(location, std::string("date format %") + letter);
    result += translated;
  }
  return result;
}

}  // namespace tarn::engine::embedded
