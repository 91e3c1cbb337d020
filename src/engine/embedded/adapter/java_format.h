#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/type.h"
#include "engine/value.h"

namespace tarn::engine::embedded {

// What a format string gives to one of its specifiers. Null values may have any type.
struct FormatArgument {
  Value value;
  Type type;
};

// A format string that its arguments do not fit, in the words of Java's exception without its
// package: "UnknownFormatConversion: Conversion = 'q'", "IllegalFormatConversion: d !=
// java.lang.String".
class FormatProblem : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The format string as java.util.Formatter fills it in for Locale.US, with the Java classes that
// Trino gives it: Long, Float, Double, BigDecimal, Boolean, String, LocalDate, LocalTime,
// LocalDateTime, ZonedDateTime
// (https://docs.oracle.com/javase/8/docs/api/java/util/Formatter.html). Widths and precisions are
// at most 1,000,000. %h, which depends on hash codes, is a problem. Throws FormatProblem. Pure and
// thread safe.
std::string JavaFormat(std::string_view format, const std::vector<FormatArgument>& arguments);

// Java's Double.toString and Float.toString: "1.0", "1.0E10", "-Infinity".
std::string JavaText(double value);
std::string JavaText(float value);

}  // namespace tarn::engine::embedded
