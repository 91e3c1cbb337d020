// Any text as a bearer token, as a set of keys, and, in its lines, as header, claims and signature
// of a token that is put together here. Nothing is accepted that no key of the provider signed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "auth/jwks.h"
#include "auth/jwt.h"
#include "auth/oidc.h"
#include "auth/secret.h"
#include "base/error.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)

template <typename F>
bool Succeeds(F&& body) {
  try {
    body();
    return true;
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kInternal) std::abort();
    return false;
  }
}

// The key of the golden tokens' kind, its private half thrown away (RFC 7517, appendix A.1).
constexpr const char* kKeys = R"({"keys": [{"kty": "EC", "crv": "P-256", "kid": "1",
  "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
  "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]})";

void Check(const auth::Jwt& token) {
  auth::VerifyHs256(token, "secret");
  auth::CheckTimes(token.claims, 1'800'000'000, std::chrono::seconds(60));
  for (const char* path : {"roles", "realm_access.roles", "a..b", ""}) {
    auth::TextsOfClaim(token.claims, path);
  }
  auth::OidcOptions options;
  options.issuer = auth::TextClaim(token.claims, "iss");
  options.audience = "tarn";
  options.jwks = "keys.json";
  if (options.issuer.empty()) return;
  static base::Clock& clock = base::Clock::System();
  auth::OidcValidator validator(options, [](const std::string&) { return kKeys; }, clock);
  // Nobody has the private key.
  if (Succeeds([&] { validator.Validate(token); })) std::abort();
}

std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto token = auth::ParseJwt(text)) Check(*token);
  Succeeds([&] {
    for (const auto& key : auth::ParseJwks(text)) {
      if (const auto token = auth::ParseJwt("e30.e30.e30")) key->Verify(*token);
      auth::Jwt token{"RS256", "", {}, text, std::string(256, 'x')};
      if (key->Verify(token)) std::abort();
      token.algorithm = "ES256";
      token.signature.resize(64);
      if (key->Verify(token)) std::abort();
    }
  });
  std::string_view rest = text;
  const std::string_view header = TakeLine(rest), claims = TakeLine(rest);
  const std::string made =
      auth::Base64Url(header) + "." + auth::Base64Url(claims) + "." + auth::Base64Url(rest);
  if (const auto token = auth::ParseJwt(made)) Check(*token);
  if (auth::DecodeBase64Url(auth::Base64Url(text)) != text) std::abort();
  if (const auto bytes = auth::DecodeBase64Url(text); bytes && auth::Base64Url(*bytes) != text) {
    std::abort();  // one token, one writing
  }
  return 0;
}
