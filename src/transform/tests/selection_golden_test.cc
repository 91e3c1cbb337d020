// What `dbt ls` gave for the selections in tests/golden/dbt/generate.py.
#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "transform/context/value_tree.h"
#include "transform/runner/invocation.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

InvocationOptions FromArgs(const std::vector<std::string>& args) {
  InvocationOptions options;
  options.command = Command::kList;
  std::vector<std::string>* values = nullptr;
  for (size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (!arg.starts_with("--")) {
      values->push_back(arg);
    } else if (arg == "--select") {
      values = &options.selection.select;
    } else if (arg == "--exclude") {
      values = &options.selection.exclude;
    } else if (arg == "--resource-type") {
      values = &options.resource_types;
    } else if (arg == "--exclude-resource-type") {
      values = &options.exclude_resource_types;
    } else if (arg == "--selector") {
      options.selection.selector = args[++i];
    } else if (arg == "--indirect-selection") {
      options.selection.indirect = ParseIndirectSelection(args[++i]);
    }
  }
  return options;
}

TEST(SelectionGoldenTest, EverySelectionIsWhatDbtSelects) {
  ProjectFixture project;
  project.CopyGolden("shop");
  std::ifstream in(std::string(TARN_SOURCE_DIR) + "/tests/golden/dbt/expected/shop.json");
  const json golden = json::parse(in);
  ASSERT_GT(golden["ls"].size(), 50u);
  for (const auto& entry : golden["ls"]) {
    const auto args = entry["args"].get<std::vector<std::string>>();
    InvocationOptions options = FromArgs(args);
    options.project = project.inputs();
    for (const auto& [output, key] :
         {std::pair{"json", "unique_ids"}, std::pair{"selector", "names"}}) {
      options.output = output;
      options.output_keys = {"unique_id"};
      const auto result = Invoke(options, {});
      ASSERT_EQ(result.exit_code, 0) << entry["args"] << result.error;
      std::vector<std::string> actual = result.lines;
      if (options.output == "json") {
        for (auto& line : actual) line = json::parse(line)["unique_id"].get<std::string>();
      }
      std::sort(actual.begin(), actual.end());
      EXPECT_EQ(actual, entry[key].get<std::vector<std::string>>()) << entry["args"];
    }
  }
}

TEST(SelectionGoldenTest, SelectorsAreShownAsInDbt) {
  ProjectFixture project;
  project.CopyGolden("shop");
  auto manifest = project.Parse();
  std::ifstream in(std::string(TARN_SOURCE_DIR) + "/tests/golden/dbt/expected/shop.json");
  const json golden = json::parse(in);
  for (const auto& [name, selector] : golden["selectors"].items()) {
    const auto& found = manifest->selectors.AsDict();
    const jinja::Value* value = std::as_const(found).Find(name);
    ASSERT_NE(value, nullptr) << name;
    const auto& fields = value->AsDict();
    const jinja::Value* definition = std::as_const(fields).Find("definition");
    EXPECT_EQ(json::parse(ToCompactJson(*definition)), selector["definition"]) << name;
  }
}

InvocationResult List(const ProjectFixture& project, const std::string& spec) {
  InvocationOptions options;
  options.command = Command::kList;
  options.project = project.inputs();
  options.selection.select = {spec};
  return Invoke(options, {});
}

TEST(SelectionErrorsTest, WrongSpecsAreTold) {
  ProjectFixture project;
  project.Write("models/a.sql", "select 1 as id");
  EXPECT_THAT(List(project, "tga:x").error,
              HasSubstr("'tga' is not a selection method (did you mean 'tag'?), in 'tga:x'"));
  EXPECT_THAT(List(project, "@a+").error, HasSubstr("do not go together: '@a+'"));
  EXPECT_THAT(List(project, "tag:").error, HasSubstr("nothing to select in 'tag:'"));
  EXPECT_THAT(List(project, "state:modified").error, HasSubstr("not supported: 'state:modified'"));
  EXPECT_THAT(List(project, "resource_type:modle").error, HasSubstr("did you mean 'model'?"));
  EXPECT_THAT(List(project, "source:a.b.c.d").error, HasSubstr("got 'a.b.c.d'"));
  EXPECT_EQ(List(project, "nothing").exit_code, 0);
  InvocationOptions options;
  options.command = Command::kList;
  options.project = project.inputs();
  options.selection.selector = "nightly";
  EXPECT_THAT(Invoke(options, {}).error, HasSubstr("there is no selector 'nightly'"));
}

}  // namespace
}  // namespace tarn::transform
