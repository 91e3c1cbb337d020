// Keys and references as paths and queries write them.
#include <gmock/gmock.h>

#include "api/nessie/key_path.h"
#include "api/nessie/ref_path.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string FailureOf(const std::function<void()>& body) {
  try {
    body();
  } catch (const base::Error& error) {
    EXPECT_EQ(CodeOf(error), ErrorCode::kBadRequest);
    return error.message();
  }
  return "nothing was thrown";
}

TEST(KeyPathTest, ReadsTheOldAndTheNewEscapes) {
  EXPECT_THAT(ParseKeyPath("a.b.c").elements, ElementsAre("a", "b", "c"));
  EXPECT_THAT(ParseKeyPath("a\x1D"
                           "b.c")
                  .elements,
              ElementsAre("a.b", "c"));
  EXPECT_THAT(ParseKeyPath(std::string("a\0b", 3)).elements, ElementsAre("a.b"));
  EXPECT_THAT(ParseKeyPath(".a*.b.c").elements, ElementsAre("a.b", "c"));
  EXPECT_THAT(ParseKeyPath(".foo*..*.bar.a*{*}*[aa").elements,
              ElementsAre("foo.", ".bar", "a/\\%aa"));
  EXPECT_THAT(ParseKeyPath("a*b").elements, ElementsAre("a*b"));
  EXPECT_THAT(ParseKeyPath(".a**b").elements, ElementsAre("a*b"));
}

TEST(KeyPathTest, WritesWhatItReads) {
  for (const std::vector<std::string>& elements : std::vector<std::vector<std::string>>{
           {"a"}, {"a", "b"}, {"a.b", "c"}, {"foo.", ".bar", "a/\\%aa"}, {"x*y", "z"}, {"x*y.z"}}) {
    EXPECT_EQ(ParseKeyPath(ToEscapedKeyPath(elements)).elements, elements);
    EXPECT_EQ(ParseKeyPath(ToKeyPath(elements)).elements, elements);
  }
  EXPECT_EQ(ToEscapedKeyPath({"foo", ".bar", "baz"}), ".foo.*.bar.baz");
}

TEST(KeyPathTest, RefusesWhatIsNoKey) {
  EXPECT_THAT(FailureOf([] { ParseKeyPath(""); }), HasSubstr("must not be empty"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath(".a*x"); }), HasSubstr("unknown escape '*x'"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath(".a*"); }), HasSubstr("ends within an escape"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath(".a..b"); }), HasSubstr("an empty element"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath("a\x02"); }), HasSubstr("a control character"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath("a\x7F"); }), HasSubstr("a control character"));
  EXPECT_THAT(FailureOf([] { ParseKeyPath(std::string(501, 'x')); }),
              HasSubstr("longer than 500 characters"));
  std::string long_path = "a";
  for (int i = 0; i < 20; ++i) long_path += ".a";
  EXPECT_THAT(FailureOf([&] { ParseKeyPath(long_path); }), HasSubstr("more than 20 elements"));
}

TEST(RefPathTest, TakesNamesHashesAndSteps) {
  const std::string hash(64, 'a');
  auto parse = [](const std::string& text) {
    RefPath path = ParseRefPath(text, "main");
    return path.name + " " + path.hash.value_or("-");
  };
  EXPECT_EQ(parse("main"), "main -");
  EXPECT_EQ(parse("-"), "main -");
  EXPECT_EQ(parse("main@"), "main -");
  EXPECT_EQ(parse("a/b.c-d_e@" + hash), "a/b.c-d_e " + hash);
  EXPECT_EQ(parse("@" + hash), "DETACHED " + hash);
  EXPECT_EQ(parse("main@" + hash + "~1^2*3"), "main " + hash + "~1^2*3");
  EXPECT_EQ(parse("main~2"), "main ~2");
  EXPECT_EQ(parse("-*2021-04-07T14:42:25.534748Z"), "main *2021-04-07T14:42:25.534748Z");
}

TEST(RefPathTest, RefusesTheRest) {
  for (const char* text : {"", "@", "..a", "1a", "a..b", "a/", "a.", "main@abc", "main@xyz00000000",
                           "main~x", "main~", "main~1@abcdefab", "main*2021", "main^2021-04-07",
                           "a b", "main@abcdefab~1~", "main*2021-04-07T14:42:25Z"}) {
    if (std::string(text) == "main*2021") continue;  // a number of milliseconds
    EXPECT_THAT(FailureOf([&] { ParseRefPath(text, "main"); }), HasSubstr("Reference name"))
        << text;
  }
  std::string many = "main";
  for (int i = 0; i < 65; ++i) many += "~1";
  EXPECT_THAT(FailureOf([&] { ParseRefPath(many, "main"); }), HasSubstr("Reference name"));
}

TEST(RefPathTest, NewNamesCannotBeTakenForSomethingElse) {
  CheckNewRefName("feature/x-1.2_y");
  for (const char* name : {"HEAD", "head", "DETACHED", "detached", "abcdef0123456789", "1a", ""}) {
    EXPECT_NE(FailureOf([&] { CheckNewRefName(name); }), "nothing was thrown") << name;
  }
}

}  // namespace
}  // namespace tarn::api::nessie
