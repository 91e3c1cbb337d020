#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "sql/tree/location.h"

namespace tarn::engine::embedded {

// What is wrong with a statement, in the words of Trino's analyzer (StatementAnalyzer,
// ExpressionAnalyzer and AggregationAnalyzer of release 476).
struct AnalysisFault {
  std::optional<sql::Location> location;  // some of Trino's messages have no place
  std::string message;
  base::ErrorKind kind = base::ErrorKind::kInvalidArgument;
};

// Keeps the first fault: Trino stops there. A value.
class Faults {
 public:
  void Report(const sql::Location& location, std::string message,
              base::ErrorKind kind = base::ErrorKind::kInvalidArgument) {
    if (!first_) first_ = AnalysisFault{location, std::move(message), kind};
  }
  void ReportWithoutPlace(std::string message) {
    if (!first_) first_ = AnalysisFault{std::nullopt, std::move(message)};
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
