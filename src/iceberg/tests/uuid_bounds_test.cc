#include "iceberg/expression/uuid_bounds.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "iceberg/expression/evaluator.h"
#include "iceberg/expression/expression.h"

namespace tarn::iceberg {
namespace {

// A UUID of few different bits, so that halves are often equal and signs often differ.
std::string AnyUuid() {
  std::string bytes(16, '\0');
  for (const size_t i : {0, 7, 8, 15}) {
    bytes[i] = static_cast<char>(
        *rc::gen::element<unsigned char>(0x00, 0x01, 0x7e, 0x7f, 0x80, 0x81, 0xff));
  }
  return bytes;
}

// As java.util.UUID compares.
bool LessInJava(const std::string& a, const std::string& b) {
  const auto half = [](const std::string& bytes, size_t from) {
    uint64_t bits = 0;
    for (size_t i = from; i < from + 8; ++i)
      bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<int64_t>(bits);
  };
  return std::pair(half(a, 0), half(a, 8)) < std::pair(half(b, 0), half(b, 8));
}

Truth Search(const std::string& uuid, const std::string& lower, const std::string& upper) {
  const Schema schema{SchemaId(0), {{.id = 1, .name = "u", .type = UuidType{}}}, {}};
  DataFile file;
  file.record_count = 10;
  file.value_counts.Set(1, 10);
  file.null_value_counts.Set(1, 0);
  file.lower_bounds.Set(1, lower);
  file.upper_bounds.Set(1, upper);
  return EvaluateMetrics(Bind(Equal("u", Literal::Uuid(uuid)), schema), file);
}

TEST(UuidBounds, InEitherOrderLoseNoRow) {
  EXPECT_TRUE(rc::check([] {
    std::vector<std::string> values;
    for (int count = *rc::gen::inRange(1, 5); count > 0; --count) values.push_back(AnyUuid());
    const auto by_bytes = std::minmax_element(values.begin(), values.end());
    const auto in_java = std::minmax_element(values.begin(), values.end(), LessInJava);
    for (const std::string& value : values) {
      RC_ASSERT(Search(value, *by_bytes.first, *by_bytes.second) != Truth::kFalse);
      RC_ASSERT(Search(value, *in_java.first, *in_java.second) != Truth::kFalse);
    }
  }));
}

TEST(UuidBounds, StillLeaveOutFiles) {
  const std::string low(16, '\x11'), middle(16, '\x22'), high(16, '\x33');
  EXPECT_EQ(Search(middle, low, high), Truth::kUnknown);
  EXPECT_EQ(Search(high, low, middle), Truth::kFalse);
  EXPECT_EQ(Search(low, middle, high), Truth::kFalse);
  EXPECT_EQ(Search(low, low, low), Truth::kTrue);
  EXPECT_EQ(Search(middle, std::string(16, '\x80'), std::string(16, '\x7f')), Truth::kUnknown)
      << "the least and the greatest as Java has them";
}

TEST(UuidBounds, OfOneHalfHoldInBothOrders) {
  EXPECT_TRUE(HoldInBothOrders(std::string(16, '\x00'), std::string(16, '\x7f')));
  EXPECT_TRUE(HoldInBothOrders(std::string(16, '\x80'), std::string(16, '\xff')));
  EXPECT_FALSE(HoldInBothOrders(std::string(16, '\x7f'), std::string(16, '\x80')));
  EXPECT_FALSE(
      HoldInBothOrders(std::string(16, '\0'), std::string(8, '\0') + std::string(8, '\x80')));
  EXPECT_FALSE(HoldInBothOrders("short", "shorter")) << "no UUIDs";
}

}  // namespace
}  // namespace tarn::iceberg
