#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Secrets: made, compared and told apart. Everything here is thread safe.
namespace tarn::auth {

// `bytes` from the operating system's source of randomness.
std::string RandomBytes(size_t bytes);
// The same as lower-case hexadecimal digits, two a byte.
std::string RandomHex(size_t bytes);

// Takes as long for equal texts as for texts that differ anywhere; only their lengths show.
bool SecretsEqual(std::string_view a, std::string_view b);

std::string Sha256(std::string_view bytes);  // 32 bytes
std::string Sha256Hex(std::string_view bytes);
std::string HmacSha256(std::string_view key, std::string_view bytes);  // 32 bytes

// RFC 4648 section 5, without padding.
std::string Base64Url(std::string_view bytes);
// None for anything but unpadded base64url.
std::optional<std::string> DecodeBase64Url(std::string_view text);
// RFC 4648 section 4, with or without padding; none for anything else.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace tarn::auth
