#include <gtest/gtest.h>

#include "jinja/render_state.h"
#include "jinja/tests/render.h"

namespace tarn::jinja {
namespace {

TEST(DbtTest, ListsMacrosWithoutRunningThem) {
  const Environment environment(DbtOptions());
  const std::string source =
      "{% macro star(from, except=[], prefix='', n=1 + 1) -%}\n  x\n{%- endmacro %}\n"
      "{% test not_null(model, column_name) %}select 1{% endtest %}\n"
      "{% materialization incremental, adapter='duckdb', supported_languages=['sql', 'python'] "
      "%}m{% "
      "endmaterialization %}\n"
      "{% materialization view, default %}v{% endmaterialization %}\n"
      "{% docs orders %}# Orders{% enddocs %}{% snapshot s %}select 2{% endsnapshot %}{{ 1 / 0 }}";
  const TemplatePtr compiled = environment.Compile(source, "macros/a.sql");
  const auto& macros = compiled->Macros();
  ASSERT_EQ(macros.size(), 6u);
  EXPECT_EQ(macros[0].callable_name, "star");
  ASSERT_EQ(macros[0].params.size(), 4u);
  EXPECT_FALSE(macros[0].params[0].has_default);
  EXPECT_EQ(Repr(macros[0].params[1].literal_default), "[]");
  EXPECT_EQ(Repr(macros[0].params[2].literal_default), "''");
  EXPECT_TRUE(macros[0].params[3].has_default);
  EXPECT_TRUE(macros[0].params[3].literal_default.is_undefined());
  EXPECT_EQ(compiled->source().substr(macros[0].begin, macros[0].end - macros[0].begin),
            "{% macro star(from, except=[], prefix='', n=1 + 1) -%}\n  x\n{%- endmacro %}");
  EXPECT_EQ(
      compiled->source().substr(macros[0].body_begin, macros[0].body_end - macros[0].body_begin),
      "\n  x\n");
  EXPECT_EQ(macros[1].kind, MacroKind::kTest);
  EXPECT_EQ(macros[1].name, "not_null");
  EXPECT_EQ(macros[1].callable_name, "test_not_null");
  EXPECT_EQ(macros[1].location.line, 4u);
  EXPECT_EQ(macros[2].kind, MacroKind::kMaterialization);
  EXPECT_EQ(macros[2].callable_name, "materialization_incremental_duckdb");
  EXPECT_EQ(macros[2].supported_languages, (std::vector<std::string>{"sql", "python"}));
  EXPECT_EQ(macros[3].callable_name, "materialization_view_default");
  EXPECT_EQ(macros[3].supported_languages, (std::vector<std::string>{"sql"}));
  EXPECT_EQ(macros[4].callable_name, "docs_orders");
  EXPECT_EQ(macros[5].callable_name, "snapshot_s");
  EXPECT_EQ(
      compiled->source().substr(macros[5].body_begin, macros[5].body_end - macros[5].body_begin),
      "select 2");
}

TEST(DbtTest, CallsMacrosFromCpp) {
  const Environment environment(DbtOptions());
  const TemplatePtr compiled = environment.Compile(
      "{% macro f(a, b=2) %}{{ a }}-{{ b }}-{{ helper() }}-{{ v }}{% endmacro %}{% macro helper() "
      "%}h{% endmacro %}"
      "{% set v = 5 %}{% docs d %}doc {{ v }}{% enddocs %}",
      "m");
  const auto context = std::make_shared<Context>();
  EXPECT_EQ(Str(compiled->CallMacro("f", context, {Value(1)}, {{"b", Value("x")}})), "1-x-h-5");
  EXPECT_EQ(Str(compiled->CallMacro("docs_d", context)), "doc 5");
  EXPECT_THROW(compiled->CallMacro("ff", context), base::Error);
  try {
    compiled->CallMacro("helpr", context);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound);
    EXPECT_EQ(error.hint(), "did you mean 'helper'?");
  }
}

TEST(DbtTest, ReturnGivesAnyValueOutOfAMacro) {
  const auto run = [](const std::string& source) { return Render(source, {}, DbtOptions()); };
  EXPECT_EQ(run("{% macro f() %}text{{ return([1, 2]) }}after{% endmacro %}{{ f()[1] }}"), "2");
  EXPECT_EQ(run("{% macro f() %}{% do return({'a': 1}) %}{% endmacro %}{{ f().a }}"), "1");
  EXPECT_EQ(run("{% macro f() %}{% for i in range(5) %}{% if i == 3 %}{{ return(i) }}{% endif %}{% "
                "endfor %}"
                "{% endmacro %}{{ f() + 1 }}"),
            "4");
  EXPECT_EQ(run("{% macro f() %}{% set x = return(7) %}{% endmacro %}{{ f() * 2 }}"), "14");
  EXPECT_EQ(run("{% macro f() %}{% set x %}{{ return(7) }}{% endset %}{% endmacro %}{{ f() * 2 }}"),
            "14");
  EXPECT_EQ(run("{% macro g() %}{{ return(1) }}{% endmacro %}{% macro f() %}{{ g() }}{{ return(g() "
                "+ 1) }}"
                "{% endmacro %}{{ f() }}"),
            "2");
  // From a call block it leaves the macro that called caller(), as in dbt.
  EXPECT_EQ(run("{% macro f() %}{{ caller() }}not reached{% endmacro %}{% call f() %}{{ return(3) "
                "}}{% endcall %}"),
            "3");
  EXPECT_EQ(run("{% macro f() %}{{ return(none) }}{% endmacro %}{{ f() is none }}"), "True");
  EXPECT_EQ(run("{% set return = 5 %}{{ return }}"), "5");
  const base::Error error = ErrorOf("{{ return(1) }}", {}, DbtOptions());
  EXPECT_NE(error.message().find("return() is only possible within a macro"), std::string::npos)
      << error.message();
}

TEST(DbtTest, MacrosComeFromTheContextOnly) {
  Options options = DbtOptions();
  options.macros_only_from_context = true;
  const Environment environment(options);
  const TemplatePtr own = environment.Compile(
      "{% macro a() %}own {{ b() }}{% endmacro %}{% macro b() %}own b{% endmacro %}", "own");
  const TemplatePtr other = environment.Compile("{% macro b() %}other b{% endmacro %}", "other");
  const auto context = std::make_shared<Context>();
  context->set_resolver([&](std::string_view name) -> std::optional<Value> {
    if (name == "b") return other->BindMacro("b", nullptr);
    return std::nullopt;
  });
  EXPECT_EQ(Str(own->CallMacro("a", context)), "own other b");
  const TemplatePtr model =
      environment.Compile("{{ b() }}{% macro c() %}{% endmacro %}{{ c is defined }}", "model");
  EXPECT_EQ(model->Render(context), "other bFalse");
}

TEST(DbtTest, ErrorsTellTheStackAcrossTemplates) {
  Options options = DbtOptions();
  options.macros_only_from_context = true;
  const Environment environment(options);
  const TemplatePtr macros = environment.Compile(
      "{% macro outer(x) %}\n{{ inner(x) }}{% endmacro %}\n{% macro inner(x) %}\n  {{ x.colum.y "
      "}}\n{% endmacro %}",
      "macros/m.sql");
  const auto context = std::make_shared<Context>();
  context->set_resolver([&](std::string_view name) -> std::optional<Value> {
    if (name == "outer" || name == "inner") return macros->BindMacro(name, context);
    return std::nullopt;
  });
  const TemplatePtr model =
      environment.Compile("select\n  {{ outer({'column': 1}) }}", "models/a.sql");
  try {
    model->Render(context);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.message(),
              "macros/m.sql:4:14: 'dict object' has no attribute 'colum'\n"
              "  4 |   {{ x.colum.y }}\n"
              "    |              ^\n"
              "  in macro 'inner', called from macros/m.sql:2:4\n"
              "  in macro 'outer', called from models/a.sql:2:6");
    EXPECT_EQ(error.hint(), "did you mean 'column'?");
    EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound);
  }
  context->set_resolver(nullptr);
}

