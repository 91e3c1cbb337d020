// Every mistake that a project can have is told with its place and what to do.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ParseErrorsTest, NoProject) {
  ProjectFixture project;
  std::filesystem::remove(project.dir() / "dbt_project.yml");
  EXPECT_THAT(project.ParseError(),
              AllOf(HasSubstr("no dbt_project.yml in"), HasSubstr("--project-dir")));
}

TEST(ParseErrorsTest, WrongYaml) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1 as id");
  project.Write("models/s.yml", "models:\n  - name: a\n   columns: []\n");
  EXPECT_THAT(project.ParseError(),
              AllOf(StartsWith("models/s.yml:3:"), HasSubstr("not valid YAML")));
  project.Write("models/s.yml", "models:\n  - name: a\n    name: b\n");
  EXPECT_THAT(project.ParseError(), StartsWith("models/s.yml:3:5: key 'name' is given twice"));
  project.Write("models/s.yml", "models:\n  name: a\n");
  EXPECT_THAT(project.ParseError(),
              StartsWith("models/s.yml:2:3: models: expected a list, got a map"));
  project.Write("models/s.yml", "models:\n  - description: a\n");
  EXPECT_THAT(project.ParseError(),
              StartsWith("models/s.yml:2:5: an entry of models: 'name' is missing"));
  project.Write("models/s.yml", "version: 3\n");
  EXPECT_THAT(project.ParseError(), StartsWith("models/s.yml:1:10: version: expected 2, got '3'"));
  project.Write("models/s.yml",
                "models:\n  - name: a\n    columns:\n      - name: id\n      - name: id\n");
  EXPECT_THAT(project.ParseError(), StartsWith("models/s.yml:5:9: column 'id' is given twice"));
}

TEST(ParseErrorsTest, UnknownKeysWarnWithASuggestion) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1 as id");
  project.Write("models/s.yml", "models:\n  - name: a\n    descripton: x\n");
  EXPECT_THAT(project.Parse()->warnings,
              Contains("models/s.yml:3:5: unknown key 'descripton' in an entry of models (did you "
                       "mean 'description'?)"));
  project.Write("dbt_project.yml", "name: shop\nmodel_paths: [m]\n");
  EXPECT_THAT(project.Parse()->warnings, Contains(HasSubstr("unknown key 'model_paths'")));
}

