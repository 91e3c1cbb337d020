// Values of char(n). Trino compares them as if they were padded to one length and shows them
// padded; DuckDB has texts, kept without the blanks at their end, so that equal ones are equal, and
// padded where they become something else. The difference that is left: a character below the blank
// behind the end of a shorter value orders before it.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

bool Emitter::IsChar(const sql::Expression& expression) const {
  return types_ != nullptr && types_->IsChar(expression);
}

std::string Emitter::Padded(const sql::Expression& expression) {
  std::string text = Expression(expression);
  if (!IsChar(expression)) return text;
  return fmt::format("rpad({}, {}, ' ')", text, std::max(types_->Of(expression)->precision, 0));
}

// A query whose rows go into a table, which has no char(n): they are kept padded, as in Trino.
std::string Emitter::StoredQuery(const sql::Query& query) {
  std::string text = Query(query);
  if (types_ == nullptr) return text;
  bool has_char = false;
  std::string names, values;
  for (size_t i = 0; i < types_->columns().size(); ++i) {
    const auto& type = types_->columns()[i];
    const bool pads = type && type->kind == TypeKind::kChar;
    has_char = has_char || pads;
    const std::string column = fmt::format("c{}", i);
    const std::string value =
        pads ? fmt::format("rpad({}, {}, ' ')", column, std::max(type->precision, 0)) : column;
    const std::string& label = types_->names()[i];
    names += (i == 0 ? "" : ", ") + column;
    values += fmt::format("{}{} AS {}", i == 0 ? "" : ", ", value,
                          QuoteName(label.empty() ? fmt::format("_col{}", i) : label));
  }
  if (!has_char) return text;
  return fmt::format("SELECT {} FROM ({}) AS q({})", values, text, names);
}

}  // namespace tarn::engine::embedded
