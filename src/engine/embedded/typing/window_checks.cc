// What Trino's analyzer finds wrong with windows and with calls over them.
#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/signature.h"
#include "engine/embedded/typing/sought_place.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

using sql::FrameBoundKind;

// What a frame cannot be, as a start and, where that matters, an end.
struct WrongFrame {
  std::optional<FrameBoundKind> start, end;
  std::string_view message;
};
constexpr WrongFrame kWrongFrames[] = {
    {FrameBoundKind::kUnboundedFollowing, std::nullopt,
     "Window frame start cannot be UNBOUNDED FOLLOWING"},
    {std::nullopt, FrameBoundKind::kUnboundedPreceding,
     "Window frame end cannot be UNBOUNDED PRECEDING"},
    {FrameBoundKind::kCurrentRow, FrameBoundKind::kPreceding,
     "Window frame starting from CURRENT ROW cannot end with PRECEDING"},
    {FrameBoundKind::kFollowing, FrameBoundKind::kPreceding,
     "Window frame starting from FOLLOWING cannot end with PRECEDING"},
    {FrameBoundKind::kFollowing, FrameBoundKind::kCurrentRow,
     "Window frame starting from FOLLOWING cannot end with CURRENT ROW"},
};

template <size_t kSize>
bool IsOneOf(TypeKind kind, const TypeKind (&kinds)[kSize]) {
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

bool IsWhole(const Type& type) {
  static constexpr TypeKind kWhole[] = {TypeKind::kTinyint, TypeKind::kSmallint, TypeKind::kInteger,
                                        TypeKind::kBigint};
  return IsOneOf(type.kind, kWhole) || (type.kind == TypeKind::kDecimal && type.scale == 0);
}

bool IsNumber(const Type& type) {
  static constexpr TypeKind kNumbers[] = {TypeKind::kReal, TypeKind::kDouble, TypeKind::kDecimal};
  return IsWhole(type) || IsOneOf(type.kind, kNumbers);
}

bool IsTimeOrInterval(const Type& type) {
  static constexpr TypeKind kTimes[] = {
      TypeKind::kDate,
      TypeKind::kTime,
      TypeKind::kTimeWithTimeZone,
      TypeKind::kTimestamp,
      TypeKind::kTimestampWithTimeZone,
      TypeKind::kIntervalDayToSecond,
      TypeKind::kIntervalYearToMonth,
  };
  return IsOneOf(type.kind, kTimes);
}

bool IsInterval(const Type& type) {
  return type.kind == TypeKind::kIntervalDayToSecond || type.kind == TypeKind::kIntervalYearToMonth;
}

// Window functions that look at the rows of a frame.
bool UsesFrame(std::string_view function) {
  return function == "first_value" || function == "last_value" || function == "nth_value";
}

bool SeesNulls(std::string_view function) {
  return UsesFrame(function) || function == "lag" || function == "lead";
}

}  // namespace

const sql::WindowDefinition* Typer::NamedWindow(const sql::Identifier& name) const {
  if (windows_ == nullptr) return nullptr;
  for (const sql::WindowDefinition& definition : *windows_) {
    if (WindowKey(definition.name) == WindowKey(name)) return &definition;
  }
  return nullptr;
}

// A window with what it takes over from the ones that it names.
Typer::WholeWindow Typer::WholeOf(const sql::WindowSpecification& window,
                                  const sql::Location& place, int depth) const {
  constexpr int kDeepest = 100;  // names that mean each other
  WholeWindow whole;
  if (window.existing && depth < kDeepest) {
    if (const auto* named = NamedWindow(*window.existing)) {
      whole = WholeOf(named->window, named->location, depth + 1);
    }
  }
  if (!window.partition_by.empty()) whole.partition_by = &window.partition_by;
  if (!window.order_by.empty()) {
    whole.order_by = &window.order_by;
    whole.order_by_place = Sought(SoughtPlace::kOrderBy, place);
  }
  if (window.frame) whole.frame_place = Sought(SoughtPlace::kFrame, place);
  return whole;
}

void Typer::CheckExistingWindow(const sql::WindowSpecification& window,
                                const sql::Location& place) {
  if (!window.existing) return;
  const sql::WindowDefinition* named = NamedWindow(*window.existing);
  if (named == nullptr) return;
  const WholeWindow whole = WholeOf(named->window, named->location);
  if (!window.partition_by.empty()) {
    faults_.Report(window.partition_by.front().location, StandardError::kInvalidPartitionBy,
                   "WINDOW specification with named WINDOW reference cannot specify PARTITION BY");
  }
  if (!window.order_by.empty() && whole.order_by != nullptr) {
    faults_.Report(Sought(SoughtPlace::kOrderBy, place), StandardError::kInvalidOrderBy,
                   "Cannot specify ORDER BY if referenced named WINDOW specifies ORDER BY");
  }
  if (whole.frame_place) {
    faults_.Report(window.existing->location, StandardError::kInvalidWindowReference,
                   "Cannot reference named WINDOW containing frame specification");
  }
}

void Typer::CheckFrame(const sql::WindowSpecification& window, const sql::Location& place,
                       const Scope& scope) {
  if (!window.frame) return;
  const sql::WindowFrame& frame = **window.frame;
  const FrameBoundKind end = frame.end ? frame.end->kind : FrameBoundKind::kCurrentRow;
  for (const WrongFrame& wrong : kWrongFrames) {
    if (wrong.start.value_or(frame.start.kind) != frame.start.kind) continue;
    if (wrong.end.value_or(end) != end) continue;
    faults_.Report(Sought(SoughtPlace::kFrame, place), StandardError::kInvalidWindowFrame,
                   std::string(wrong.message));
  }
  if (frame.start.offset) CheckOffset(**frame.start.offset, "start", window, place, scope);
  if (frame.end && frame.end->offset) CheckOffset(**frame.end->offset, "end", window, place, scope);
}

