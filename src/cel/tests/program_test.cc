#include "cel/program.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "cel/limits.h"

namespace tarn::cel {
namespace {

using ::testing::HasSubstr;

Declarations Variables() {
  return {{"name", Simple(TypeKind::kString)},
          {"count", Simple(TypeKind::kInt)},
          {"names", ListOf(Simple(TypeKind::kString))},
          {"properties", MapOf(Simple(TypeKind::kString))},
          {"entry", StructOf("entry", {{"key", Simple(TypeKind::kString)},
                                       {"time", Simple(TypeKind::kTimestamp)},
                                       {"absent", Simple(TypeKind::kString)}})},
          {"nothing", Simple(TypeKind::kInt)},
          {"any", Type()}};
}

Map Bindings() {
  return {{"name", "orders"},
          {"count", 3},
          {"names", MakeStrings({"a", "b", "c"})},
          {"properties", MakeMap({{"owner", "ada"}})},
          {"entry", MakeMap({{"key", "sales.orders"},
                             {"time", base::ParseTimestamp("2026-01-31T12:00:00Z")}})},
          {"nothing", Value(Null())},
          {"any", 7}};
}

bool Holds(const std::string& text) {
  Budget budget(kMaxTotalSteps);
  return Program::Compile(text, Variables()).Evaluate(Bindings(), budget);
}

std::string Failure(const std::string& text) {
  try {
    Holds(text);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument) << text;
    return error.message();
  }
  return "nothing was thrown";
}

TEST(ProgramTest, IsTrue) {
  for (const char* text : {"true",
                           "name == 'orders'",
                           "name != \"x\"",
                           "name.startsWith('ord') && !name.endsWith('x')",
                           "name.contains('rde')",
                           "name.matches('^o.*s$')",
                           "name.matches('rd')",
                           "size(name) == 6",
                           "names.size() == 3",
                           "'b' in names",
                           "!('z' in names)",
                           "name in ['orders', 'x']",
                           "'owner' in properties",
                           "properties['owner'] == 'ada'",
                           "properties.owner == 'ada'",
                           "has(entry.key) && !has(entry.absent)",
                           "names[0] == 'a'",
                           "names.exists(n, n == 'b')",
                           "names.all(n, n < 'd')",
                           "names.exists_one(n, n == 'a')",
                           "names.filter(n, n != 'a').size() == 2",
                           "names.map(n, n + '!')[1] == 'b!'",
                           "count + 2 * 3 == 9",
                           "-count < 0 && 7 % 4 == 3 && 7 / 2 == 3",
                           "1.5 + 1.5 == 3",
                           "count > 2 ? name == 'orders' : false",
                           "entry.time > timestamp('2026-01-01T00:00:00Z')",
                           "int('12') == 12 && string(count) == '3' && double('1.5') == 1.5",
                           "name == 'x' || count == 3",
                           "{'a': 1}['a'] == 1",
                           "any == 7",
                           "0x10 == 16",
                           "'\\u00e4'.size() == 1 && r'\\d' == '\\\\d' && '''a\nb'''.size() == 3",
                           "[1, 2] == [1.0, 2.0]",
                           "'a' != 1",
                           "true || any.x == 1",
                           "any.x == 1 || true",
                           "name // a comment\n == 'orders'"}) {
    EXPECT_TRUE(Holds(text)) << text;
  }
}

TEST(ProgramTest, IsFalse) {
  for (const char* text :
       {"false", "'a' == 1", "false && any.x == 1", "nothing < 1 || nothing >= 1",
        "any.x == 1 && false", "names.exists(n, n == 'z')", "name > 'p'"}) {
    EXPECT_FALSE(Holds(text)) << text;
  }
}

TEST(ProgramTest, CompilingFailsWithThePlace) {
  for (const auto& [text, problem] : std::vector<std::pair<const char*, const char*>>{
           {"", "expected a value at character 1"},
           {"name ==", "expected a value at character 8"},
           {"nosuch == 1", "nothing has the name 'nosuch'"},
           {"entry.nosuch == 1", "'entry' has no member 'nosuch'"},
           {"name", "gives a string, not a bool"},
           {"1", "gives a int"},
           {"name < 1", "does not compare string and int"},
           {"name + 1 == 'x'", "'+' does not take string and int"},
           {"name && true", "type string cannot stand here"},
           {"name.nosuch() == 1", "there is no function 'nosuch'"},
           {"nosuch(1) == 1", "there is no function 'nosuch'"},
           {"name.startsWith() ", "another number of arguments"},
           {"name.startsWith(1)", "type int cannot stand here"},
           {"name.matches('(')", "not a regular expression"},
           {"names.exists(1, true)", "takes a name and an expression"},
           {"has(name)", "'has' takes a member"},
           {"'abc", "a string without an end"},
           {"'\\q' == ''", "an unknown escape"},
           {"'\\ud800' == ''", "an escape without its digits"},
           {"99999999999999999999 == 1", "a number out of range"},
           {"3u == 3", "not a number"},
           {"name == 'a' 'b'", "unexpected text"},
           {"name == #", "unexpected character"},
           {"(name == 'a'", "expected ')'"},
           {"1 in 2", "type int cannot stand here"},
           {"names['a'] == ''", "type string cannot stand here"}}) {
    EXPECT_THAT(Failure(text), HasSubstr(problem)) << text;
  }
}

TEST(ProgramTest, EvaluatingFails) {
  for (const auto& [text, problem] : std::vector<std::pair<const char*, const char*>>{
           {"names[3] == ''", "index 3 of a list of 3"},
           {"properties['x'] == ''", "there is no member 'x'"},
           {"entry.absent == ''", "there is no member 'absent'"},
           {"count / 0 == 1", "division by zero"},
           {"9223372036854775807 + count == 1", "overflow"},
           {"any.x == 1", "expected a map, not a int"},
           {"any.startsWith('a')", "'startsWith' does not take a int"},
           {"any", "gives a int, not a bool"},
           {"any < 'a'", "'<' does not take int and string"},
           {"int('x') == 1", "no int"},
           {"timestamp('x') == timestamp('y')", ""}}) {
    EXPECT_THAT(Failure(text), HasSubstr(problem)) << text;
  }
}

TEST(ProgramTest, HostileFiltersAreBounded) {
  EXPECT_THAT(Failure(std::string(kMaxTextBytes + 1, ' ')), HasSubstr("bytes long"));
  EXPECT_THAT(Failure(std::string(5000, '(')), HasSubstr("nested too deeply"));
  EXPECT_THAT(Failure(std::string(5000, '!') + "true"), HasSubstr("nested too deeply"));
  std::string sum = "1";
  for (int i = 0; i < 3000; ++i) sum += "+1";
  EXPECT_THAT(Failure(sum + " == 1"), HasSubstr("too many operators"));
  // Nested loops over a long list.
  std::string list = "[0";
  for (int i = 1; i < 200; ++i) list += "," + std::to_string(i);
  list += "]";
  EXPECT_THAT(Failure(list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c >= 0)))"),
              HasSubstr("too many steps"));
  EXPECT_THAT(Failure("name.matches('(a{1000}){1000}')"), HasSubstr("regular expression"));
}

