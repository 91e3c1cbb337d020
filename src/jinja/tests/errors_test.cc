#include <gtest/gtest.h>

#include "jinja/tests/render.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

TEST(ErrorsTest, TellPlaceLineAndCaret) {
  const base::Error error = ErrorOf("select 1,\n  {{ colum }} + {{ 1 / 0 }}\nfrom x");
  EXPECT_EQ(error.message(),
            "main:2:22: division by zero\n"
            "  2 |   {{ colum }} + {{ 1 / 0 }}\n"
            "    |                      ^");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
}

TEST(ErrorsTest, SyntaxErrors) {
  const base::Error error = ErrorOf("{% if x %}\n{% endfor %}");
  EXPECT_TRUE(error.message().starts_with("main:2:4: Encountered unknown tag 'endfor'."))
      << error.message();
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
}

TEST(ErrorsTest, DidYouMean) {
  EXPECT_EQ(ErrorOf("{{ custmer.x }}", {{"customer", Value(1)}}).hint(),
            "did you mean 'customer'?");
  EXPECT_EQ(ErrorOf("{% set amount = 1 %}{{ amout + 1 }}").hint(), "did you mean 'amount'?");
  EXPECT_EQ(ErrorOf("{% for order in [1] %}{{ ordr + 1 }}{% endfor %}").hint(),
            "did you mean 'order'?");
  EXPECT_EQ(ErrorOf("{{ 'a'.uper() }}").hint(), "did you mean 'upper'?");
  EXPECT_EQ(ErrorOf("{{ {'amount': 1}.amout.x }}").hint(), "did you mean 'amount'?");
  EXPECT_NE(ErrorOf("{{ 'a'|uper }}").Describe().find("did you mean 'upper'"), std::string::npos);
  EXPECT_NE(ErrorOf("{{ 1 is evn }}").Describe().find("did you mean 'even'"), std::string::npos);
  EXPECT_NE(ErrorOf("{{ ['a']|map('uper')|list }}").Describe().find("did you mean 'upper'"),
            std::string::npos);
}

TEST(ErrorsTest, ErrorsOfNativeFunctionsKeepTheirKindAndGetAPlace) {
  const Dict variables{{"ref", Value::Function("ref", [](CallArgs& args) -> Value {
                          base::Throw(ErrorKind::kConflict, "no model {}", Str(args.positional[0]));
                        })}};
  const base::Error error = ErrorOf("a\n{{ ref('x') }}", variables);
  EXPECT_EQ(error.kind(), ErrorKind::kConflict);
  EXPECT_TRUE(error.message().starts_with("main:2:4: no model x\n")) << error.message();
}

TEST(ErrorsTest, LongLinesAndTabsAreShownAroundTheColumn) {
  const base::Error error = ErrorOf(std::string(500, 'x') + "{{ 1 / 0 }}" + std::string(500, 'y'));
  EXPECT_LT(error.message().size(), 450u);
  EXPECT_NE(error.message().find("{{ 1 / 0 }}"), std::string::npos);
  EXPECT_NE(ErrorOf("\té{{ 1 / 0 }}").message().find("    | \t      ^"), std::string::npos);
}

TEST(ErrorsTest, IncludedTemplatesAreOnTheStack) {
  Environment environment;
  environment.set_loader([](const std::string& name) -> std::optional<std::string> {
    if (name == "inc.sql") return "{{ nope.x }}";
    return std::nullopt;
  });
  try {
    environment.Render("a {% include 'inc.sql' %}", nullptr, "main.sql");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_TRUE(error.message().starts_with("inc.sql:1:9: 'nope' is undefined\n"))
        << error.message();
    EXPECT_NE(error.message().find("in template 'inc.sql', called from main.sql:1:6"),
              std::string::npos)
        << error.message();
  }
}

}  // namespace
}  // namespace tarn::jinja
