#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/standard_error.h"
#include "sql/tree/location.h"

namespace tarn::engine::embedded {

using base::StandardError;

// What is wrong with a statement, in the words of Trino's analyzer (StatementAnalyzer,
// ExpressionAnalyzer and AggregationAnalyzer of release 476).
struct AnalysisFault {
  std::optional<sql::Location> location;  // some of Trino's messages have no place
  StandardError code;
  std::string message;
};

// Keeps the first fault: Trino stops there. A value.
class Faults {
 public:
  void Report(const sql::Location& location, StandardError code, std::string message) {
    if (!first_) first_ = AnalysisFault{location, code, std::move(message)};
  }
  void ReportWithoutPlace(StandardError code, std::string message) {
    if (!first_) first_ = AnalysisFault{std::nullopt, code, std::move(message)};
  }
  const std::optional<AnalysisFault>& first() const { return first_; }
  std::optional<AnalysisFault> Take() { return std::exchange(first_, std::nullopt); }
  void Put(std::optional<AnalysisFault> fault) {
    if (!first_) first_ = std::move(fault);
  }

 private:
  std::optional<AnalysisFault> first_;
};

}  // namespace tarn::engine::embedded
