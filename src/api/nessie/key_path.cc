#include "api/nessie/key_path.h"

#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;

constexpr size_t kMaxElements = 20;
constexpr size_t kMaxCharacters = 500;
constexpr char kGroupSeparator = '\x1D';

// As Java counts: characters outside the basic plane are two.
size_t Utf16Length(const std::string& text) {
  size_t length = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) length += byte >= 0xF0 ? 2 : 1;
  }
  return length;
}

char Unescape(char c, std::string_view text) {
  switch (c) {
    case '.': return '.';
    case '*': return '*';
    case '{': return '/';
    case '}': return '\\';
    case '[': return '%';
    default:
      base::Throw(ErrorKind::kInvalidArgument, "a content key has the unknown escape '*{}': '{}'",
                  c, text.substr(0, 200));
  }
}

std::vector<std::string> SplitEscaped(std::string_view text) {
  std::vector<std::string> elements;
  std::string element;
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '.') {
      elements.push_back(std::move(element));
      element.clear();
    } else if (text[i] == '*') {
      if (++i == text.size()) {
        base::Throw(ErrorKind::kInvalidArgument, "a content key ends within an escape: '{}'",
                    text.substr(0, 200));
      }
      element += Unescape(text[i], text);
    } else {
      element += text[i];
    }
  }
  if (!element.empty()) elements.push_back(std::move(element));
  return elements;
}

std::vector<std::string> Split(std::string_view text) {
  if (text.starts_with('.')) return SplitEscaped(text);
  std::vector<std::string> elements;
  std::string element;
  for (char c : text) {
    if (c == '.') {
      elements.push_back(std::move(element));
      element.clear();
    } else {
      element += c == kGroupSeparator || c == '\0' ? '.' : c;
    }
  }
  if (!element.empty()) elements.push_back(std::move(element));
  return elements;
}

}  // namespace

void CheckKey(const versions::ContentKey& key) {
  const char* problem = nullptr;
  size_t characters = 0;
  if (key.elements.empty()) problem = "must not be empty";
  if (key.elements.size() > kMaxElements) problem = "has more than 20 elements";
  for (const std::string& element : key.elements) {
    if (element.empty()) problem = "has an empty element";
    for (char c : element) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) problem = "has a control character";
    }
    characters += Utf16Length(element);
  }
  if (characters > kMaxCharacters) problem = "is longer than 500 characters";
  if (problem != nullptr) {
    base::Throw(ErrorKind::kInvalidArgument, "a content key {}: '{}'", problem,
                key.ToString().substr(0, 200));
  }
}

versions::ContentKey ParseKeyPath(std::string_view text) {
  versions::ContentKey key(Split(text));
  CheckKey(key);
  return key;
}

std::string ToKeyPath(const std::vector<std::string>& elements) {
  std::string path;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) path += '.';
    for (char c : elements[i]) path += c == '.' ? kGroupSeparator : c;
  }
  return path;
}

std::string ToEscapedKeyPath(const std::vector<std::string>& elements) {
  bool plain = true;
  for (const std::string& element : elements) {
    plain = plain && element.find_first_of("./\\%") == std::string::npos;
  }
  std::string path;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i > 0 || !plain) path += '.';
    for (char c : elements[i]) {
      constexpr std::string_view kFrom = ".*/\\%", kTo = ".*{}[";
      const size_t escape = plain ? std::string_view::npos : kFrom.find(c);
      if (escape != std::string_view::npos) {
        path += '*';
        path += kTo[escape];
      } else {
        path += c;
      }
    }
  }
  return path;
}

versions::ContentKey ReadKey(const JsonPlace& place) {
  versions::ContentKey key(place.Get("elements").Texts());
  try {
    CheckKey(key);
  } catch (const base::Error& error) {
    place.Fail(error.message());
  }
  return key;
}

}  // namespace tarn::api::nessie
