#include "jinja/ast.h"

namespace tarn::jinja {

const Identifier* TemplateAst::Intern(std::string_view text) {
  auto& slot = identifiers_[std::string(text)];
  if (!slot) {
    slot = std::make_unique<Identifier>();
    slot->text = std::string(text);
    slot->symbol = static_cast<Symbol>(identifiers_.size());
    slot->hash = HashString(text);
    slot->value = Value(text);
  }
  return slot.get();
}

std::string_view TemplateAst::Line(uint32_t line) const {
  std::string_view rest = source;
  for (uint32_t i = 1; i < line; ++i) {
    const size_t newline = rest.find('\n');
    if (newline == std::string_view::npos) return {};
    rest.remove_prefix(newline + 1);
  }
  return rest.substr(0, rest.find('\n'));
}

}  // namespace tarn::jinja
