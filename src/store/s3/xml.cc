#include "store/s3/xml.h"

#include <array>
#include <utility>

namespace tarn::store::s3 {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};

std::string Unescaped(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [entity, c] : kEntities) {
      if (!text.starts_with(entity)) continue;
      plain += c;
      text.remove_prefix(entity.size());
      found = true;
      break;
    }
    if (found) continue;
    plain += text.front();
    text.remove_prefix(1);
  }
  return plain;
}

// What is between the first start tag of that name at or behind `at` and its end tag; moves `at`
// behind it.
std::optional<std::string_view> Next(std::string_view xml, std::string_view name, size_t& at) {
  const std::string start = "<" + std::string(name);
  const std::string end = "</" + std::string(name) + ">";
  while ((at = xml.find(start, at)) != std::string_view::npos) {
    const size_t behind = at + start.size();
    const char c = behind < xml.size() ? xml[behind] : '\0';
    if (c != '>' && c != ' ' && c != '/') {  // a longer name
      at = behind;
      continue;
    }
    const size_t open = xml.find('>', behind);
    if (open == std::string_view::npos) return std::nullopt;
    if (xml[open - 1] == '/') {
      at = open + 1;
      return std::string_view();
    }
    const size_t close = xml.find(end, open);
    if (close == std::string_view::npos) return std::nullopt;
    at = close + end.size();
    return xml.substr(open + 1, close - open - 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> FindXml(std::string_view xml, std::string_view name) {
  size_t at = 0;
  const auto inside = Next(xml, name, at);
  return inside ? std::optional(Unescaped(*inside)) : std::nullopt;
}

void EachXml(std::string_view xml, std::string_view name,
             const std::function<void(std::string_view)>& visit) {
  size_t at = 0;
  while (const auto inside = Next(xml, name, at)) visit(*inside);
}

std::string EscapeXml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    bool found = false;
    for (const auto& [entity, plain] : kEntities) {
      if (c != plain) continue;
      escaped += entity;
      found = true;
    }
    if (!found) escaped += c;
  }
  return escaped;
}

}  // namespace tarn::store::s3
