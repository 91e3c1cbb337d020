#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "base/suggest.h"
#include "base/wildcards.h"

namespace tarn::base {
namespace {

TEST(Error, ContextKeepsKindAndHint) {
  Error error(ErrorKind::kNotFound, "table x", "create it");
  Error outer = error.WithContext("model m");
  EXPECT_EQ(outer.kind(), ErrorKind::kNotFound);
  EXPECT_EQ(outer.Describe(), "model m: table x\nhint: create it");
}

TEST(Clock, TimestampsRoundTrip) {
  for (const char* text : {"2026-01-31T23:59:59.123456Z", "1969-12-31T23:59:59.999999Z",
                           "0001-01-01T00:00:00.000000Z"}) {
    EXPECT_EQ(FormatTimestamp(ParseTimestamp(text)), text);
  }
  EXPECT_EQ(FormatTimestamp(ParseTimestamp("2026-01-31 10:00:00+02:00")),
            "2026-01-31T08:00:00.000000Z");
  for (const char* text :
       {"", "2026", "2026-02-30", "2026-01-01x", "2026-01-01 25:00:00", "2026-01-01 10:00:00."}) {
    EXPECT_THROW(ParseTimestamp(text), Error) << text;
  }
}

TEST(Random, UuidsHaveVersionAndVariant) {
  EXPECT_EQ(NewUuid()[14], '4');
  EXPECT_LT(NewUuidV7(1000), NewUuidV7(2000));
  EXPECT_NE(std::string("89ab").find(NewUuidV7(5)[19]), std::string::npos);
}

TEST(Wildcards, MatchAllOfTheText) {
  EXPECT_TRUE(MatchesWildcards("silver.orders", "silver.*"));
  EXPECT_TRUE(MatchesWildcards("a-b-c", "*-?"));
  EXPECT_TRUE(MatchesWildcards("", "**"));
  EXPECT_TRUE(MatchesWildcards("aXbXc", "a*X*c"));
  EXPECT_FALSE(MatchesWildcards("gold.orders", "silver.*"));
  EXPECT_FALSE(MatchesWildcards("ab", "a"));
  EXPECT_FALSE(MatchesWildcards("", "?"));
  EXPECT_FALSE(MatchesWildcards(std::string(10'000, 'a'), "*a*a*a*a*a*a*a*b")) << "and soon";
}

TEST(Suggest, FindsSlipsOnly) {
  EXPECT_EQ(Suggest("cusotmer_id", {"order_id", "customer_id"}), "customer_id");
  EXPECT_EQ(Suggest("zebra", {"order_id", "customer_id"}), std::nullopt);
}

// RFC 4648 section 10.
TEST(Base64Test, OfTheSpecification) {
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64(std::string_view("\x00\xFF\xFE", 3)), "AP/+");
}

}  // namespace
}  // namespace tarn::base
