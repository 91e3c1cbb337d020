#include "transform/context/regex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::transform {
namespace {

using Anchor = Regex::Anchor;
using ::testing::ElementsAre;

std::vector<std::string> AllOf(const std::string& pattern, const std::string& text,
                               bool ignore_case = false) {
  std::vector<std::string> found;
  for (const RegexMatch& match : Regex(pattern, ignore_case).All(text)) {
    found.emplace_back(*match.groups[0]);
  }
  return found;
}

std::string Substituted(const std::string& pattern, const std::string& replacement,
                        const std::string& text) {
  std::string result;
  size_t at = 0;
  for (const RegexMatch& match : Regex(pattern, false).All(text)) {
    result.append(text, at, match.begin - at);
    AppendReplacement(replacement, match, result);
    at = match.end;
  }
  return result.append(text, at);
}

base::ErrorKind KindOf(const std::function<void()>& body) {
  try {
    body();
  } catch (const base::Error& error) {
    return error.kind();
  }
  return base::ErrorKind::kInternal;
}

// What Python's re gives.
TEST(RegexTest, FindsWhatPythonFinds) {
  EXPECT_THAT(AllOf("[a-z]+", "ab, CD ef"), ElementsAre("ab", "ef"));
  EXPECT_THAT(AllOf("[a-z]+", "ab, CD ef", true), ElementsAre("ab", "CD", "ef"));
  EXPECT_THAT(AllOf("(?i)CD", "ab, cd"), ElementsAre("cd"));
  EXPECT_THAT(AllOf("x*", "abxé"), ElementsAre("", "", "x", "", ""));
  EXPECT_THAT(AllOf("\\bb", "ab b"), ElementsAre("b"));
  EXPECT_THAT(AllOf("\\Aa|b\\Z", "ab ab"), ElementsAre("a", "b"));
  EXPECT_THAT(AllOf("\\\\Z", "a\\Z"), ElementsAre("\\Z"));
  const auto match = Regex("(?P<k>\\w)=(\\d)?(;)?", false).Find("--a=7", 0, Anchor::kNone);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 2U);
  EXPECT_EQ(match->end, 5U);
  EXPECT_THAT(match->groups, ElementsAre("a=7", "a", "7", std::nullopt));
  EXPECT_FALSE(Regex("b", false).Find("ab", 0, Anchor::kStart));
  EXPECT_FALSE(Regex("a", false).Find("ab", 0, Anchor::kBoth));
  EXPECT_TRUE(Regex("a.", false).Find("ab", 0, Anchor::kBoth));
}

TEST(RegexTest, LookAroundAndBackReferences) {
  EXPECT_THAT(AllOf("a(?!b)", "ab ac"), ElementsAre("a"));
  EXPECT_THAT(AllOf("(.)\\1", "aabcc"), ElementsAre("aa", "cc"));
  EXPECT_FALSE(Regex("(?=a)a", false).Find("aa", 0, Anchor::kBoth));
  const Regex regex("(a|b)*(?=c)", false);
  EXPECT_EQ(KindOf([&] { regex.Find(std::string(50'000, 'a'), 0, Anchor::kNone); }),
            base::ErrorKind::kResourceExhausted);
}

// std::regex ended the process here: it calls itself for every character.
TEST(RegexTest, LongTextsNeedNoStack) {
  const std::string text(100'000, 'a');
  EXPECT_FALSE(Regex("(a|b)*c", false).Find(text, 0, Anchor::kStart));
  EXPECT_EQ(Regex(".*", false).Find(text, 0, Anchor::kNone)->end, text.size());
  EXPECT_EQ(KindOf([&] { Regex("a", false).Find(text + "a", 0, Anchor::kNone); }),
            base::ErrorKind::kResourceExhausted);
}

TEST(RegexTest, Templates) {
  EXPECT_EQ(Substituted("(a)(x)?", "[\\1\\2$1\\g<1>]", "ba"), "b[a$1a]");
  EXPECT_EQ(Substituted("x*", "-", "abxd"), "-a-b--d-");
  EXPECT_EQ(Substituted("a", "\\n\\", "a"), "\\n\\");
  // Never ended.
  for (const char* wrong : {"\\g<1", "\\g<", "\\g<k>", "\\2", "\\g<2>", "\\g<-1>"}) {
    EXPECT_EQ(KindOf([&] { Substituted("(a)", wrong, "a"); }), base::ErrorKind::kInvalidArgument)
        << wrong;
  }
}

TEST(RegexTest, PatternsThatAreNone) {
  const std::string nested(9'000, '(');
  for (const std::string& wrong :
       {std::string("("), std::string("[a"), std::string("*"), std::string("a{2,1}"),
        std::string("((a{100}){100}){100}"), nested, nested + "(?=a)", std::string("(?=a"),
        std::string("\\q(")}) {
    EXPECT_EQ(KindOf([&] { Regex(wrong, false); }), base::ErrorKind::kInvalidArgument)
        << wrong.substr(0, 30);
  }
  EXPECT_EQ(KindOf([] { Regex(std::string(10'001, 'a'), false); }),
            base::ErrorKind::kResourceExhausted);
}

}  // namespace
}  // namespace tarn::transform
