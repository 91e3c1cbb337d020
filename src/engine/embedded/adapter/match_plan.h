#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pattern/history.h"
#include "pattern/pattern.h"

namespace tarn::engine::embedded {

// What a MATCH_RECOGNIZE clause, or a measure or call over a window with a row pattern, does with
// the rows of a partition, as the translation tells it to tarn_match (match_function.h): all but
// its expressions. Labels and columns are numbers.
struct MatchPlan {
  // kWindow: one for each row of the input, its only measure's value.
  enum class Rows { kOne, kAllShowEmpty, kAllOmitEmpty, kAllWithUnmatched, kWindow };
  enum class Skip { kPastLast, kNext, kFirst, kLast };

  // What stands for a value in conditions and measures: tarn_variable(number, …).
  struct Variable {
    enum class Kind {
      kColumn,       // of the row that is navigated to
      kConstant,     // the same in all rows of the input: a column of any of them
      kHere,         // a column of the row that a window is of
      kClassifier,   // the label of that row
      kMatchNumber,  // of the match
      kAggregate     // of the rows matched
    };
    Kind kind = Kind::kColumn;
    size_t source = 0;  // the column or the aggregate
    // The row: FIRST or LAST of these labels, and so many rows further on in the partition.
    pattern::Navigation row;
    bool running = true;  // among the rows up to the current one, or (FINAL) among all
    int64_t physical = 0;

    friend bool operator==(const Variable&, const Variable&) = default;
  };
  struct Aggregate {
    pattern::LabelSet labels;
    bool running = true;
    bool label_counts = false;  // its arguments use CLASSIFIER
  };

  pattern::Pattern pattern;
  std::vector<std::string> labels;
  Rows rows = Rows::kOne;
  Skip skip = Skip::kPastLast;
  pattern::LabelSet skip_to;
  std::vector<Variable> variables;
  std::vector<Aggregate> aggregates;
  size_t columns = 0;           // of the input
  std::vector<int> conditions;  // the label that each is of
  size_t measures = 0;
  std::vector<size_t> output;  // the columns that come out before the measures

  // Of a window: its frame, from the current row on, is what is searched and navigated in.
  struct Frame {
    enum class End { kCurrentRow, kOffset, kUnbounded };
    End end = End::kUnbounded;
    size_t offset = 0;     // the column of whole numbers that kOffset takes
    bool seeks = false;    // the match may begin behind the current row
    bool is_call = false;  // what is computed is of no rows where nothing matched, rather than null
  };
  Frame frame;
};

std::string ToText(const MatchPlan& plan);
// kInvalidArgument for what ToText did not write.
MatchPlan ParseMatchPlan(std::string_view text);

}  // namespace tarn::engine::embedded
