#include "engine/type_display.h"

#include <fmt/format.h>

namespace tarn::engine {

std::string DisplayName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kArray: return fmt::format("array({})", DisplayName(type.children.at(0)));
    case TypeKind::kMap:
      return fmt::format("map({}, {})", DisplayName(type.children.at(0)),
                         DisplayName(type.children.at(1)));
    case TypeKind::kRow: break;
    default: return type.ToString();
  }
  std::string out = "row(";
  for (size_t i = 0; i < type.children.size(); ++i) {
    if (i > 0) out += ", ";
    const std::string name = i < type.field_names.size() ? type.field_names[i] : "";
    if (!name.empty()) out += name + " ";
    out += DisplayName(type.children[i]);
  }
  return out + ")";
}

}  // namespace tarn::engine
