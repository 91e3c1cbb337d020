// Amazon's own examples ("Signature Calculations for the Authorization Header", S3 API reference).
#include "store/s3/sigv4.h"

#include <gtest/gtest.h>

namespace tarn::store::s3 {
namespace {

const Credentials kExample = {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
const base::TimePoint kTime = base::ParseTimestamp("2013-05-24T00:00:00Z");
constexpr const char* kHost = "examplebucket.s3.amazonaws.com";

std::string SignatureOf(const SigningRequest& request) {
  for (const auto& [name, value] : Sign(request, kExample, "us-east-1", "s3", kTime)) {
    if (name == "Authorization") return value.substr(value.rfind('=') + 1);
  }
  return "";
}

TEST(SigV4, AmazonsExamples) {
  const std::string empty = Sha256Hex("");
  EXPECT_EQ(SignatureOf({"GET", "/test.txt", {}, {{"host", kHost}, {"range", "bytes=0-9"}}, empty}),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  EXPECT_EQ(SignatureOf({"PUT",
                         "/test%24file.text",
                         {},
                         {{"host", kHost},
                          {"date", "Fri, 24 May 2013 00:00:00 GMT"},
                          {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                         Sha256Hex("Welcome to Amazon S3.")}),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  EXPECT_EQ(SignatureOf({"GET", "/", {{"lifecycle", ""}}, {{"host", kHost}}, empty}),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  EXPECT_EQ(
      SignatureOf({"GET", "/", {{"prefix", "J"}, {"max-keys", "2"}}, {{"host", kHost}}, empty}),
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST(SigV4, TemporaryCredentialsAreSignedWithTheirToken) {
  Credentials temporary = kExample;
  temporary.session_token = "token";
  const auto headers =
      Sign({"GET", "/", {}, {{"host", kHost}}, kUnsignedPayload}, temporary, "r", "s3", kTime);
  std::string token, authorization;
  for (const auto& [name, value] : headers) {
    if (name == "x-amz-security-token") token = value;
    if (name == "Authorization") authorization = value;
  }
  EXPECT_EQ(token, "token");
  EXPECT_NE(authorization.find(
                "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"),
            std::string::npos);
}

TEST(SigV4, Encoding) {
  EXPECT_EQ(UriEncode("a b/ü~"), "a%20b%2F%C3%BC~");
  EXPECT_EQ(UriEncode("a b/c+=", true), "a%20b/c%2B%3D");
}

}  // namespace
}  // namespace tarn::store::s3
