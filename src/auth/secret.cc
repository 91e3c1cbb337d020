#include "auth/secret.h"

#include <algorithm>

#include <sodium.h>

#include "base/base64.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

void RequireSodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw base::Error(base::ErrorKind::kInternal, "libsodium does not start");
}

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::optional<std::string> Decode(std::string_view text, int variant) {
  RequireSodium();
  // libsodium takes every byte beyond ASCII for the last digit.
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) {
    return std::nullopt;
  }
  std::string bytes(text.size(), '\0');
  size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(Bytes(bytes), bytes.size(), text.data(), text.size(), nullptr, &length,
                        &end, variant) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(length);
  return bytes;
}

}  // namespace

std::string RandomBytes(size_t bytes) {
  RequireSodium();
  std::string result(bytes, '\0');
  randombytes_buf(result.data(), result.size());
  return result;
}

std::string RandomHex(size_t bytes) { return Hex(RandomBytes(bytes)); }

bool SecretsEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Sha256(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Bytes(digest), Bytes(bytes), bytes.size());
  return digest;
}

std::string Sha256Hex(std::string_view bytes) { return Hex(Sha256(bytes)); }

std::string HmacSha256(std::string_view key, std::string_view bytes) {
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, Bytes(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, Bytes(digest));
  return digest;
}

std::string Base64Url(std::string_view bytes) {
  std::string text = base::Base64(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return text;
}

std::optional<std::string> DecodeBase64Url(std::string_view text) {
  return Decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  const bool padded = text.ends_with('=');
  return Decode(text, padded || text.size() % 4 == 0 ? sodium_base64_VARIANT_ORIGINAL
                                                     : sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

}  // namespace tarn::auth
