#include "engine/embedded/adapter/json_document.h"

#include <utility>

namespace tarn::engine::embedded {
namespace {

constexpr int kDeepest = 1000;

// Whether brackets are nested too deep: looked at before anything is built.
bool IsTooDeep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::optional<nlohmann::ordered_json> ParseJsonDocument(std::string_view text) {
  if (IsTooDeep(text)) return std::nullopt;
  auto document = nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded()) return std::nullopt;
  return std::optional(std::move(document));
}

}  // namespace tarn::engine::embedded
