#include "versions/content_key.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::versions {
namespace {

constexpr size_t kMaxElements = 20;
constexpr size_t kMaxBytes = 1000;

}  // namespace

std::string ContentKey::ToString() const {
  std::string text;
  for (const std::string& element : elements) {
    if (!text.empty()) text += '.';
    if (!element.empty() && element.find_first_of(".\"") == std::string::npos) {
      text += element;
      continue;
    }
    text += '"';
    for (char c : element) {
      if (c == '"') text += '"';
      text += c;
    }
    text += '"';
  }
  return text;
}

bool ContentKey::StartsWith(const ContentKey& prefix) const {
  return elements.size() >= prefix.elements.size() &&
         std::equal(prefix.elements.begin(), prefix.elements.end(), elements.begin());
}

void CheckContentKey(const ContentKey& key) {
  size_t bytes = 0;
  const char* problem = nullptr;
  if (key.elements.empty() || key.elements.size() > kMaxElements) {
    problem = "must have 1 to 20 elements";
  }
  for (const std::string& element : key.elements) {
    bytes += element.size() + 1;
    if (element.empty()) problem = "has an empty element";
    if (std::any_of(element.begin(), element.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
      problem = "has a control character";
    }
  }
  if (bytes > kMaxBytes) problem = "is over 1000 bytes long";
  if (problem != nullptr) {
    base::Throw(base::ErrorKind::kInvalidArgument, "content key {}: '{}'", problem,
                key.ToString().substr(0, 200));
  }
}

std::string EncodeKey(const ContentKey& key) {
  std::string bytes;
  for (size_t i = 0; i < key.elements.size(); ++i) {
    if (i > 0) bytes += '\0';
    bytes += key.elements[i];
  }
  return bytes;
}

ContentKey DecodeKey(std::string_view bytes) {
  ContentKey key;
  while (true) {
    size_t end = bytes.find('\0');
    key.elements.emplace_back(bytes.substr(0, end));
    if (end == std::string_view::npos) return key;
    bytes.remove_prefix(end + 1);
  }
}

}  // namespace tarn::versions
