#include "sql/tree/tree.h"

#include <algorithm>

namespace tarn::sql {

namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

}  // namespace

std::string Identifier::Canonical() const { return Lower(value); }

std::string QualifiedName::Canonical() const {
  std::string joined;
  for (const Identifier& part : parts) {
    if (!joined.empty()) joined += '.';
    joined += part.Canonical();
  }
  return joined;
}

QualifiedName MakeName(const std::vector<std::string_view>& parts) {
  QualifiedName name;
  for (std::string_view part : parts)
    name.parts.push_back(Identifier{std::string(part), false, {}});
  return name;
}

std::optional<QualifiedName> ToQualifiedName(const Expression& expression) {
  QualifiedName name;
  name.location = expression.location;
  const Expression* at = &expression;
  while (const auto* dereference = at->As<Dereference>()) {
    name.parts.push_back(dereference->field);
    at = &*dereference->base;
  }
  const auto* column = at->As<ColumnReference>();
  if (column == nullptr) return std::nullopt;
  name.parts.push_back(column->name);
  std::reverse(name.parts.begin(), name.parts.end());
  return name;
}

}  // namespace tarn::sql
