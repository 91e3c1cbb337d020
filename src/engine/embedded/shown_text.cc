#include "engine/embedded/shown_text.h"

#include <utility>

#include <fmt/format.h>

#include "sql/formatter.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

namespace {

std::string RowText(const Type& type) {
  std::string text = "ROW(";
  for (size_t i = 0; i < type.children.size(); ++i) {
    if (i > 0) text += ", ";
    const std::string& name = i < type.field_names.size() ? type.field_names[i] : "";
    if (!name.empty()) text += NameText(name) + " ";
    text += SqlTypeText(type.children[i]);
  }
  return text + ")";
}

// Without the line breaks and blanks at its end.
std::string Trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \n") + 1);
  return text;
}

}  // namespace

std::string SqlTypeText(const Type& type) {
  switch (type.kind) {
    case TypeKind::kRow: return RowText(type);
    case TypeKind::kDecimal: return fmt::format("decimal({}, {})", type.precision, type.scale);
    case TypeKind::kArray: return fmt::format("array({})", SqlTypeText(type.children.at(0)));
    case TypeKind::kMap:
      return fmt::format("map({}, {})", SqlTypeText(type.children.at(0)),
                         SqlTypeText(type.children.at(1)));
    case TypeKind::kIntervalYearToMonth: return "INTERVAL YEAR TO MONTH";
    case TypeKind::kIntervalDayToSecond: return "INTERVAL DAY TO SECOND";
    default: return type.ToString();
  }
}

std::string NameText(const std::string& name) {
  sql::Identifier identifier;
  identifier.value = name;
  return sql::Print(identifier);
}

std::string QualifiedText(const std::string& catalog, const std::string& schema,
                          const std::string& relation) {
  return NameText(catalog) + "." + NameText(schema) + "." + NameText(relation);
}

std::string FormattedQuery(const std::string& query) {
  try {
    const sql::Statement statement = sql::ParseStatement(query);
    const auto* parsed = statement.As<sql::QueryStatement>();
    return Trimmed(parsed == nullptr ? query : sql::Format(*parsed->query));
  } catch (const base::Error&) {
    return query;  // of another version, or damaged: what is there is better than nothing
  }
}

std::string CreateViewText(const ShownView& view, const std::string& query) {
  std::string text = "CREATE VIEW " + QualifiedText(view.catalog, view.schema, view.name);
  if (view.comment) text += " COMMENT " + sql::QuoteString(*view.comment);
  text += view.invoker ? " SECURITY INVOKER" : " SECURITY DEFINER";
  return text + " AS\n" + FormattedQuery(query);
}

}  // namespace tarn::engine::embedded
