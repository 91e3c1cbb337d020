#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/row_pattern.h"

namespace tarn::sql {

enum class NullOrder { kDefault, kFirst, kLast };

// An element of ORDER BY.
struct SortItem {
  ExpressionBox key;
  bool descending = false;
  NullOrder nulls = NullOrder::kDefault;
  Location location;

  TARN_SQL_NODE(SortItem, key, descending, nulls);
};

enum class FrameUnit { kRange, kRows, kGroups };
enum class FrameBoundKind {
  kUnboundedPreceding,
  kPreceding,
  kCurrentRow,
  kFollowing,
  kUnboundedFollowing
};

struct FrameBound {
  FrameBoundKind kind = FrameBoundKind::kCurrentRow;
  OptionalExpression offset;  // for kPreceding and kFollowing only

  TARN_SQL_NODE(FrameBound, kind, offset);
};

// [MEASURES …] RANGE|ROWS|GROUPS start or BETWEEN start AND end, and row pattern recognition in the
// window.
struct WindowFrame {
  FrameUnit unit = FrameUnit::kRange;
  FrameBound start;
  std::optional<FrameBound> end;
  std::vector<MeasureDefinition> measures;
  std::optional<SkipTo> after_match_skip;
  std::optional<PatternSearchMode> search_mode;
  std::optional<Box<RowPattern>> pattern;
  std::vector<SubsetDefinition> subsets;
  std::vector<VariableDefinition> definitions;

  TARN_SQL_NODE(WindowFrame, unit, start, end, measures, after_match_skip, search_mode, pattern,
                subsets, definitions);
};

// [existing window] [PARTITION BY …] [ORDER BY …] [frame].
struct WindowSpecification {
  std::optional<Identifier> existing;
  std::vector<Expression> partition_by;
  std::vector<SortItem> order_by;
  std::optional<Box<WindowFrame>> frame;

  TARN_SQL_NODE(WindowSpecification, existing, partition_by, order_by, frame);
};

// OVER name, or OVER (specification).
using Window = std::variant<Identifier, WindowSpecification>;

// WINDOW name AS (specification).
struct WindowDefinition {
  Identifier name;
  WindowSpecification window;
  Location location;

  TARN_SQL_NODE(WindowDefinition, name, window);
};

}  // namespace tarn::sql
