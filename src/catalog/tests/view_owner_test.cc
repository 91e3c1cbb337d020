#include "catalog/view_owner.h"

#include <gtest/gtest.h>

namespace tarn::catalog {
namespace {

iceberg::ViewMetadata ViewOf(const std::string& sql, iceberg::Properties properties = {}) {
  iceberg::Schema schema;
  schema.fields = {{1, "id", false, iceberg::Type(iceberg::LongType())}};
  iceberg::ViewVersion version;
  version.representations = {{sql, "trino"}};
  version.default_namespace = {"s"};
  return iceberg::NewViewMetadata("u", "memory:///v", schema, version, std::move(properties), 1);
}

TEST(ViewOwner, IsWhoMadeTheViewForThemselves) {
  iceberg::ViewMetadata view = ViewOf("SELECT 1", {{kRunAsOwner, "ann"}});
  EXPECT_EQ(OwnerOf(view), std::nullopt) << "nobody is known to have made it";
  NoteDefinedBy("ann", nullptr, view);
  EXPECT_EQ(OwnerOf(view), "ann");
}

TEST(ViewOwner, IsNobodyWhenTheClientNamesSomebodyElse) {
  iceberg::ViewMetadata view = ViewOf("SELECT 1", {{kRunAsOwner, "root"}, {kDefinedBy, "root"}});
  NoteDefinedBy("ann", nullptr, view);
  EXPECT_EQ(view.properties.at(kDefinedBy), "ann") << "whatever the client says";
  EXPECT_EQ(OwnerOf(view), std::nullopt);
  view.properties[kRunAsOwner] = "";
  EXPECT_EQ(OwnerOf(view), std::nullopt) << "nor the lake's owner";
}

TEST(ViewOwner, IsWhomTheLakesOwnerNames) {
  iceberg::ViewMetadata view = ViewOf("SELECT 1", {{kRunAsOwner, "ann"}});
  NoteDefinedBy("", nullptr, view);
  EXPECT_EQ(OwnerOf(view), "ann");
  view.properties[kRunAsOwner] = "";
  EXPECT_EQ(OwnerOf(view), "");
}

TEST(ViewOwner, InvokersViewsHaveNone) {
  iceberg::ViewMetadata view = ViewOf("SELECT 1", {{kDefinedBy, "ann"}});
  NoteDefinedBy("ann", nullptr, view);
  EXPECT_EQ(OwnerOf(view), std::nullopt);
  EXPECT_FALSE(view.properties.contains(kDefinedBy));
}

TEST(ViewOwner, WhoChangesWhatIsReadTakesTheViewOver) {
  iceberg::ViewMetadata before = ViewOf("SELECT 1", {{kRunAsOwner, "root"}});
  NoteDefinedBy("root", nullptr, before);
  const auto changed = [&](auto change) {
    iceberg::ViewMetadata next = before;
    change(next);
    NoteDefinedBy("ann", &before, next);
    return OwnerOf(next);
  };
  EXPECT_EQ(changed([](auto&) {}), "root");
  EXPECT_EQ(changed([](auto& view) { view.properties["comment"] = "of ann"; }), "root");
  EXPECT_EQ(changed([](auto& view) { view.properties[kDefinedBy] = "ann"; }), "root");
  EXPECT_EQ(changed([](auto& view) { view.properties.erase(kDefinedBy); }), "root");
  EXPECT_EQ(changed([](auto& view) { view = ViewOf("SELECT 2", view.properties); }), std::nullopt);
  EXPECT_EQ(changed([](auto& view) { view.versions[0].default_namespace = {"t"}; }), std::nullopt);
  EXPECT_EQ(changed([](auto& view) { view.versions[0].default_catalog = "c"; }), std::nullopt);
  EXPECT_EQ(changed([](auto& view) {
              view.properties["tarn.materialized-view.storage-table"] = "another";
            }),
            std::nullopt);
  EXPECT_EQ(changed([](auto& view) { view.properties[kRunAsOwner] = "bob"; }), std::nullopt);
  EXPECT_EQ(changed([](auto& view) {
              view = ViewOf("SELECT 2", view.properties);
              view.properties[kRunAsOwner] = "ann";
            }),
            "ann");
}

TEST(ViewOwner, ViewsOfBeforeThereWereUsersStayWithWhoAsks) {
  const iceberg::ViewMetadata before = ViewOf("SELECT 1", {{kRunAsOwner, "root"}});
  iceberg::ViewMetadata next = before;
  next.properties["comment"] = "x";
  NoteDefinedBy("root", &before, next);
  EXPECT_EQ(OwnerOf(next), std::nullopt);
}

}  // namespace
}  // namespace tarn::catalog
