#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

// JSON Web Tokens in compact form (RFC 7519, RFC 7515), signed with HS256, RS256 or ES256 (RFC
// 7518). Nothing else is taken: not "none", no encryption, no critical extensions. Pure and thread
// safe.
namespace tarn::auth {

inline constexpr size_t kMaxTokenBytes = size_t{16} << 10;

// A token taken apart, its signature not yet checked.
struct Jwt {
  std::string algorithm;
  std::string key_id;  // "kid"; may be empty
  nlohmann::json claims;
  std::string signed_text;
  std::string signature;
};

// None for what is no such token, or of another algorithm.
std::optional<Jwt> ParseJwt(std::string_view token);

// Whether a text could be a token: three parts with dots between them.
bool LooksLikeJwt(std::string_view token);

// A token with the claims, signed by HMAC.
std::string SignHs256(const nlohmann::json& claims, const std::string& key_id,
                      std::string_view key);
bool VerifyHs256(const Jwt& token, std::string_view key);

// What is wrong with a token's times at `now_s` (seconds since 1970), in words, or nothing. "exp"
// is required; "nbf" and "iat" must not lie in the future; `leeway` is for clocks that differ.
std::optional<std::string> CheckTimes(const nlohmann::json& claims, int64_t now_s,
                                      std::chrono::seconds leeway);

// A claim that is a text; "" otherwise.
std::string TextClaim(const nlohmann::json& claims, const std::string& name);
// The texts of a claim that is a text or a list of them; "realm_access.roles" looks inside.
std::vector<std::string> TextsOfClaim(const nlohmann::json& claims, const std::string& path);

}  // namespace tarn::auth
