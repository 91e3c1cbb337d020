#include "engine/embedded/adapter/trino_name.h"

#include <cctype>
#include <string_view>

namespace tarn::engine::embedded {
namespace {

// Without quotes only where Trino's grammar takes the name so.
std::string Quoted(std::string_view name) {
  bool plain = !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0;
  for (const char c : name) {
    plain = plain && (std::islower(static_cast<unsigned char>(c)) != 0 ||
                      std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_');
  }
  if (plain) return std::string(name);
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

}  // namespace

std::string TrinoName(const catalog::TableIdentifier& id) {
  return "iceberg." + Quoted(catalog::ToString(id.ns)) + '.' + Quoted(id.name);
}

}  // namespace tarn::engine::embedded
