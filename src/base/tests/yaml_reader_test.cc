#include "base/yaml_reader.h"

#include <functional>

#include <gtest/gtest.h>

namespace tarn::base {
namespace {

std::string MessageOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kInvalidArgument);
    return e.Describe();
  }
  return "no error";
}

TEST(YamlReader, ReadsScalarsListsAndMapsInOrder) {
  YamlReader top = YamlReader::Parse(
      "rows: 2_000_000\nshare: 0.25\non: true\nname: \"17\"\nlist: [a, b]\nempty:\n", "x.yaml");
  EXPECT_EQ(top.Get("rows").Int(), 2'000'000);
  EXPECT_EQ(top.Get("share").Number(0, 1), 0.25);
  EXPECT_TRUE(top.Get("on").Bool());
  EXPECT_EQ(top.Get("name").String(), "17");
  EXPECT_EQ(top.Get("list").List()[1].String(), "b");
  EXPECT_FALSE(top.Find("empty").has_value());
  EXPECT_EQ(top.Map()[4].first, "list");
}

TEST(YamlReader, EmptyDocumentIsAnEmptyMap) {
  EXPECT_TRUE(YamlReader::Parse("", "x").Map().empty());
  EXPECT_TRUE(YamlReader::Parse("# nothing\n", "x").Map().empty());
}

TEST(YamlReader, ErrorsNameFileLineColumnAndWhatWasExpected) {
  YamlReader top = YamlReader::Parse("seed: 7\nrows:\n  evnts: abc\n  other: 5\n", "g.yaml");
  EXPECT_EQ(MessageOf([&] { top.Get("rows").CheckKeys({"events", "other"}); }),
            "g.yaml:3:3: unknown key 'evnts' (did you mean 'events'?)\n"
            "hint: expected one of: events, other");
  EXPECT_EQ(MessageOf([&] { top.Get("rows").Get("evnts").Int(); }),
            "g.yaml:3:10: rows.evnts: expected an integer, got 'abc'");
  EXPECT_EQ(MessageOf([&] { top.Get("seed").Int(10, 20); }),
            "g.yaml:1:7: seed: expected an integer from 10 to 20, got '7'");
  EXPECT_EQ(MessageOf([&] { top.Get("seed").List(); }),
            "g.yaml:1:7: seed: expected a list, got '7'");
  EXPECT_EQ(MessageOf([&] { top.Get("rows").String(); }),
            "g.yaml:3:3: rows: expected text, got a map");
  EXPECT_EQ(MessageOf([&] { top.Get("speed"); }), "g.yaml:1:1: key 'speed' is missing");
  EXPECT_EQ(MessageOf([&] { top.Get("seed").Bool(); }),
            "g.yaml:1:7: seed: expected true or false, got '7'");
  EXPECT_EQ(MessageOf([&] { top.Get("seed").Choice({"append", "replace"}); }),
            "g.yaml:1:7: seed: expected one of append, replace, got '7'");
}

TEST(YamlReader, QuotedNumbersAreText) {
  YamlReader top = YamlReader::Parse("a: '5'", "q");
  EXPECT_EQ(MessageOf([&] { top.Get("a").Int(); }), "q:1:4: a: expected an integer, got '5'");
}

TEST(YamlReader, RepeatedKeysAreErrors) {
  YamlReader top = YamlReader::Parse("a: 1\nb: 2\na: 3\n", "d");
  EXPECT_EQ(MessageOf([&] { top.Find("b"); }), "d:3:1: key 'a' is given twice");
}

TEST(YamlReader, SyntaxErrorsNameTheirPlace) {
  EXPECT_EQ(MessageOf([] { YamlReader::Parse("a: [1, 2\nb: 3", "s.yaml"); }).substr(0, 27),
            "s.yaml:2:2: not valid YAML:");
}

TEST(YamlReader, MissingFileIsNotFound) {
  try {
    YamlReader::ReadFile("/nowhere/options.yaml");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace tarn::base
