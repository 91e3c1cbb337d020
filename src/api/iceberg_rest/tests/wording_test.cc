// Errors are worded as Iceberg's own catalogs word them: its REST compatibility kit looks at that.
#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using testing::StartsWith;

class WordingTest : public RestTest {
 protected:
  void SetUp() override {
    CreateTableT();
    ASSERT_EQ(Post("namespaces/s/views", ViewBody("v")).status, 200);
  }
  static void Expect(const Answer& answer, int status, const std::string& type,
                     const std::string& message) {
    EXPECT_EQ(answer.status, status) << message;
    EXPECT_EQ(answer.error_type(), type) << message;
    EXPECT_THAT(answer.message(), StartsWith(message));
  }
  static Json Rename(const std::string& from, const std::string& to) {
    return {{"source", {{"namespace", {"s"}}, {"name", from}}},
            {"destination", {{"namespace", {"s"}}, {"name", to}}}};
  }
  // A commit of a requirement alone.
  Answer Require(const Json& requirement) {
    return Post("namespaces/s/tables/t",
                {{"requirements", {requirement}}, {"updates", Json::array()}});
  }
};

TEST_F(WordingTest, WhatIsThereAlready) {
  constexpr const char* kType = "AlreadyExistsException";
  Expect(Post("namespaces", {{"namespace", {"s"}}}), 409, kType, "Namespace already exists: s");
  Expect(Post("namespaces/s/tables", TableBody("t")), 409, kType, "Table already exists: s.t");
  Expect(Post("namespaces/s/tables", TableBody("v")), 409, kType,
         "View with same name already exists: s.v");
  Json staged = TableBody("t");
  staged["stage-create"] = true;
  Expect(Post("namespaces/s/tables", staged), 409, kType, "Table already exists: s.t");
  Expect(Post("namespaces/s/views", ViewBody("v")), 409, kType, "View already exists: s.v");
  Expect(Post("namespaces/s/views", ViewBody("t")), 409, kType,
         "Table with same name already exists: s.t");
  Expect(Post("tables/rename", Rename("t", "v")), 409, kType,
         "Cannot rename s.t to s.v. View already exists");
  Expect(Post("views/rename", Rename("v", "t")), 409, kType,
         "Cannot rename s.v to s.t. Table already exists");
  Expect(Require({{"type", "assert-create"}}), 409, kType,
         "Requirement failed: table already exists: s.t");
}

TEST_F(WordingTest, WhatIsNotThere) {
  Expect(Get("namespaces/no"), 404, "NoSuchNamespaceException", "Namespace does not exist: no");
  EXPECT_EQ(Get("namespaces/no").message(), "Namespace does not exist: no");
  Expect(Get("namespaces/s/tables/no"), 404, "NoSuchTableException", "Table does not exist: s.no");
  // Clients look for a metadata table next: `s.t.files` as `files` of the table `s.t`.
  Expect(Get("namespaces/s%1Ft/tables/files"), 404, "NoSuchTableException",
         "Table does not exist: s.t.files");
  Expect(Get("namespaces/no/views/v"), 404, "NoSuchViewException", "View does not exist: no.v");
  Expect(Get("namespaces/no/tables"), 404, "NoSuchNamespaceException",
         "Namespace does not exist: no");
  catalog_->CreateBranch("dev", "main");
  Expect(Get("dev/namespaces/s/tables/no"), 404, "NoSuchTableException",
         "Table does not exist: s.no (on dev)");
}

TEST_F(WordingTest, RequirementsThatFail) {
  const auto expect = [&](const Json& requirement, const std::string& message) {
    Expect(Require(requirement), 409, "CommitFailedException", "Requirement failed: " + message);
  };
  expect({{"type", "assert-table-uuid"}, {"uuid", "00000000-0000-0000-0000-000000000000"}},
         "UUID does not match: expected 00000000-");
  expect({{"type", "assert-last-assigned-field-id"}, {"last-assigned-field-id", 9}},
         "last assigned field id changed: expected 9, found 2");
  expect({{"type", "assert-current-schema-id"}, {"current-schema-id", 9}},
         "current schema changed");
  expect({{"type", "assert-last-assigned-partition-id"}, {"last-assigned-partition-id", 9}},
         "last assigned partition id changed");
  expect({{"type", "assert-default-spec-id"}, {"default-spec-id", 9}},
         "default partition spec changed");
  expect({{"type", "assert-default-sort-order-id"}, {"default-sort-order-id", 9}},
         "default sort order changed");
}

TEST_F(WordingTest, ADialectHasOneTextInAVersion) {
  Json body = ViewBody("w");
  Json& representations = body["view-version"]["representations"];
  representations.push_back({{"type", "sql"}, {"sql", "SELECT 2"}, {"dialect", "Trino"}});
  Expect(Post("namespaces/s/views", body), 400, "IllegalArgumentException",
         "Invalid view version: Cannot add multiple queries for dialect Trino");
}

// The snapshot that replaces a table has no parent: a number that another commit took meanwhile
// does not keep it out.
TEST_F(WordingTest, SnapshotsWithoutAParentComeInWhateverTheirNumber) {
  const Json loaded = Get("namespaces/s/tables/t").body;
  Json replace = Append(loaded, 2);
  replace["requirements"].erase(1);
  ASSERT_EQ(Post("namespaces/s/tables/t", Append(loaded, 1)).status, 200);
  const Answer replaced = Post("namespaces/s/tables/t", replace);
  EXPECT_EQ(replaced.status, 200) << replaced.message();
  EXPECT_EQ(replaced.body["metadata"]["current-snapshot-id"], 2);
  EXPECT_EQ(replaced.body["metadata"]["last-sequence-number"], 1);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
