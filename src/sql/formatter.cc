#include "sql/formatter.h"

#include "sql/format/formatter_impl.h"

namespace tarn::sql {

namespace {

template <typename Node>
std::string FormatNode(const Node& node) {
  FormatterImpl formatter;
  formatter.Emit(node);
  return formatter.Take();
}

}  // namespace

std::string Format(const Query& query) {
  FormatterImpl formatter;
  formatter.Emit(query, 0);
  return formatter.Take();
}

std::string Format(const CreateView& view) { return FormatNode(view); }
std::string Format(const CreateMaterializedView& view) { return FormatNode(view); }
std::string Format(const Expression& expression) { return FormatNode(expression); }
std::string Format(const DataType& type) { return FormatNode(type); }

}  // namespace tarn::sql
