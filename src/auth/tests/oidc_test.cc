// Tokens of tests/golden/auth, made by PyJWT.
#include "auth/oidc.h"

#include <fstream>

#include <gtest/gtest.h>

#include "auth/secret.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

using nlohmann::json;

class OidcTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(TARN_SOURCE_DIR "/tests/golden/auth/tokens.json");
    golden_ = json::parse(file);
    options_.issuer = golden_["issuer"];
    options_.audience = golden_["audience"];
    options_.jwks = "https://id.example.org/keys";
    jwks_ = golden_["jwks"].dump();
    clock_.SleepFor(std::chrono::seconds(golden_["now"].get<int64_t>()));
  }
  std::unique_ptr<OidcValidator> NewValidator() {
    return std::make_unique<OidcValidator>(
        options_,
        [this](const std::string& location) {
          ++fetches_;
          last_location_ = location;
          if (jwks_.empty()) base::Throw(base::ErrorKind::kUnavailable, "no network");
          if (location.ends_with("openid-configuration")) return discovery_;
          return jwks_;
        },
        clock_);
  }
  static Jwt Parsed(const json& token) { return ParseJwt(token.get<std::string>()).value(); }

  json golden_;
  OidcOptions options_;
  std::string jwks_, discovery_, last_location_;
  int fetches_ = 0;
  base::ManualClock clock_{base::TimePoint{}};
};

TEST_F(OidcTest, GoodTokensTellWhoItIs) {
  auto validator = NewValidator();
  for (const auto& [name, token] : golden_["good"].items()) {
    SCOPED_TRACE(name);
    const OidcUser user = validator->Validate(Parsed(token));
    EXPECT_EQ(user.name, "ann");
    EXPECT_EQ(user.roles, (std::vector<std::string>{"analyst", "ci"}));
  }
  EXPECT_EQ(fetches_, 1);
}

TEST_F(OidcTest, BadTokensAreRefused) {
  auto validator = NewValidator();
  for (const auto& [name, token] : golden_["bad"].items()) {
    SCOPED_TRACE(name);
    const auto parsed = ParseJwt(token.get<std::string>());
    if (!parsed) continue;  // "none" and PS256 are no tokens at all
    try {
      validator->Validate(*parsed);
      ADD_FAILURE() << "was accepted";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kUnauthenticated) << error.message();
    }
  }
  EXPECT_FALSE(ParseJwt(golden_["bad"]["none"].get<std::string>()));
  EXPECT_FALSE(ParseJwt(golden_["bad"]["PS256"].get<std::string>()));
}

TEST_F(OidcTest, EveryChangedByteBreaksTheSignature) {
  auto validator = NewValidator();
  const std::string token = golden_["good"]["ES256"];
  const size_t signature = token.rfind('.') + 1;
  for (size_t i = token.find('.') + 1; i < token.size(); i += 7) {
    if (i + 1 == token.size() || i + 1 == signature) continue;  // unused bits, a dot
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto parsed = ParseJwt(changed);
    if (parsed) EXPECT_THROW(validator->Validate(*parsed), base::Error) << i;
  }
}

TEST_F(OidcTest, KeysRotate) {
  auto validator = NewValidator();
  validator->Validate(Parsed(golden_["good"]["ES256"]));
  jwks_ = golden_["rotated_jwks"].dump();
  const Jwt rotated = Parsed(golden_["rotated"]);
  // Not at once again, so that wrong tokens cannot make us ask all the time.
  EXPECT_THROW(validator->Validate(rotated), base::Error);
  EXPECT_EQ(fetches_, 1);
  clock_.SleepFor(std::chrono::seconds(11));
  EXPECT_EQ(validator->Validate(rotated).name, "ann");
  EXPECT_EQ(fetches_, 2);
  // The old key is gone with it.
  EXPECT_THROW(validator->Validate(Parsed(golden_["good"]["ES256"])), base::Error);
}

