#pragma once

#include <compare>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::versions {

// Names a content: path elements, outermost first, as Nessie's ContentKey. Ordered element by
// element, bytewise, so that a key sorts directly before everything below it.
struct ContentKey {
  std::vector<std::string> elements;

  ContentKey() = default;
  ContentKey(std::vector<std::string> path) : elements(std::move(path)) {}
  ContentKey(std::initializer_list<std::string> path) : elements(path) {}

  // For people: elements joined by '.'; one that contains a dot, a quote or nothing is quoted.
  std::string ToString() const;
  bool StartsWith(const ContentKey& prefix) const;

  friend auto operator<=>(const ContentKey&, const ContentKey&) = default;
};

// Limits, as kInvalidArgument: 1 to 20 elements, none empty or with a character below U+0020, 1,000
// bytes in all.
void CheckContentKey(const ContentKey& key);

// The form in which keys are stored and compared: elements joined by a NUL byte. Keeps the order.
std::string EncodeKey(const ContentKey& key);
ContentKey DecodeKey(std::string_view bytes);

}  // namespace tarn::versions
