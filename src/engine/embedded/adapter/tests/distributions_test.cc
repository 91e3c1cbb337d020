#include "engine/embedded/adapter/distributions.h"

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

// Values of the functions of those names of Trino 476.
TEST(DistributionsTest, AreTrinos) {
  EXPECT_NEAR(NormalCdf(0, 1, 1.96), 0.9750021048517796, 1e-14);
  EXPECT_NEAR(InverseNormalCdf(0, 1, 0.3), -0.5244005127080409, 1e-14);
  EXPECT_NEAR(InverseNormalCdf(0, 1, 1e-10), -6.361340889697421, 1e-7);
  EXPECT_NEAR(BetaCdf(3, 3.6, 0.3), 0.21764809997679938, 1e-13);
  EXPECT_NEAR(BetaCdf(0.5, 0.5, 0.2), 0.2951672353008666, 1e-13);
  EXPECT_NEAR(InverseBetaCdf(3, 3.6, 0.95), 0.7600272463100223, 1e-10);
  EXPECT_NEAR(StudentCdf(0.5, 3), 0.6742760175759246, 1e-13);
  EXPECT_NEAR(StudentDensity(0.5, 3), 0.3131809110088286, 1e-13);
}

TEST(DistributionsTest, InversesAreInverses) {
  for (const double p : {0.001, 0.25, 0.5, 0.75, 0.999}) {
    EXPECT_NEAR(NormalCdf(5, 2, InverseNormalCdf(5, 2, p)), p, 1e-14);
    EXPECT_NEAR(BetaCdf(0.7, 9, InverseBetaCdf(0.7, 9, p)), p, 1e-12);
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
