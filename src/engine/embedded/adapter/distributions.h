#pragma once

namespace tarn::engine::embedded {

// Distributions of probability, in doubles. Pure and thread safe; arguments are as Trino's
// functions check them (distribution_functions.h): nothing is thrown.

// The probability that a normal variable is at most `value`.
double NormalCdf(double mean, double deviation, double value);
// Where NormalCdf is `p`; 0 < p < 1.
double InverseNormalCdf(double mean, double deviation, double p);
// The regularized incomplete beta function; a and b > 0, 0 <= x <= 1.
double BetaCdf(double a, double b, double x);
// Where BetaCdf is `p`; 0 <= p <= 1.
double InverseBetaCdf(double a, double b, double p);
// Student's t distribution with so many degrees of freedom, at least 1.
double StudentCdf(double x, double degrees);
double StudentDensity(double x, double degrees);

}  // namespace tarn::engine::embedded
