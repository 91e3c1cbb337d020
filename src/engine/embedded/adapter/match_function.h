#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// MATCH_RECOGNIZE (https://trino.io/docs/476/sql/match-recognize.html) as a window function:
//   tarn_match('plan', columns…, conditions…, measures…, 'aggregates'…)
//     OVER (PARTITION BY … ORDER BY … ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
//           EXCLUDE CURRENT ROW)
// gives for each row a list of the rows that come out of the match that begins there: structs of
// columns and measures. The plan is a MatchPlan's text. Conditions and measures refer to its
// variables by tarn_matched(number, value of its type) and tarn_matched_aggregate(number,
// 'aggregate', columns…), which have no meaning elsewhere; aggregates
// are texts of expressions over the columns v0, v1, …, tarn_label and tarn_match_number.
// The excluded row makes the frame tell where the partition begins and ends, and which row it is.
//
// The rows of a partition are copied to memory while they are matched, which the statement is
// charged for; the rest of the input is the window operator's, which spills. Cancelling a statement
// ends a match.
void RegisterMatch(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
