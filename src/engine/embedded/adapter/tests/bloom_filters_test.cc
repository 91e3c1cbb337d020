#include "engine/embedded/adapter/bloom_filters.h"

#include <cmath>

#include <gtest/gtest.h>

#include "duckdb/planner/filter/conjunction_filter.hpp"
#include "duckdb/planner/filter/constant_filter.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::ConstantFilter;
using duckdb::ExpressionType;
using duckdb::TableFilter;
using duckdb::Value;

duckdb::unique_ptr<TableFilter> Equal(const Value& value) {
  return duckdb::make_uniq<ConstantFilter>(ExpressionType::COMPARE_EQUAL, value);
}

std::string After(duckdb::unique_ptr<TableFilter> filter) {
  duckdb::TableFilterSet set;
  set.filters[0] = std::move(filter);
  AvoidBloomFilters(set);
  return set.filters[0]->ToString("c");
}

TEST(BloomFiltersTest, EqualitiesThatAreMisjudgedBecomeRanges) {
  EXPECT_EQ(After(Equal(Value::DOUBLE(-0.0))), "c>=-0.0 AND c<=-0.0");
  EXPECT_EQ(After(Equal(Value::FLOAT(0))), "c>=0.0 AND c<=0.0");
  EXPECT_EQ(After(Equal(Value::BLOB("a\\x00b"))), "c>='a\\x00b'::BLOB AND c<='a\\x00b'::BLOB");
  EXPECT_EQ(After(Equal(Value::DOUBLE(NAN))), "c>='nan'::DOUBLE AND c<='nan'::DOUBLE");
}

TEST(BloomFiltersTest, AlsoInsideConjunctions) {
  auto any = duckdb::make_uniq<duckdb::ConjunctionOrFilter>();
  any->child_filters.push_back(Equal(Value::DOUBLE(1)));
  auto all = duckdb::make_uniq<duckdb::ConjunctionAndFilter>();
  all->child_filters.push_back(Equal(Value::DOUBLE(0)));
  any->child_filters.push_back(std::move(all));
  EXPECT_EQ(After(std::move(any)), "c=1.0 OR c>=0.0 AND c<=0.0");
}

TEST(BloomFiltersTest, OthersStayAsTheyAre) {
  EXPECT_EQ(After(Equal(Value::DOUBLE(1))), "c=1.0");
  EXPECT_EQ(After(Equal(Value::INTEGER(0))), "c=0");
  EXPECT_EQ(After(Equal(Value("x"))), "c='x'");
  EXPECT_EQ(
      After(duckdb::make_uniq<ConstantFilter>(ExpressionType::COMPARE_LESSTHAN, Value::DOUBLE(0))),
      "c<0.0");
}

}  // namespace
}  // namespace tarn::engine::embedded
