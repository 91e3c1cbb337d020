// What dbt-core made of the projects in tests/golden/dbt is what Tarn makes of them.
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "transform/context/render_scope.h"
#include "transform/context/value_tree.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using nlohmann::json;

json Golden(const std::string& name) {
  std::ifstream in(std::string(TARN_SOURCE_DIR) + "/tests/golden/dbt/expected/" + name + ".json");
  return json::parse(in);
}

// Sets: dbt's order of tags and of dependencies is the order of its passes.
void SortLists(json* node) {
  for (const char* key : {"tags", "macros", "nodes", "doc_blocks"}) {
    if (node->contains(key) && (*node)[key].is_array()) {
      std::set<json> items((*node)[key].begin(), (*node)[key].end());
      (*node)[key] = json(items);
    }
  }
  for (auto& [key, value] : node->items()) {
    if (value.is_object()) SortLists(&value);
  }
}

json Actual(const Node& node) {
  json actual = json::parse(ToCompactJson(NodeValue(node)));
  SortLists(&actual);
  return actual;
}

// Keys that are compared elsewhere (compiled_code) or that dbt derives for its own use only.
const std::set<std::string> kLeftOut = {"compiled_code", "extra_ctes", "primary_key"};

void ExpectSame(const Node* node, json expected) {
  const std::string id = expected["unique_id"];
  ASSERT_NE(node, nullptr) << id;
  SortLists(&expected);
  const json actual = Actual(*node);
  for (const auto& [key, value] : expected.items()) {
    if (kLeftOut.contains(key)) continue;
    EXPECT_EQ(actual.value(key, json("(missing)")), value) << id << " " << key;
  }
}

TEST(ManifestGoldenTest, ShopIsWhatDbtMakesOfIt) {
  ProjectFixture project;
  project.CopyGolden("shop");
  auto manifest = project.Parse();
  const json golden = Golden("shop");
  std::set<std::string> expected, actual;
  for (const char* part : {"nodes", "sources", "exposures"}) {
    for (const auto& [id, node] : golden[part].items()) expected.insert(id);
  }
  for (const Node& node : manifest->nodes) actual.insert(node.unique_id);
  EXPECT_EQ(actual, expected);
  for (const char* part : {"nodes", "sources", "exposures"}) {
    for (const auto& [id, node] : golden[part].items()) ExpectSame(manifest->Find(id), node);
  }
}

TEST(ManifestGoldenTest, DisabledNodesAndGraphAreAsInDbt) {
  ProjectFixture project;
  project.CopyGolden("shop");
  auto manifest = project.Parse();
  const json golden = Golden("shop");
  std::set<std::string> expected, actual;
  for (const auto& [id, nodes] : golden["disabled"].items()) expected.insert(id);
  for (const Node& node : manifest->disabled) actual.insert(node.unique_id);
  EXPECT_EQ(actual, expected);
  for (const auto& [id, parents] : golden["parent_map"].items()) {
    auto found = manifest->dag.Find(id);
    ASSERT_TRUE(found) << id;
    std::set<std::string> names;
    for (auto parent : manifest->dag.predecessors(*found)) names.insert(manifest->dag.name(parent));
    EXPECT_EQ(names, parents.get<std::set<std::string>>()) << id;
  }
}

TEST(ManifestGoldenTest, MacrosAndDocsAreAsInDbt) {
  ProjectFixture project;
  project.CopyGolden("shop");
  auto manifest = project.Parse();
  const json golden = Golden("shop");
  for (const auto& [id, macro] : golden["macros"].items()) {
    const std::string package = macro["package_name"];
    const Macro* found = manifest->macros.Find(package, std::string(macro["name"]));
    ASSERT_NE(found, nullptr) << id;
    EXPECT_EQ(found->unique_id, id);
    EXPECT_EQ(manifest->macros.Text(*found), macro["macro_sql"].get<std::string>()) << id;
    EXPECT_EQ(found->description, macro["description"].get<std::string>()) << id;
    auto calls = manifest->macros.Calls(*found);
    const std::set<std::string> called(calls.begin(), calls.end());
    EXPECT_EQ(called, macro["depends_on"]["macros"].get<std::set<std::string>>()) << id;
  }
  for (const auto& [id, doc] : golden["docs"].items()) {
    ASSERT_TRUE(manifest->docs.contains(id)) << id;
    EXPECT_EQ(manifest->docs.at(id).contents, doc["block_contents"]);
  }
}

}  // namespace
}  // namespace tarn::transform