std::string ListOfOnes(int count) {
  std::string list = "[1";
  for (int i = 1; i < count; ++i) list += ",1";
  return list + "]";
}

// What copies, compares or searches much takes as many steps.
TEST(ProgramTest, ShortFiltersWithMuchWorkAreBounded) {
  // Each level has the one before it eight times: 8^12 elements, compared with themselves.
  std::string equal = "v12 == v12";
  for (int i = 12; i > 0; --i) {
    const std::string inner = "v" + std::to_string(i - 1);
    std::string list = "[[" + inner;
    for (int k = 1; k < 8; ++k) list += "," + inner;
    equal = list + "]].all(v" + std::to_string(i) + ", " + equal + ")";
  }
  const std::string nested = "[1].all(v0, " + equal + ")";
  EXPECT_THAT(Failure(nested), HasSubstr("too many steps"));
  std::string in = nested;
  in.replace(in.find("=="), 2, "in");
  EXPECT_THAT(Failure(in.replace(in.find("in v12"), 6, "in [v12]")), HasSubstr("too many steps"));
  // Lists and strings that are put together.
  EXPECT_THAT(Failure("[" + ListOfOnes(1000) + "].all(l, " + ListOfOnes(200) +
                      ".all(a, size(l + l + l + l) > 0))"),
              HasSubstr("too many steps"));
  const std::string text(4000, 'x');
  for (const char* never : {"size(t + t) == 0", "(t + t + t).contains(t + 'y')",
                            "t.matches('(x+x+)+y')", "name.matches(t)"}) {
    EXPECT_THAT(
        Failure("['" + text + "'].exists(t, " + ListOfOnes(2000) + ".exists(a, " + never + "))"),
        HasSubstr("too many steps"))
        << never;
  }
  // A list that is walked for its first element alone is not copied for that.
  EXPECT_TRUE(Holds("[" + ListOfOnes(1000) + "].all(l, " + ListOfOnes(1000) +
                    ".all(a, l.exists(b, b == 1)))"));
  // Errors that do not count.
  EXPECT_THAT(
      Failure(ListOfOnes(1000) + ".all(a, " + ListOfOnes(1000) + ".all(b, 1 / 0 == 1 || true))"),
      HasSubstr("too many steps"));
}

// One commit with a message of a megabyte does not spoil the filters of everybody.
TEST(ProgramTest, LargeTextsAreSearched) {
  Map bindings = Bindings();
  bindings["name"] = Value(std::string(2 << 20, 'x') + "end");
  const Program program = Program::Compile(
      "name.matches('.*(fix|end)$') && name.contains('end') && count == 3", Variables());
  Budget budget(kMaxTotalSteps);
  EXPECT_TRUE(program.Evaluate(bindings, budget));
}

TEST(ProgramTest, AllEvaluationsForARequestAreBounded) {
  const Program program = Program::Compile(ListOfOnes(100) + ".all(a, a == 1)", Variables());
  Budget total(1200);
  int evaluations = 0;
  const auto evaluate = [&] {
    for (; evaluations < 100; ++evaluations) program.Evaluate(Bindings(), total);
  };
  EXPECT_THROW(evaluate(), base::Error);
  EXPECT_EQ(evaluations, 2) << "of some 500 steps each";
  Budget next(1200);
  EXPECT_TRUE(program.Evaluate(Bindings(), next));
}

}  // namespace
}  // namespace tarn::cel