TEST(ParseErrorsTest, WrongProjectFiles) {
  ProjectFixture project;
  project.Write("dbt_project.yml", "version: 1\n");
  EXPECT_THAT(project.ParseError(),
              HasSubstr("dbt_project.yml:1:1: dbt_project.yml: 'name' is missing"));
  project.Write("dbt_project.yml", "name: my-shop\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("'my-shop' is not a valid project name"));
  project.Write("dbt_project.yml", "name: shop\nmodel-paths: /abs\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("expected a path inside the project, got '/abs'"));
  project.Write("dbt_project.yml",
                "name: shop\nmodels:\n  shop:\n    +schema: \"{{ env_var('NOPE_X') }}\"\n");
  EXPECT_THAT(project.ParseError(), AllOf(HasSubstr("dbt_project.yml:3:3"), HasSubstr("'NOPE_X'")));
  project.Write("dbt_project.yml", "name: shop\nmodels: []\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("models: expected a map, got a list"));
}

TEST(ParseErrorsTest, Profiles) {
  ProjectFixture project;
  project.Write("dbt_project.yml", "name: shop\nprofile: shopp\n");
  project.Write("profiles.yml",
                "shop:\n  target: dev\n  outputs:\n    dev: {type: trino, schema: s}\n");
  EXPECT_THAT(project.ParseError(),
              HasSubstr("profile 'shopp' does not exist (did you mean 'shop'?)"));
  project.Write("dbt_project.yml", "name: shop\nprofile: shop\n");
  ProjectInputs inputs = project.inputs();
  inputs.target = "prod";
  EXPECT_THROW(ParseProject(inputs), base::Error);
  EXPECT_EQ(project.Parse()->profile.schema, "s");
  project.Write("profiles.yml",
                "shop:\n  target: dev\n  outputs:\n    dev: {type: trino, threads: many}\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("threads: expected a whole number, got 'many'"));
}

TEST(ParseErrorsTest, SecretsDoNotReachTemplates) {
  ProjectFixture project;
  project.Write("dbt_project.yml", "name: shop\nprofile: shop\n");
  project.Write(
      "profiles.yml",
      "shop:\n  target: dev\n  outputs:\n    dev: {type: trino, password: s3cret, user: me}\n");
  auto manifest = project.Parse();
  EXPECT_THAT(jinja::Repr(manifest->profile.target), ::testing::Not(HasSubstr("s3cret")));
  EXPECT_THAT(jinja::Repr(manifest->profile.target), HasSubstr("'user': 'me'"));
}

TEST(ParseErrorsTest, CyclesAreShown) {
  ProjectFixture project;
  project.Write("models/a.sql", "select * from {{ ref('b') }}");
  project.Write("models/b.sql", "select * from {{ ref('c') }}");
  project.Write("models/c.sql", "select * from {{ ref('a') }}");
  EXPECT_THAT(
      project.ParseError(),
      AllOf(HasSubstr("in a cycle: model.shop.a → model.shop.c → model.shop.b → model.shop.a"),
            HasSubstr("models/a.sql, models/c.sql, models/b.sql")));
  project.Write("models/a.sql", "select * from {{ ref('a') }}");
  EXPECT_THAT(project.ParseError(), HasSubstr("model.shop.a → model.shop.a"));
}

TEST(ParseErrorsTest, UnknownRefsAndSources) {
  ProjectFixture project;
  project.Write("models/stg_orders.sql", "select 1 as id");
  project.Write("models/b.sql", "select *\nfrom {{ ref('stg_order') }}");
  EXPECT_THAT(
      project.ParseError(),
      StartsWith("models/b.sql:2:13: model.shop.b depends on ref('stg_order'), but there is "
                 "no such model or seed (did you mean 'stg_orders'?)"));
  project.Write("models/b.sql", "select * from {{ ref('tools', 'stg_orders') }}");
  EXPECT_THAT(project.ParseError(), HasSubstr("is the package 'tools' installed?"));
  project.Write("models/s.yml", "sources:\n  - name: raw\n    tables:\n      - name: orders\n");
  project.Write("models/b.sql", "select * from {{ source('raw', 'order') }}");
  EXPECT_THAT(project.ParseError(), HasSubstr("(did you mean 'raw.orders'?)"));
  project.Write("models/b.sql", "select * from {{ ref(orders) }}");
  EXPECT_THAT(project.ParseError(), HasSubstr("put the name in quotes: ref('name')"));
  project.Write("models/b.sql", "select * from {{ source('raw') }}");
  EXPECT_THAT(project.ParseError(),
              AllOf(HasSubstr("models/b.sql:1:"), HasSubstr("source() takes two names")));
}

TEST(ParseErrorsTest, DisabledModels) {
  ProjectFixture project;
  project.Write("models/a.sql", "{{ config(enabled=false) }}select 1 as id");
  project.Write("models/b.sql", "select * from {{ ref('a') }}");
  EXPECT_THAT(project.ParseError(), HasSubstr("depends on 'a', which is disabled (models/a.sql)"));
  std::filesystem::remove(project.dir() / "models/b.sql");
  project.Write("models/s.yml",
                "models:\n  - name: a\n    columns:\n      - {name: id, data_tests: [unique]}\n");
  auto manifest = project.Parse();
  EXPECT_TRUE(manifest->nodes.empty());
  EXPECT_THAT(manifest->warnings, Contains(HasSubstr("'a' is disabled")));
}

TEST(ParseErrorsTest, Duplicates) {
  ProjectFixture project;
  project.Write("models/x/a.sql", "select 1 as id");
  project.Write("models/y/a.sql", "select 1 as id");
  EXPECT_THAT(project.ParseError(),
              HasSubstr("two models have the name 'a': models/x/a.sql and models/y/a.sql"));
  std::filesystem::remove(project.dir() / "models/y/a.sql");
  project.Write("models/b.sql", "{{ config(alias='a') }}select 1 as id");
  EXPECT_THAT(
      project.ParseError(),
      HasSubstr("model.shop.b and model.shop.a would both write \"iceberg\".\"main\".\"a\""));
  std::filesystem::remove(project.dir() / "models/b.sql");
  project.Write("seeds/a.csv", "id\n1\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("have the name 'a'"));
  std::filesystem::remove(project.dir() / "seeds/a.csv");
  project.Write("macros/m.sql", "{% macro m() %}{% endmacro %}");
  project.Write("macros/n.sql", "\n{% macro m() %}{% endmacro %}");
  EXPECT_THAT(project.ParseError(), AllOf(StartsWith("macros/n.sql:2:"),
                                          HasSubstr("macro 'm' exists already in macros/m.sql")));
  std::filesystem::remove(project.dir() / "macros/n.sql");
  project.Write("models/s.yml", "models:\n  - name: a\n  - name: a\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("'a' is described already at models/s.yml:2:5"));
}

TEST(ParseErrorsTest, JinjaErrorsTellTheirPlace) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1\n{% if x %}\nselect 2");
  EXPECT_THAT(project.ParseError(), HasSubstr("models/a.sql:"));
  project.Write("models/a.sql", "select {{ 1 + 'a' }}");
  EXPECT_THAT(project.ParseError(), AllOf(HasSubstr("models/a.sql:1"), HasSubstr("int")));
  project.Write("macros/m.sql", "{% macro m() %}\n{{ 1 / 0 }}\n{% endmacro %}");
  project.Write("models/a.sql", "select\n{{ m() }}");
  EXPECT_THAT(project.ParseError(),
              AllOf(HasSubstr("macros/m.sql:2"), HasSubstr("models/a.sql:2")));
}

TEST(ParseErrorsTest, WrongTests) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1 as id");
  auto with = [&](const std::string& tests) {
    project.Write(
        "models/s.yml",
        "models:\n  - name: a\n    columns:\n      - name: id\n        data_tests:\n" + tests);
    return project.ParseError();
  };
  EXPECT_THAT(
      with("          - not_nul\n"),
      StartsWith(
          "models/s.yml:6:13: there is no generic test 'not_nul' (did you mean 'not_null'?)"));
  EXPECT_THAT(with("          - accepted_values:\n            values: [1]\n"),
              HasSubstr("indent the arguments one level more"));
  EXPECT_THAT(with("          - unique: {config: {severity: wrn}}\n"),
              HasSubstr("severity: expected 'warn' or 'error', got 'wrn'"));
  EXPECT_THAT(with("          - unique: {severity: warn, config: {severity: warn}}\n"),
              HasSubstr("'severity' stands both beside and inside of 'config'"));
  EXPECT_THAT(with("          - unique: {model: x}\n"), HasSubstr("'model' cannot be an argument"));
  EXPECT_THAT(with("          - unique: [1]\n"), HasSubstr("expected a map, got a list"));
  project.Write("models/s.yml", "models:\n  - name: a\n    tests: [x]\n    data_tests: [y]\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("both 'tests' and 'data_tests' are given"));
}

TEST(ParseErrorsTest, WhatTarnCannotRun) {
  ProjectFixture project;
  project.Write("models/a.py", "def model(dbt, session): pass");
  EXPECT_THAT(project.ParseError(), HasSubstr("models/a.py: Python models cannot run in Tarn"));
  std::filesystem::remove(project.dir() / "models/a.py");
  project.Write("snapshots/s.sql", "{% snapshot s %}select 1{% endsnapshot %}");
  EXPECT_THAT(project.ParseError(), HasSubstr("snapshots cannot run in Tarn yet"));
  std::filesystem::remove(project.dir() / "snapshots/s.sql");
  project.Write("models/a.sql", "select 1 as id");
  project.Write("models/s.yml", "models:\n  - name: a\n    versions: [{v: 1}]\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("models/s.yml:3:15: model versions cannot run"));
}

TEST(ParseErrorsTest, SourcesAndFreshness) {
  ProjectFixture project;
  project.Write("models/s.yml",
                "sources:\n  - name: raw\n    freshness: {warn_after: {count: 1, period: week}}\n"
                "    tables: [{name: t}]\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("period: expected minute, hour or day, got 'week'"));
  project.Write("models/s.yml",
                "sources:\n  - name: raw\n    freshness: {warn_after: {period: day}}\n    tables: "
                "[{name: t}]\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("warn_after: 'count' is missing"));
}

TEST(ParseErrorsTest, DocsBlocks) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1 as id");
  project.Write("models/d.md", "{% docs orders %}Text{% enddocs %}");
  project.Write("models/s.yml", "models:\n  - name: a\n    description: \"{{ doc('order') }}\"\n");
  EXPECT_THAT(project.ParseError(),
              AllOf(HasSubstr("models/s.yml:3:18"), HasSubstr("did you mean 'orders'?")));
  project.Write("models/s.yml", "models:\n  - name: a\n    description: \"{{ doc('orders') }}\"\n");
  EXPECT_EQ(project.Parse()->Find("model.shop.a")->description, "Text");
}

TEST(ParseErrorsTest, Packages) {
  ProjectFixture project;
  project.Write("packages.yml", "packages:\n  - local: ../nowhere\n");
  EXPECT_THAT(project.ParseError(),
              AllOf(HasSubstr("packages.yml:2:5"), HasSubstr("no dbt_project.yml")));
  project.Write("packages.yml", "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.0.0\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("package 'dbt-labs/dbt_utils' is not installed"));
  project.Write("dbt_packages/dbt_utils/dbt_project.yml", "name: dbt_utils\n");
  project.Write("dbt_packages/dbt_utils/macros/m.sql", "{% macro star() %}*{% endmacro %}");
  project.Write("models/a.sql", "select {{ dbt_utils.star() }} from x");
  auto manifest = project.Parse();
  EXPECT_THAT(manifest->Find("model.shop.a")->depends_on_macros, Contains("macro.dbt_utils.star"));
  project.Write("packages.yml", "packages:\n  - locl: x\n");
  EXPECT_THAT(project.ParseError(), HasSubstr("expected one of the keys local, package"));
}

TEST(ParseErrorsTest, AliasesThatMultiplyAreBounded) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) bomb += (k ? ", *a" : "*a") + std::to_string(i - 1);
    bomb += "]\n";
  }
  try {
    YamlNode::Parse(bomb, "b.yml");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kResourceExhausted);
  }
}

// Some kilobytes of them made tens of thousands of levels, which no stack has room for.
TEST(ParseErrorsTest, AliasesThatNestAreBounded) {
  const auto nested = [](int times) {
    constexpr int kLevels = 90;
    const std::string open(kLevels, '['), close(kLevels, ']');
    std::string text = "- &a0 " + open + "x" + close + "\n";
    for (int i = 1; i < times; ++i) {
      text += fmt::format("- &a{} {}*a{}{}\n", i, open, i - 1, close);
    }
    return text;
  };
  EXPECT_NO_THROW(YamlNode::Parse(nested(2), "n.yml").ToValue());
  for (const int times : {3, 200}) {
    try {
      YamlNode::Parse(nested(times), "n.yml");
      FAIL() << times;
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
      EXPECT_THAT(e.message(), AllOf(StartsWith("n.yml:3:"), HasSubstr("nested too deeply")));
    }
  }
}

}  // namespace
}  // namespace tarn::transform
