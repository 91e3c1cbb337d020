#include "iceberg/update/view_update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;

Schema OneColumn(const std::string& name) {
  Schema schema;
  schema.fields = {{1, name, false, PrimitiveType(IntType{})}};
  return schema;
}

ViewVersion Sql(const std::string& sql, const std::string& dialect = "trino") {
  ViewVersion version;
  version.representations = {{sql, dialect}};
  version.default_namespace = {"s"};
  return version;
}

ViewMetadata Base() {
  return NewViewMetadata("u", "/w/v", OneColumn("a"), Sql("SELECT 1 AS a"), {}, 10);
}

ErrorKind KindOf(const CommitViewRequest& request) {
  try {
    Apply(Base(), request, 20);
  } catch (const base::Error& error) {
    return error.kind();
  }
  return ErrorKind::kInternal;
}

ViewVersion AddedTo(ViewVersion version, int32_t schema_id) {
  version.schema_id = SchemaId(schema_id);
  return version;
}

TEST(ViewUpdateTest, AddsAVersionOverTheSchemaAddedLast) {
  const ViewMetadata view =
      Apply(Base(),
            {{"u"},
             {update::AddSchema{OneColumn("b")},
              update::AddViewVersion{AddedTo(Sql("SELECT 2 AS b"), -1)},
              update::SetCurrentViewVersion{}, update::SetProperties{{{"k", "v"}}}}},
            20);
  EXPECT_EQ(view.current_version_id, ViewVersionId(2));
  EXPECT_EQ(view.current_version().timestamp_ms, 20);
  EXPECT_EQ(view.current_schema().fields[0].name, "b");
  EXPECT_EQ(view.version_log.size(), 2u);
  EXPECT_EQ(view.properties.at("k"), "v");
  EXPECT_EQ(Apply(view, {{}, {update::RemoveProperties{{"k"}}}}, 30).properties.size(), 0u);
}

TEST(ViewUpdateTest, UsesWhatIsThereAgain) {
  const ViewMetadata view = Apply(Base(),
                                  {{},
                                   {update::AddSchema{OneColumn("a")},
                                    update::AddViewVersion{AddedTo(Sql("SELECT 1 AS a"), -1)},
                                    update::SetCurrentViewVersion{}}},
                                  20);
  EXPECT_EQ(view, Base());
}

TEST(ViewUpdateTest, KeepsAsManyVersionsAsThePropertySays) {
  ViewMetadata view = Base();
  view.properties["version.history.num-entries"] = "2";
  for (int i = 0; i < 4; ++i) {
    view = Apply(view,
                 {{},
                  {update::AddViewVersion{AddedTo(Sql("SELECT " + std::to_string(i + 5)), 0)},
                   update::SetCurrentViewVersion{}}},
                 20 + i);
  }
  EXPECT_EQ(view.versions.size(), 2u);
  EXPECT_EQ(view.current_version_id, ViewVersionId(5));
}

TEST(ViewUpdateTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(KindOf({{"other"}, {}}), ErrorKind::kConflict);
  EXPECT_EQ(KindOf({{}, {update::AssignUuid{"other"}}}), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{}, {update::UpgradeFormatVersion{2}}}), ErrorKind::kUnsupported);
  EXPECT_EQ(KindOf({{}, {update::SetLocation{""}}}), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{}, {update::SetCurrentViewVersion{}}}), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{}, {update::SetCurrentViewVersion{ViewVersionId(9)}}}),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{}, {update::AddViewVersion{AddedTo(Sql("x"), -1)}}}),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{}, {update::AddViewVersion{AddedTo(Sql("x"), 7)}}}),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf({{},
                    {update::AddViewVersion{AddedTo(Sql("x", "spark"), 0)},
                     update::SetCurrentViewVersion{}}}),
            ErrorKind::kFailedPrecondition);
}

TEST(ViewUpdateTest, JsonRoundTrips) {
  const CommitViewRequest request{
      {"u"},
      {update::AssignUuid{"u"}, update::UpgradeFormatVersion{1},
       update::AddSchema{OneColumn("b"), 1}, update::SetLocation{"/w/x"},
       update::SetProperties{{{"k", "v"}}}, update::RemoveProperties{{"l"}},
       update::AddViewVersion{AddedTo(Sql("SELECT 1"), -1)}, update::SetCurrentViewVersion{}}};
  EXPECT_EQ(ParseCommitViewRequest(SerializeCommitViewRequest(request)), request);
}

TEST(ViewUpdateTest, JsonErrorsTellThePlace) {
  try {
    ParseCommitViewRequest(
        R"({"updates":[{"action":"set-location","location":"/x"},{"action":"add-schema"}]})");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
    EXPECT_THAT(error.message(), HasSubstr("updates[1]"));
  }
  EXPECT_THROW(ParseCommitViewRequest(R"({"updates":[{"action":"fly"}]})"), base::Error);
  EXPECT_THROW(
      ParseCommitViewRequest(R"({"requirements":[{"type":"assert-create"}],"updates":[]})"),
      base::Error);
}

}  // namespace
}  // namespace tarn::iceberg
