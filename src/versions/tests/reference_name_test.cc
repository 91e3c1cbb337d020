#include "versions/reference_name.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "versions/content_key.h"

namespace tarn::versions {
namespace {

using base::Error;
using base::ErrorKind;

TEST(ReferenceNameTest, TakesWhatToolsUseAndNothingThatReadsAsSomethingElse) {
  for (std::string name : {"main", "run/ecommerce_dag/2026-01-31T10-00", "v1.0", "a", "0a",
                           "feature_x", "abcdef0123"}) {
    EXPECT_NO_THROW(CheckReferenceName(name)) << name;
  }
  for (std::string name : {"", "-a", "/a", "a/", "a.", "a..b", "a//b", "a/.b", "a b", "a~1", "a^",
                           "a*b", "a@b", "ä", "HEAD", "DETACHED", "a\nb"}) {
    EXPECT_THROW(CheckReferenceName(name), Error) << name;
  }
  EXPECT_THROW(CheckReferenceName(std::string(64, 'a')), Error);
  EXPECT_NO_THROW(CheckReferenceName(std::string(255, 'x')));
  EXPECT_THROW(CheckReferenceName(std::string(256, 'x')), Error);
}

TEST(ReferenceNameTest, TakesExpressionsApart) {
  auto expression = ParseReferenceExpression("main~2^*2026-01-01T00:00:00Z@0123456789ab");
  EXPECT_EQ(expression.base, "main");
  ASSERT_EQ(expression.steps.size(), 4u);
  EXPECT_EQ(std::get<AncestorStep>(expression.steps[0]).count, 2u);
  EXPECT_EQ(std::get<ParentStep>(expression.steps[1]).number, 1u);
  EXPECT_EQ(std::get<TimeStep>(expression.steps[2]).time,
            base::ParseTimestamp("2026-01-01T00:00:00Z"));
  EXPECT_EQ(std::get<HashStep>(expression.steps[3]).digits, "0123456789ab");
  EXPECT_EQ(std::get<TimeStep>(ParseReferenceExpression("m*1767225600000").steps[0]).time,
            base::ParseTimestamp("2026-01-01T00:00:00Z"));
  EXPECT_EQ(ParseReferenceExpression("@01234567").base, "");
  for (std::string text :
       {"", "~1", "*2026-01-01", "main~x", "main~99999999999999999999", "main*", "main*never",
        "main@", "main@xyz", "main@0123", "main~-1", "main*99999999999999999"}) {
    EXPECT_THROW(ParseReferenceExpression(text), Error) << text;
  }
  std::string many = "main";
  for (int i = 0; i < 100; ++i) many += "~1";
  EXPECT_THROW(ParseReferenceExpression(many), Error);
}

TEST(ContentKeyTest, EncodingKeepsTheOrderAndTheKey) {
  std::vector<ContentKey> sorted = {{"a"},  {"a", "b"}, {"a", "b", "c"}, {"a", "c"}, {"a b"},
                                    {"a!"}, {"b"}};
  std::sort(sorted.begin(), sorted.end());
  for (size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(DecodeKey(EncodeKey(sorted[i])), sorted[i]);
    if (i > 0) {
      EXPECT_LT(EncodeKey(sorted[i - 1]), EncodeKey(sorted[i]));
    }
  }
  EXPECT_EQ(ContentKey({"a", "b.c", "d\"e"}).ToString(), "a.\"b.c\".\"d\"\"e\"");
}

TEST(ContentKeyTest, ChecksLimits) {
  EXPECT_NO_THROW(CheckContentKey({"a", "ä b.c"}));
  EXPECT_THROW(CheckContentKey({}), Error);
  EXPECT_THROW(CheckContentKey({"a", ""}), Error);
  EXPECT_THROW(CheckContentKey({std::string("a\0b", 3)}), Error);
  EXPECT_THROW(CheckContentKey({std::string(1000, 'a')}), Error);
  EXPECT_THROW(CheckContentKey(ContentKey(std::vector<std::string>(21, "a"))), Error);
}

TEST(HashTest, HexRoundTrips) {
  Hash hash = Hash::Of("abc");
  EXPECT_EQ(hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Hash::FromHex(hash.hex()), hash);
  EXPECT_FALSE(Hash::FromHex("abc"));
  EXPECT_FALSE(Hash::FromHex(std::string(64, 'g')));
  EXPECT_THROW(Hash::FromBytes("abc"), Error);
  EXPECT_TRUE(Hash().empty());
}

}  // namespace
}  // namespace tarn::versions
