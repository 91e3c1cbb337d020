// Compiled SQL equals what dbt-duckdb (shop) and dbt-trino (crossdb) compile, white space aside.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "transform/runner/invocation.h"
#include "transform/tests/fake_engine.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using nlohmann::json;

// Without any white space around brackets and commas as well.
std::string Tight(const std::string& sql) {
  std::string tight;
  for (char c : Squeeze(sql)) {
    const bool joins = c == '(' || c == ')' || c == ',' || c == '[' || c == ']';
    if (joins && !tight.empty() && tight.back() == ' ') tight.pop_back();
    if (c == ' ' && !tight.empty()) {
      const char last = tight.back();
      if (last == '(' || last == ')' || last == ',' || last == '[' || last == ']') continue;
    }
    tight += c;
  }
  return tight;
}

void ExpectCompiled(const std::string& name) {
  ProjectFixture project;
  project.CopyGolden(name);
  FakeEngine engine;
  InvocationOptions options;
  options.command = Command::kCompile;
  options.project = project.inputs();
  options.resource_types = {"all"};
  InvocationServices services;
  services.engine = &engine;
  const auto result = Invoke(options, services);
  ASSERT_EQ(result.exit_code, 0) << result.error;
  std::ifstream in(std::string(TARN_SOURCE_DIR) + "/tests/golden/dbt/expected/" + name + ".json");
  const json golden = json::parse(in);
  size_t compared = 0;
  for (const auto& node : result.results) {
    ASSERT_EQ(node.status, NodeStatus::kSuccess) << node.message;
    const json& expected = golden["nodes"][node.node->unique_id];
    ASSERT_TRUE(expected.contains("compiled_code")) << node.node->unique_id;
    EXPECT_EQ(Tight(node.compiled_code), Tight(expected["compiled_code"])) << node.node->unique_id;
    ++compared;
  }
  EXPECT_GT(compared, 25u);
}

TEST(CompileGoldenTest, Shop) { ExpectCompiled("shop"); }
TEST(CompileGoldenTest, CrossDatabaseMacros) { ExpectCompiled("crossdb"); }

}  // namespace
}  // namespace tarn::transform
