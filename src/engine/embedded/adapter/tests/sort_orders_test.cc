#include "engine/embedded/adapter/sort_orders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

iceberg::Schema Columns() {
  iceberg::Schema schema;
  const auto add = [&](int id, const char* name, iceberg::Type type) {
    iceberg::NestedField field;
    field.id = id;
    field.name = name;
    field.type = std::move(type);
    schema.fields.push_back(std::move(field));
  };
  add(1, "a", iceberg::PrimitiveType(iceberg::LongType{}));
  add(2, "Odd name", iceberg::PrimitiveType(iceberg::StringType{}));
  add(3, "l", iceberg::MakeList(4, iceberg::PrimitiveType(iceberg::LongType{})));
  return schema;
}

TEST(SortOrders, AreReadAsTrinoReadsThem) {
  const iceberg::Schema schema = Columns();
  const auto text = [&](const std::string& item) {
    return FormatSortedBy(ParseSortedBy({item}, schema), schema).at(0);
  };
  EXPECT_EQ(text("a"), "a ASC NULLS FIRST");
  EXPECT_EQ(text("A desc"), "a DESC NULLS LAST");
  EXPECT_EQ(text("  a   ASC  nulls LAST "), "a ASC NULLS LAST");
  EXPECT_EQ(text("\"Odd name\" DESC NULLS FIRST"), "\"Odd name\" DESC NULLS FIRST");
  const iceberg::SortOrder two = ParseSortedBy({"\"Odd name\"", "a DESC"}, schema);
  EXPECT_EQ(two.order_id.value(), 1);
  EXPECT_THAT(FormatSortedBy(two, schema),
              ElementsAre("\"Odd name\" ASC NULLS FIRST", "a DESC NULLS LAST"));
  EXPECT_EQ(ParseSortedBy({}, schema), iceberg::SortOrder());
  EXPECT_TRUE(IsHonoured(two, schema));
  EXPECT_FALSE(IsHonoured({}, schema));
}

TEST(SortOrders, ErrorsTellWhatIsWrong) {
  const iceberg::Schema schema = Columns();
  const auto error = [&](std::vector<std::string> items) {
    try {
      ParseSortedBy(items, schema);
    } catch (const base::Error& caught) {
      return caught.message();
    }
    return std::string("none");
  };
  for (const char* text :
       {"", "a b", "a ASC b", "a NULLS", "a NULLS MIDDLE", "a DESC NULLS LAST x", "\"a"}) {
    EXPECT_THAT(error({text}), HasSubstr("Unable to parse sort field: [")) << text;
  }
  EXPECT_THAT(error({"aa"}), HasSubstr("Column not found: aa"));
  EXPECT_THAT(error({"a", "a DESC"}), HasSubstr("names column 'a' twice"));
  EXPECT_THAT(error({"l"}), HasSubstr("cannot sort the column 'l'"));
}

TEST(SortOrders, OthersAreShownAndNotHonoured) {
  const iceberg::Schema schema = Columns();
  iceberg::SortOrder order = ParseSortedBy({"a"}, schema);
  order.fields[0].transform = iceberg::Transform::Bucket(8);
  EXPECT_THAT(FormatSortedBy(order, schema), ElementsAre("bucket(a, 8) ASC NULLS FIRST"));
  EXPECT_FALSE(IsHonoured(order, schema));
}

}  // namespace
}  // namespace tarn::engine::embedded