void Typer::CheckOffset(const sql::Expression& offset, std::string_view bound,
                        const sql::WindowSpecification& window, const sql::Location& place,
                        const Scope& scope) {
  const sql::FrameUnit unit = (*window.frame)->unit;
  const WholeWindow whole = WholeOf(window, place);
  if (unit != sql::FrameUnit::kRows && whole.order_by == nullptr) {
    faults_.Report(Sought(SoughtPlace::kWindow, place), StandardError::kMissingOrderBy,
                   fmt::format("Window frame of type {} PRECEDING or FOLLOWING requires ORDER BY",
                               unit == sql::FrameUnit::kRange ? "RANGE" : "GROUPS"));
    return;
  }
  const Known type = TypeOf(offset, scope);
  if (unit == sql::FrameUnit::kRange) {
    CheckRangeOffset(offset, type, whole);
  } else if (type && !IsWhole(*type)) {
    faults_.Report(
        offset.location, StandardError::kTypeMismatch,
        fmt::format("Window frame {} {} value type must be exact numeric type with "
                    "scale 0 (actual {})",
                    unit == sql::FrameUnit::kRows ? "ROWS" : "GROUPS", bound, type->ToString()));
  }
}

void Typer::CheckRangeOffset(const sql::Expression& offset, const Known& type,
                             const WholeWindow& window) {
  const std::vector<sql::SortItem>& order_by = *window.order_by;
  if (order_by.size() != 1) {
    faults_.Report(window.order_by_place, StandardError::kInvalidOrderBy,
                   fmt::format("Window frame of type RANGE PRECEDING or FOLLOWING requires single "
                               "sort item in ORDER BY (actual: {})",
                               order_by.size()));
    return;
  }
  const sql::Expression& key = *order_by.front().key;
  const Type* sorted = types_.Of(key);
  if (sorted == nullptr) return;
  if (!IsNumber(*sorted) && !IsTimeOrInterval(*sorted)) {
    faults_.Report(key.location, StandardError::kTypeMismatch,
                   fmt::format("Window frame of type RANGE PRECEDING or FOLLOWING requires that "
                               "sort item type be numeric, datetime or interval (actual: {})",
                               sorted->ToString()));
    return;
  }
  if (!type) return;
  const bool fits = IsNumber(*sorted)     ? IsNumber(*type)
                    : IsInterval(*sorted) ? type->kind == sorted->kind
                                          : IsInterval(*type);
  if (fits) return;
  faults_.Report(offset.location, StandardError::kTypeMismatch,
                 fmt::format("Window frame RANGE value type ({}) not compatible with sort item "
                             "type ({})",
                             type->ToString(), sorted->ToString()));
}

// What a function asks of the window that it is called over.
void Typer::CheckOver(const sql::FunctionCall& node, const sql::Location& location) {
  if (!node.over || node.name.parts.size() > 1) return;
  const std::string name = node.name.last().Canonical();
  const std::vector<Signature>& signatures = SignaturesOf(name);
  if (signatures.empty()) return;
  const FunctionKind kind = signatures.front().row->kind;
  const auto* named = std::get_if<sql::Identifier>(&**node.over);
  const sql::WindowDefinition* definition = named != nullptr ? NamedWindow(*named) : nullptr;
  const sql::WindowSpecification* window =
      definition != nullptr ? &definition->window
                            : std::get_if<sql::WindowSpecification>(&**node.over);
  if (kind == FunctionKind::kWindow && window != nullptr && !UsesFrame(name)) {
    const WholeWindow whole =
        WholeOf(*window, definition != nullptr ? definition->location : location);
    if ((name == "lag" || name == "lead") && whole.order_by == nullptr) {
      faults_.Report(Sought(named != nullptr ? SoughtPlace::kOver : SoughtPlace::kWindow, location),
                     StandardError::kMissingOrderBy,
                     fmt::format("{} function requires an ORDER BY window clause", name));
    }
    if (whole.frame_place) {
      faults_.Report(*whole.frame_place, StandardError::kInvalidWindowFrame,
                     fmt::format("Cannot specify window frame for {} function", name));
    }
  }
  if (node.null_treatment && kind != FunctionKind::kScalar && !SeesNulls(name)) {
    faults_.Report(location, StandardError::kNullTreatmentNotAllowed,
                   fmt::format("Cannot specify null treatment clause for {} function", name));
  }
}

// What is wrong with calls over windows, told at their SELECT.
void Typer::CheckWindowCalls(const sql::Expression& expression, const sql::Location& select) {
  for (const sql::Expression* window : FindSpecialCalls(expression).windows) {
    const auto* call = window->As<sql::FunctionCall>();
    if (call == nullptr) continue;
    const std::vector<Signature>& signatures = SignaturesOf(call->name.last().Canonical());
    if (signatures.empty()) continue;
    const FunctionKind kind = signatures.front().row->kind;
    if (call->distinct && kind != FunctionKind::kAggregate) {
      faults_.Report(select, StandardError::kNotSupported,
                     fmt::format("Only aggregation window functions with DISTINCT are supported: "
                                 "{}",
                                 TrinoText(*window)));
    }
    if (call->filter) {
      faults_.Report(select, StandardError::kNotSupported,
                     "FILTER is not yet supported for window functions");
    }
    if (kind == FunctionKind::kScalar) {
      faults_.Report(select, StandardError::kFunctionNotWindow,
                     fmt::format("Not a window function: {}", call->name.Canonical()));
    }
  }
}

}  // namespace tarn::engine::embedded
