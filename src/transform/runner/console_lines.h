#pragma once

#include <string>
#include <vector>

#include "transform/runner/invocation.h"

namespace tarn::transform {

// The lines that dbt prints about a run, without time and colour.

// "1 of 11 START sql table model silver.orders ......... [RUN]"
std::string StartLine(const Node& node, size_t index, size_t total);
// "1 of 11 OK created sql table model silver.orders .... [CREATE TABLE (500 rows) in 0.12s]"
std::string FinishLine(const NodeResult& result, size_t index, size_t total);
// "Found 11 models, 43 data tests, 4 sources, 96 macros"
std::string FoundLine(const Manifest& manifest);
// "Finished running 7 table models, 4 view models in 0 hours 0 minutes and 1.25 seconds (1.25s)."
std::string FinishedLine(const std::vector<NodeResult>& results, double elapsed_s);
// "Completed successfully", or "Completed with 1 error, 0 partial successes, and 2 warnings:" and a
// block for each failure.
std::vector<std::string> SummaryLines(const std::vector<NodeResult>& results);
// "Done. PASS=11 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=11"
std::string DoneLine(const std::vector<NodeResult>& results);

// 80 columns wide, filled with dots: "text ....... [status]".
std::string DottedLine(const std::string& text, const std::string& status);

}  // namespace tarn::transform