TEST_F(OidcTest, KeysStayWhileTheProviderIsDown) {
  auto validator = NewValidator();
  validator->Validate(Parsed(golden_["good"]["ES256"]));
  jwks_.clear();
  clock_.SleepFor(std::chrono::minutes(9));
  EXPECT_NO_THROW(validator->Validate(Parsed(golden_["good"]["ES256"]))) << "within the leeway";
  EXPECT_EQ(fetches_, 1);
  auto fresh = NewValidator();
  try {
    fresh->Validate(Parsed(golden_["good"]["ES256"]));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnavailable);
  }
}

TEST_F(OidcTest, KeysAreDiscovered) {
  options_.jwks.clear();
  discovery_ = json{{"issuer", options_.issuer}, {"jwks_uri", "https://id.example.org/k"}}.dump();
  EXPECT_EQ(NewValidator()->Validate(Parsed(golden_["good"]["RS256"])).name, "ann");
  EXPECT_EQ(last_location_, "https://id.example.org/k");
  discovery_ = json{{"issuer", "https://other"}, {"jwks_uri", "https://id.example.org/k"}}.dump();
  EXPECT_THROW(NewValidator()->Validate(Parsed(golden_["good"]["RS256"])), base::Error);
  discovery_ = json{{"issuer", options_.issuer}, {"jwks_uri", "http://id.example.org/k"}}.dump();
  EXPECT_THROW(NewValidator()->Validate(Parsed(golden_["good"]["RS256"])), base::Error);
}

TEST_F(OidcTest, RolesMayLieDeeperAndHaveAPrefix) {
  options_.roles_claim = "realm_access.roles";
  options_.roles_prefix = "tarn-";
  EXPECT_EQ(NewValidator()->Validate(Parsed(golden_["nested_roles"])).roles,
            (std::vector<std::string>{"ci"}));
}

TEST_F(OidcTest, OptionsThatAreNotSafeAreRefused) {
  options_.jwks = "http://id.example.org/keys";
  EXPECT_THROW(NewValidator(), base::Error);
  options_.jwks = "http://127.0.0.1:8080/keys";
  EXPECT_NO_THROW(NewValidator());
  options_.jwks = "/etc/keys.json";
  EXPECT_NO_THROW(NewValidator());
  options_.audience.clear();
  EXPECT_THROW(NewValidator(), base::Error);
}

TEST_F(OidcTest, KeySetsThatSayNothingAreRefused) {
  EXPECT_EQ(ParseJwks(golden_["jwks"].dump()).size(), 2U);
  for (const std::string& wrong :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"keys":[]})"),
        std::string(
            R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256"},7]})"),
        golden_["weak_jwks"].dump()}) {
    EXPECT_THROW(ParseJwks(wrong), base::Error) << wrong.substr(0, 80);
  }
}

TEST(JwtTest, HostileTextsAreNoTokens) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a.b"), std::string("..."), std::string(".."),
        std::string("e30.e30."), std::string(20'000, 'a'), std::string("a.b.c.d"),
        Base64Url(R"({"alg":"HS256","crit":["x"]})") + ".e30.AA",
        Base64Url(R"({"alg":["HS256"]})") + ".e30.AA",
        Base64Url(R"({"alg":"HS256"})") + "." + Base64Url(std::string(5'000, '[')) + ".AA"}) {
    EXPECT_FALSE(ParseJwt(text)) << text.substr(0, 80);
  }
}

TEST(JwtTest, OwnTokensAreSignedAndChecked) {
  const std::string token = SignHs256({{"sub", "ann"}, {"exp", 10}}, "k", "key");
  const auto parsed = ParseJwt(token);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->key_id, "k");
  EXPECT_TRUE(VerifyHs256(*parsed, "key"));
  EXPECT_FALSE(VerifyHs256(*parsed, "kez"));
  EXPECT_FALSE(VerifyHs256(*parsed, ""));
  EXPECT_FALSE(CheckTimes(parsed->claims, 9, std::chrono::seconds(0)));
  EXPECT_TRUE(CheckTimes(parsed->claims, 10, std::chrono::seconds(0)));
  EXPECT_TRUE(CheckTimes({{"exp", "10"}}, 1, std::chrono::seconds(0)));
  EXPECT_TRUE(CheckTimes({{"exp", 1e300}}, 1, std::chrono::seconds(0)));
}

}  // namespace
}  // namespace tarn::auth
