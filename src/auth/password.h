#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tarn::auth {

inline constexpr size_t kMinPasswordBytes = 8;
inline constexpr size_t kMaxPasswordBytes = 1024;

// kInvalidArgument for a password that is too short or too long; its text is not told.
void CheckPassword(std::string_view password);

// The password's argon2id hash with a salt of its own, as "$argon2id$v=19$m=…" (RFC 9106); takes 64
// MiB of memory and some tens of milliseconds. kResourceExhausted without that memory. Thread safe.
std::string HashPassword(std::string_view password);

// Whether the password has that hash, compared in constant time. At most kHashesAtOnce calls of a
// process compute at once, the others wait. False for a hash that is malformed.
inline constexpr int kHashesAtOnce = 2;
bool VerifyPassword(std::string_view password, const std::string& hash);

// The hash of no password: verifying against it takes as long as against a user's, so that how long
// a refusal takes does not tell who exists.
const std::string& UnknownUserHash();

}  // namespace tarn::auth
