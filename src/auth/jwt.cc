#include "auth/jwt.h"

#include <cmath>

#include <fmt/format.h>

#include "auth/secret.h"

namespace tarn::auth {
namespace {

using nlohmann::json;

// Depth bounds recursion; the size is bounded by the token's.
std::optional<json> ParseObject(std::string_view text) {
  constexpr int kMaxDepth = 16;
  const auto shallow = [](int depth, json::parse_event_t, json&) {
    if (depth > kMaxDepth) throw std::length_error("nested too deeply");
    return true;
  };
  try {
    json parsed = json::parse(text, shallow);
    if (!parsed.is_object()) return std::nullopt;
    return parsed;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<int64_t> Seconds(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const auto value = found->get<double>();
  constexpr double kFar = 1e12;
  if (!(std::abs(value) < kFar)) return std::nullopt;
  return static_cast<int64_t>(value);
}

}  // namespace

bool LooksLikeJwt(std::string_view token) {
  const size_t first = token.find('.');
  if (first == std::string_view::npos) return false;
  const size_t second = token.find('.', first + 1);
  return second != std::string_view::npos && token.find('.', second + 1) == std::string_view::npos;
}

std::optional<Jwt> ParseJwt(std::string_view token) {
  if (token.size() > kMaxTokenBytes || !LooksLikeJwt(token)) return std::nullopt;
  const size_t first = token.find('.');
  const size_t second = token.find('.', first + 1);
  const auto header_text = DecodeBase64Url(token.substr(0, first));
  const auto claims_text = DecodeBase64Url(token.substr(first + 1, second - first - 1));
  auto signature = DecodeBase64Url(token.substr(second + 1));
  if (!header_text || !claims_text || !signature) return std::nullopt;
  const auto header = ParseObject(*header_text);
  auto claims = ParseObject(*claims_text);
  if (!header || !claims || header->contains("crit")) return std::nullopt;
  Jwt jwt;
  jwt.algorithm = TextClaim(*header, "alg");
  if (jwt.algorithm != "HS256" && jwt.algorithm != "RS256" && jwt.algorithm != "ES256") {
    return std::nullopt;
  }
  jwt.key_id = TextClaim(*header, "kid");
  jwt.claims = *std::move(claims);
  jwt.signed_text = std::string(token.substr(0, second));
  jwt.signature = *std::move(signature);
  return jwt;
}

std::string SignHs256(const json& claims, const std::string& key_id, std::string_view key) {
  const json header = {{"alg", "HS256"}, {"typ", "JWT"}, {"kid", key_id}};
  const std::string text = Base64Url(header.dump()) + "." + Base64Url(claims.dump());
  return text + "." + Base64Url(HmacSha256(key, text));
}

bool VerifyHs256(const Jwt& token, std::string_view key) {
  return token.algorithm == "HS256" && !key.empty() &&
         SecretsEqual(HmacSha256(key, token.signed_text), token.signature);
}

std::optional<std::string> CheckTimes(const json& claims, int64_t now_s,
                                      std::chrono::seconds leeway) {
  const auto expires = Seconds(claims, "exp");
  if (!expires) return "it has no time of expiry (exp)";
  if (now_s >= *expires + leeway.count()) {
    return fmt::format("it expired {} s ago", now_s - *expires);
  }
  for (const char* name : {"nbf", "iat"}) {
    if (!claims.contains(name)) continue;
    const auto time = Seconds(claims, name);
    if (!time) return fmt::format("its {} is no time", name);
    if (*time > now_s + leeway.count()) {
      return fmt::format("it is not valid for another {} s ({})", *time - now_s, name);
    }
  }
  return std::nullopt;
}

std::string TextClaim(const json& claims, const std::string& name) {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> TextsOfClaim(const json& claims, const std::string& path) {
  const json* at = &claims;
  if (!claims.contains(path)) {  // a name with dots in it comes first
    size_t begin = 0;
    while (at != nullptr) {
      const size_t dot = path.find('.', begin);
      const std::string name = path.substr(begin, dot - begin);
      const auto found = at->is_object() ? at->find(name) : at->end();
      if (!at->is_object() || found == at->end()) return {};
      at = &*found;
      if (dot == std::string::npos) break;
      begin = dot + 1;
    }
  } else {
    at = &claims.at(path);
  }
  if (at->is_string()) return {at->get<std::string>()};
  std::vector<std::string> texts;
  if (!at->is_array()) return texts;
  for (const json& item : *at) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace tarn::auth
