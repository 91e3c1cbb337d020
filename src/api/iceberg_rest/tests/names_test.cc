#include "api/iceberg_rest/names.h"

#include <gtest/gtest.h>

#include "api/iceberg_rest/responses.h"
#include "base/error.h"

namespace tarn::api::iceberg_rest {
namespace {

std::string Shown(const std::string& text) {
  const TableReference parsed = ParseTableName(text, "main");
  return parsed.name + " on " + parsed.reference + (parsed.pinned ? " pinned" : "");
}

TEST(NamesTest, TablesMaySayWhereTheyAre) {
  const std::string hash(64, 'a');
  EXPECT_EQ(Shown("t"), "t on main");
  EXPECT_EQ(Shown("t@dev"), "t on dev");
  EXPECT_EQ(Shown("`t@feature/x`"), "t on feature/x");
  EXPECT_EQ(Shown("t@dev#" + hash), "t on dev@" + hash + " pinned");
  EXPECT_EQ(Shown("t#" + hash), "t on main@" + hash + " pinned");
  EXPECT_EQ(Shown("t#2026-01-01T00:00:00Z"), "t on main*2026-01-01T00:00:00Z pinned");
  EXPECT_EQ(Shown("t@"), "t on main");
  EXPECT_THROW(Shown("@dev"), base::Error);
  EXPECT_THROW(Shown("``"), base::Error);
}

TEST(NamesTest, NamespacesAreSeparatedByTheUnitSeparator) {
  EXPECT_EQ(DecodeNamespace("a\x1F"
                            "b.c"),
            (catalog::Namespace{"a", "b.c"}));
  for (const char* text : {"", "\x1F", "a\x1F", "..", "a\nb"}) {
    EXPECT_THROW(DecodeNamespace(text), base::Error) << text;
  }
}

TEST(NamesTest, PrefixesNameReferences) {
  EXPECT_EQ(ReferenceOfPrefix("main"), "main");
  EXPECT_EQ(ReferenceOfPrefix("dev|warehouse"), "dev");
  EXPECT_EQ(ReferenceOfPrefix("|warehouse"), "main");
  EXPECT_EQ(ReferenceOfPrefix("feature%2Fx"), "feature/x");
}

TEST(NamesTest, PageTokensRoundTrip) {
  const std::string listing(32, 'c');
  const PageToken token =
      DecodePageToken(EncodePageToken({std::string(64, 'b'), listing, "näme.1"}));
  EXPECT_EQ(token.commit_hash, std::string(64, 'b'));
  EXPECT_EQ(token.listing, listing);
  EXPECT_EQ(token.after, "näme.1");
  EXPECT_THROW(DecodePageToken("x.y"), base::Error);
  EXPECT_THROW(DecodePageToken(std::string(64, 'z') + "." + listing + ".y"), base::Error);
  EXPECT_THROW(DecodePageToken(std::string(64, 'b') + "." + listing + "."), base::Error);
  EXPECT_THROW(DecodePageToken(std::string(64, 'b') + ".y"), base::Error);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
