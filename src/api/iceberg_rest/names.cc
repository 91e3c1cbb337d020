#include "api/iceberg_rest/names.h"

#include "api/iceberg_rest/api_error.h"
#include "http/target.h"
#include "versions/reference_name.h"

namespace tarn::api::iceberg_rest {

catalog::Namespace DecodeNamespace(std::string_view text) {
  constexpr char kSeparator = '\x1F';
  catalog::Namespace levels;
  while (true) {
    const size_t end = text.find(kSeparator);
    levels.emplace_back(text.substr(0, end));
    catalog::CheckName(levels.back());
    if (end == std::string_view::npos) return levels;
    text.remove_prefix(end + 1);
  }
}

TableReference ParseTableName(std::string_view text, const std::string& default_reference) {
  if (text.size() >= 2 && text.front() == '`' && text.back() == '`') {
    text = text.substr(1, text.size() - 2);
  }
  TableReference parsed;
  const size_t mark = text.find_first_of("@#");
  parsed.name = std::string(text.substr(0, mark));
  if (parsed.name.empty()) {
    ThrowBadRequest(fmt::format("there is no name in the table reference '{}'", text));
  }
  parsed.reference = default_reference;
  if (mark == std::string_view::npos) return parsed;
  parsed.explicit_reference = true;
  const size_t hash = text.find('#', mark);
  if (text[mark] == '@') {
    const size_t end = hash == std::string_view::npos ? hash : hash - mark - 1;
    const std::string branch(text.substr(mark + 1, end));
    if (!branch.empty()) parsed.reference = branch;
  }
  if (hash != std::string_view::npos) {
    const std::string when(text.substr(hash + 1));
    parsed.pinned = true;
    parsed.reference += (versions::LooksLikeHash(when) ? "@" : "*") + when;
  }
  return parsed;
}

std::string ReferenceOfPrefix(std::string_view prefix) {
  std::string decoded(prefix);
  if (decoded.find('%') != std::string::npos) decoded = http::PercentDecode(decoded);
  decoded = decoded.substr(0, decoded.find('|'));
  return decoded.empty() ? "main" : decoded;
}

}  // namespace tarn::api::iceberg_rest
