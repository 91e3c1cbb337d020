#include "base/base64.h"

#include <cstdint>

namespace tarn::base {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << 16;
    if (i + 1 < bytes.size()) {
      group |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i + 1])) << 8;
    }
    if (i + 2 < bytes.size()) group |= static_cast<unsigned char>(bytes[i + 2]);
    out += kAlphabet[group >> 18];
    out += kAlphabet[group >> 12 & 63];
    out += i + 1 < bytes.size() ? kAlphabet[group >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kAlphabet[group & 63] : '=';
  }
  return out;
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (size_t i = 0; i < text.size(); i += 4) {
    uint32_t group = 0;
    size_t digits = 0;
    for (const char c : text.substr(i, 4)) {
      const size_t digit = kAlphabet.find(c);
      if (digit == std::string_view::npos) break;
      group = group << 6 | static_cast<uint32_t>(digit);
      ++digits;
    }
    const bool last = i + 4 == text.size();
    if (digits < 4 && (!last || digits < 2)) return std::nullopt;
    group <<= 6 * (4 - digits);
    out += static_cast<char>(group >> 16);
    if (digits > 2) out += static_cast<char>(group >> 8 & 255);
    if (digits > 3) out += static_cast<char>(group & 255);
  }
  // Padding, and bits that stand for nothing, are as Base64 writes them.
  if (Base64(out) != text) return std::nullopt;
  return out;
}

}  // namespace tarn::base
