#include "auth/secret.h"

#include <gtest/gtest.h>

#include "auth/password.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

TEST(SecretTest, DigestsAreTheStandardOnes) {
  // FIPS 180-4 example and RFC 4231 test case 2.
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Base64Url(HmacSha256("Jefe", "what do ya want for nothing?")),
            "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
}

TEST(SecretTest, EqualIsEqual) {
  EXPECT_TRUE(SecretsEqual("abc", "abc"));
  EXPECT_TRUE(SecretsEqual("", ""));
  EXPECT_FALSE(SecretsEqual("abc", "abd"));
  EXPECT_FALSE(SecretsEqual("abc", "abcd"));
}

TEST(SecretTest, RandomIsRandom) {
  EXPECT_EQ(RandomHex(16).size(), 32U);
  EXPECT_NE(RandomHex(16), RandomHex(16));
}

TEST(SecretTest, Base64GoesBothWays) {
  for (const char* text : {"", "a", "ab", "abc", "\xff\xfe\xfd", "?>?>?>?>"}) {
    EXPECT_EQ(DecodeBase64Url(Base64Url(text)), text);
  }
  EXPECT_EQ(DecodeBase64("YTpi"), "a:b");
  EXPECT_EQ(DecodeBase64("YTpiYw=="), "a:bc");
  EXPECT_EQ(DecodeBase64("YTpiYw"), "a:bc");
  for (const char* wrong : {"YQ=", "Y Q", "Y", "é", "YTpi\n"})
    EXPECT_EQ(DecodeBase64(wrong), std::nullopt);
  // Bytes beyond ASCII were taken for '_' and '/'.
  for (const char* wrong : {"YQ==", "+/", "a", "AA\xE7_", "AAA\x80", "\xFF_-A"}) {
    EXPECT_EQ(DecodeBase64Url(wrong), std::nullopt) << wrong;
  }
  EXPECT_EQ(DecodeBase64("YW\xC3\xA4"), std::nullopt);
}

TEST(PasswordTest, TheRightOneAloneFits) {
  const std::string hash = HashPassword("correct horse");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,")) << hash;
  EXPECT_TRUE(VerifyPassword("correct horse", hash));
  EXPECT_FALSE(VerifyPassword("correct horsf", hash));
  EXPECT_FALSE(VerifyPassword("", hash));
  EXPECT_NE(HashPassword("correct horse"), hash);  // a salt each
  EXPECT_FALSE(VerifyPassword("x", "not a hash"));
  EXPECT_FALSE(VerifyPassword("x", ""));
  EXPECT_FALSE(VerifyPassword(std::string(1 << 20, 'x'), hash));
}

TEST(PasswordTest, LengthIsBoundedAndTheTextIsNotTold) {
  try {
    HashPassword("short1");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
    EXPECT_EQ(error.message().find("short1"), std::string::npos);
  }
  EXPECT_THROW(HashPassword(std::string(1025, 'x')), base::Error);
}

}  // namespace
}  // namespace tarn::auth
