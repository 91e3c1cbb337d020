#include "jinja/analysis.h"

#include <gtest/gtest.h>

#include "jinja/tests/render.h"

namespace tarn::jinja {
namespace {

TEST(AnalysisTest, FindsCallsWithLiteralArguments) {
  const Environment environment(DbtOptions());
  const TemplatePtr compiled = environment.Compile(
      "{{ config(materialized='table', tags=['a', 'b'], meta={'x': -1}) }}\n"
      "select * from {{ ref('orders') }} join {{ source('raw', name) }}\n"
      "{% if var('flag', false) %}{{ ref(\"pkg\", 'm', v=2) }}{% endif %}\n"
      "{% macro m() %}{{ adapter.dispatch('f', 'pkg')(ref('x')) }}{% endmacro %}{{ ref(*args) }}",
      "m");
  const auto calls = FindCalls(*compiled);
  ASSERT_EQ(calls.size(), 8u);
  EXPECT_EQ(calls[0].callee, "config");
  EXPECT_TRUE(calls[0].all_literal());
  EXPECT_FALSE(calls[0].conditional);
  EXPECT_EQ(calls[0].named[0].first, "materialized");
  EXPECT_EQ(Repr(*calls[0].named[1].second), "['a', 'b']");
  EXPECT_EQ(Repr(*calls[0].named[2].second), "{'x': -1}");
  EXPECT_EQ(calls[1].callee, "ref");
  EXPECT_EQ(calls[1].positional[0]->AsString(), "orders");
  EXPECT_EQ(calls[1].location.line, 2u);
  EXPECT_EQ(calls[2].callee, "source");
  EXPECT_FALSE(calls[2].all_literal());
  EXPECT_FALSE(calls[2].positional[1].has_value());
  EXPECT_EQ(calls[3].callee, "var");
  EXPECT_FALSE(calls[3].conditional);
  EXPECT_EQ(calls[4].callee, "ref");
  EXPECT_TRUE(calls[4].conditional);
  EXPECT_EQ(calls[4].named[0].second->AsInt(), 2);
  EXPECT_EQ(calls[5].callee, "adapter.dispatch");
  EXPECT_EQ(calls[5].macro, "m");
  EXPECT_EQ(calls[6].macro, "m");
  EXPECT_TRUE(calls[7].has_star_args);
  EXPECT_EQ(FindCalls(*compiled, {"source"}).size(), 1u);
}

TEST(AnalysisTest, FindsUndeclaredNames) {
  const Environment environment(DbtOptions());
  const TemplatePtr compiled = environment.Compile(
      "{% set a = b %}{{ a }}{% for i in items if i > limit %}{{ i }}{{ loop.index }}{% endfor "
      "%}{{ i }}"
      "{% macro m(p, q=d) %}{{ p }}{{ varargs }}{{ e }}{% endmacro %}{{ m(1) }}"
      "{% if x %}{% set y = 1 %}{% else %}{% set y = 2 %}{% set z = 1 %}{% endif %}{{ y }}{{ z "
      "}}{{ range(3) }}",
      "m");
  EXPECT_EQ(FindUndeclaredNames(*compiled),
            (std::vector<std::string>{"b", "d", "e", "i", "items", "limit", "x", "z"}));
}

TEST(AnalysisTest, ExtractsBlocksFromAnyText) {
  const std::string text =
      "# Title with {{ braces and {# a comment {% docs no %} #}\n{% raw %}{% docs no %}{% enddocs "
      "%}{% endraw %}\n"
      "{% docs orders %}\nText {{ 'with %} in a string' }}\n{% enddocs %}\n{%- docs  other -%}x{%- "
      "enddocs -%}\n"
      "{% if x %}{% endif %}";
  const auto blocks = ExtractBlocks(text, "a.md", {"docs"});
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[0].name, "orders");
  EXPECT_EQ(blocks[0].type, "docs");
  EXPECT_EQ(blocks[0].location.line, 3u);
  EXPECT_EQ(text.substr(blocks[0].body_begin, blocks[0].body_end - blocks[0].body_begin),
            "\nText {{ 'with %} in a string' }}\n");
  EXPECT_EQ(text.substr(blocks[1].begin, blocks[1].end - blocks[1].begin),
            "{%- docs  other -%}x{%- enddocs -%}");
}

TEST(AnalysisTest, ExtractBlocksRefusesWhatIsNotClosed) {
  const auto error_of = [](const std::string& text) {
    try {
      ExtractBlocks(text, "a.md", {"docs", "macro"});
    } catch (const base::Error& error) {
      return error.message().substr(0, error.message().find('\n'));
    }
    return std::string("none");
  };
  EXPECT_EQ(error_of("a\n  {% docs x %}"), "a.md:2:3: the docs block 'x' is never closed");
  EXPECT_EQ(error_of("{% enddocs %}"), "a.md:1:1: enddocs without a block that it ends");
  EXPECT_EQ(error_of("{% docs x %}{% docs y %}"),
            "a.md:1:13: a docs block cannot start within the docs block 'x'");
  EXPECT_EQ(error_of("{% docs x %}{% endmacro %}"),
            "a.md:1:13: expected enddocs for the block 'x', got endmacro");
  EXPECT_EQ(error_of("{% docs %}{% enddocs %}"), "a.md:1:1: a docs block needs a name");
  EXPECT_EQ(error_of("{% docs x "),
            "a.md:1:1: unexpected end of template, expected 'end of statement block'.");
  EXPECT_EQ(error_of("{# x"), "a.md:1:1: Missing end of comment tag");
}

}  // namespace
}  // namespace tarn::jinja
