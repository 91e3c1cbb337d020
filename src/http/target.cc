#include "http/target.h"

#include "base/error.h"

namespace tarn::http {
namespace {

using base::ErrorKind;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

Query ParseQuery(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!text.empty()) {
    const size_t end = std::min(text.find('&'), text.size());
    const std::string_view parameter = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (parameter.empty()) continue;
    const size_t equals = std::min(parameter.find('='), parameter.size());
    parameters.emplace_back(
        PercentDecode(parameter.substr(0, equals), true),
        PercentDecode(parameter.substr(std::min(equals + 1, parameter.size())), true));
  }
  return Query(std::move(parameters));
}

}  // namespace

bool Query::Has(std::string_view name) const { return Find(name).has_value(); }

std::optional<std::string> Query::Find(std::string_view name) const {
  for (const auto& [key, value] : parameters_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Query::Get(std::string_view name, std::string otherwise) const {
  auto value = Find(name);
  return value ? *std::move(value) : std::move(otherwise);
}

std::vector<std::string> Query::All(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : parameters_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

Target ParseTarget(std::string_view target) {
  std::string_view rest = target.substr(0, target.find('#'));
  if (!rest.starts_with('/')) {
    // The absolute form, as proxies are asked: "http://host/path".
    const size_t scheme = rest.find("://");
    const size_t path =
        scheme == std::string_view::npos ? scheme : rest.find_first_of("/?", scheme + 3);
    if (path == std::string_view::npos || rest[path] != '/') {
      base::Throw(ErrorKind::kInvalidArgument, "the request target has no path: '{}'", target);
    }
    rest.remove_prefix(path);
  }
  const size_t question = std::min(rest.find('?'), rest.size());
  Target parsed;
  parsed.path = rest.substr(0, question);
  parsed.query = ParseQuery(rest.substr(std::min(question + 1, rest.size())));
  return parsed;
}

std::string PercentDecode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded.push_back(' ');
      continue;
    }
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    const bool whole = text.size() - i > 2;
    const int high = whole ? HexDigit(text[i + 1]) : -1;
    const int low = whole ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0)) {
      base::Throw(ErrorKind::kInvalidArgument, "not percent-encoded text: '{}'", text);
    }
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

std::string PercentEncode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (char c : text) {
    if (IsUnreserved(c)) {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded.push_back('%');
      encoded.push_back(kDigits[byte >> 4]);
      encoded.push_back(kDigits[byte & 15]);
    }
  }
  return encoded;
}

std::vector<std::string_view> SplitPath(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return segments;
  while (true) {
    const size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace tarn::http
