#include "engine/embedded/adapter/ip_text.h"

#include <arpa/inet.h>

#include <array>

#include <fmt/format.h>

namespace tarn::engine::embedded {
namespace {

constexpr size_t kBytes = 16;
constexpr size_t kGroups = 8;
constexpr size_t kMaxText = 64;

}  // namespace

std::optional<std::string> ParseIpAddress(std::string_view text) {
  text = text.substr(0, text.find('%'));  // the scope, which is not kept
  if (text.empty() || text.size() > kMaxText) return std::nullopt;
  const std::string terminated(text);
  std::array<char, kBytes> bytes{};
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) {
    return std::string(bytes.data(), kBytes);
  }
  if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) != 1) return std::nullopt;
  return std::string(kMappedIpV4) + std::string(bytes.data(), 4);
}

std::optional<std::string> IpAddressOf(std::string_view bytes) {
  if (bytes.size() == kBytes) return std::string(bytes);
  if (bytes.size() == 4) return std::string(kMappedIpV4) + std::string(bytes);
  return std::nullopt;
}

std::string IpAddressText(std::string_view bytes) {
  if (bytes.size() != kBytes) return {};
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.starts_with(kMappedIpV4)) {
    return fmt::format("{}.{}.{}.{}", byte(12), byte(13), byte(14), byte(15));
  }
  std::array<unsigned, kGroups> groups{};
  for (size_t i = 0; i < kGroups; ++i) groups[i] = byte(2 * i) << 8 | byte(2 * i + 1);
  // The first of the longest runs of two zeros or more is left out.
  size_t start = 0, length = 1;
  for (size_t i = 0; i < kGroups; ++i) {
    size_t end = i;
    while (end < kGroups && groups[end] == 0) ++end;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
  }
  if (length == 1) length = 0;
  std::string text;
  for (size_t i = 0; i < kGroups; ++i) {
    if (length > 0 && i == start) {
      text += "::";
      i += length - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    text += fmt::format("{:x}", groups[i]);
  }
  return text;
}

}  // namespace tarn::engine::embedded