TEST(DbtTest, TypedParametersAndUnknownMaterializationOptions) {
  const Environment environment(DbtOptions());
  const TemplatePtr typed = environment.Compile(
      "{% macro m(a: string, b: list[optional[int]] = []) %}{% endmacro %}", "m");
  EXPECT_EQ(typed->Macros()[0].params[1].type, "list[optional[int]]");
  EXPECT_THROW(environment.Compile("{% materialization m, nope=1 %}{% endmaterialization %}", "m"),
               base::Error);
  EXPECT_THROW(
      environment.Compile("{% materialization m, adapter=x %}{% endmaterialization %}", "m"),
      base::Error);
  EXPECT_THROW(Environment().Compile("{% docs d %}{% enddocs %}", "m"), base::Error);
  EXPECT_THROW(Environment().Compile("{% macro m(a: string) %}{% endmacro %}", "m"), base::Error);
}

TEST(DbtTest, MaterializationHasItsLanguagesAsParameter) {
  const Environment environment(DbtOptions());
  const TemplatePtr compiled = environment.Compile(
      "{% materialization t, default %}{{ supported_languages }}{{ return({'relations': [this]}) }}"
      "{% endmaterialization %}",
      "m");
  const auto context = std::make_shared<Context>(Dict{{"this", Value("rel")}});
  EXPECT_EQ(Repr(compiled->CallMacro("materialization_t_default", context)),
            "{'relations': ['rel']}");
}

}  // namespace
}  // namespace tarn::jinja
