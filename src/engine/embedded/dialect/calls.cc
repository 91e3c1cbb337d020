#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"
#include "engine/embedded/typing/signature.h"
#include "engine/type_display.h"
#include "sql/parser.h"

namespace tarn::engine::embedded {
namespace {

[[noreturn]] void NotRegistered(const sql::Location& location, const std::string& name,
                                size_t arguments) {
  if (FunctionExists(name)) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kFunctionNotFound,
                "{}: Unexpected number of arguments for function {}: {}", At(location), name,
                arguments);
  }
  base::Throw(base::ErrorKind::kNotFound, base::StandardError::kFunctionNotFound,
              "{}: Function '{}' not registered{}", At(location), name,
              base::DidYouMean(name, FunctionNames()));
}

// A whole number that is written out.
std::optional<int64_t> WholeNumber(const sql::Expression& expression) {
  if (const auto* number = expression.As<sql::LongLiteral>()) return number->value;
  const auto* unary = expression.As<sql::Unary>();
  if (unary == nullptr) return std::nullopt;
  const auto number = WholeNumber(*unary->operand);
  return number && unary->minus ? std::optional(-*number) : number;
}

// The least that numbers of window functions may be, where DuckDB takes less.
struct LeastArgument {
  std::string_view function;
  size_t argument;
  int64_t least;
  const char* message;
};
constexpr LeastArgument kLeastArguments[] = {
    {"lag", 1, 0, "Offset must be at least 0"},
    {"lead", 1, 0, "Offset must be at least 0"},
    {"nth_value", 1, 1, "Offset must be at least 1"},
    {"ntile", 0, 1, "Buckets must be greater than 0"},
};

void CheckLeast(const sql::FunctionCall& call, std::string_view name) {
  for (const LeastArgument& rule : kLeastArguments) {
    if (rule.function != name || call.arguments.size() <= rule.argument) continue;
    const auto number = WholeNumber(call.arguments[rule.argument]);
    if (number && *number < rule.least) {
      throw base::Error(base::ErrorKind::kInvalidArgument,
                        base::StandardError::kInvalidFunctionArgument, rule.message);
    }
  }
}

const char* NullOrderText(sql::NullOrder order) {
  switch (order) {
    case sql::NullOrder::kFirst: return " NULLS FIRST";
    // Trino's default, whatever the direction.
    case sql::NullOrder::kDefault:
    case sql::NullOrder::kLast: return " NULLS LAST";
  }
  return "";
}

}  // namespace

std::string Emitter::OrderBy(const std::vector<sql::SortItem>& items) {
  if (items.empty()) return {};
  std::string text;
  for (const auto& item : items) {
    text += (text.empty() ? " ORDER BY " : ", ") + SortKey(item);
  }
  return text;
}

std::string Emitter::SortKey(const sql::SortItem& item) {
  return fmt::format("{}{}{}", Expression(*item.key), item.descending ? " DESC" : " ASC",
                     NullOrderText(item.nulls));
}

std::string Emitter::Frame(const sql::WindowFrame& frame) {
  auto bound = [&](const sql::FrameBound& b) -> std::string {
    if (b.offset && WholeNumber(**b.offset).value_or(0) < 0) {
      throw base::Error(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidWindowFrame,
                        "Window frame offset value must not be negative or null");
    }
    switch (b.kind) {
      case sql::FrameBoundKind::kUnboundedPreceding: return "UNBOUNDED PRECEDING";
      case sql::FrameBoundKind::kUnboundedFollowing: return "UNBOUNDED FOLLOWING";
      case sql::FrameBoundKind::kCurrentRow: return "CURRENT ROW";
      case sql::FrameBoundKind::kPreceding: return Expression(**b.offset) + " PRECEDING";
      case sql::FrameBoundKind::kFollowing: return Expression(**b.offset) + " FOLLOWING";
    }
    return {};
  };
  static constexpr const char* kUnits[] = {"RANGE", "ROWS", "GROUPS"};
  const char* unit = kUnits[static_cast<int>(frame.unit)];
  if (!frame.end) return fmt::format(" {} {}", unit, bound(frame.start));
  return fmt::format(" {} BETWEEN {} AND {}", unit, bound(frame.start), bound(*frame.end));
}

std::string Emitter::WindowBody(const sql::WindowSpecification& window) {
  std::string text = "(";
  if (window.existing) text += WindowName(*window.existing);
  if (!window.partition_by.empty()) text += " PARTITION BY " + List(window.partition_by);
  text += OrderBy(window.order_by);
  // The frame of a row pattern is told by what is written over it (row_patterns.cc).
  const bool has_pattern = window.frame && (*window.frame)->pattern;
  if (has_pattern && types_ == nullptr) NotSupported({}, "row pattern recognition");
  if (window.frame && !has_pattern) text += Frame(**window.frame);
  return text + ")";
}

std::string Emitter::Window(const sql::Window& window) {
  if (const auto* name = std::get_if<sql::Identifier>(&window)) return WindowName(*name);
  return WindowBody(std::get<sql::WindowSpecification>(window));
}

// Trino takes the rows of a pattern in their order, whatever is asked for.
std::string Emitter::ArgumentOrder(const sql::FunctionCall& call) {
  return without_over_ == &call ? std::string() : OrderBy(call.order_by);
}

std::string Emitter::FilterAndOver(const sql::FunctionCall& call) {
  std::string text;
  if (call.filter) text += fmt::format(" FILTER (WHERE {})", Expression(**call.filter));
  if (call.over && without_over_ != &call) text += " OVER " + Window(*call.over);
  return text;
}

namespace {

const sql::Lambda* FirstLambda(const sql::FunctionCall& call) {
  for (const sql::Expression& argument : call.arguments) {
    if (const auto* lambda = argument.As<sql::Lambda>()) return lambda;
  }
  return nullptr;
}

}  // namespace

// A parameter or the body of a call's first lambda, which has so many parameters.
std::string Emitter::PartOfLambda(char part, const sql::FunctionCall& call, size_t parameters) {
  const auto* lambda = FirstLambda(call);
  if (lambda == nullptr || lambda->parameters.size() != parameters) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidParameterUsage,
                "{}: Type mismatch: expected a lambda that takes {} arguments",
                At(call.arguments.back().location), parameters);
  }
  if (part == 'b') return Expression(*lambda->body);
  return NameText(lambda->parameters[static_cast<size_t>(part - 'p')]);
}

// The state that a reduction begins with, in the type that its lambda makes of it.
std::string Emitter::StateOf(const sql::FunctionCall& call, const std::string& state) {
  const auto* lambda = FirstLambda(call);
  if (types_ == nullptr || lambda == nullptr) return state;
  const Type* made = types_->Of(*lambda->body);
  const Type* given = types_->Of(call.arguments.at(1));
  if (made == nullptr || (given != nullptr && *given == *made)) return state;
  const TranslatedType type = TranslateType(sql::ParseType(made->ToString()));
  return fmt::format("tarn_cast({}, CAST(NULL AS {}))", state, type.duckdb);
}

std::string Emitter::Expand(const FunctionRule& rule, const sql::FunctionCall& call,
                            const std::vector<std::string>& arguments) {
  std::string text;
  const size_t parameters = rule.sql.find("$r") != std::string_view::npos ? 3 : 2;
  for (size_t i = 0; i < rule.sql.size(); ++i) {
    char c = rule.sql[i];
    if (c != '$' || i + 1 == rule.sql.size()) {
      text += c;
      continue;
    }
    char what = rule.sql[++i];
    if (what >= '1' && what <= '9') {
      text += arguments.at(what - '1');
    } else if (what == '*') {
      for (size_t k = 0; k < arguments.size(); ++k) text += (k == 0 ? "" : ", ") + arguments[k];
    } else if (what == '&') {
      for (size_t k = 0; k < arguments.size(); ++k) {
        text += fmt::format("{}{} IS NOT NULL", k == 0 ? "" : " AND ", arguments[k]);
      }
    } else if (what == '|') {
      std::string joined = arguments.at(0);
      for (size_t k = 1; k < arguments.size(); ++k) {
        joined = fmt::format("tarn_concat({}, {})", joined, arguments[k]);
      }
      text += joined;
    } else if (what == 'D') {
      text += call.distinct ? "DISTINCT " : "";
    } else if (what == 'O') {
      text += ArgumentOrder(call);
    } else if (what == 'F') {
      text += FilterAndOver(call);
    } else if (what == 'S') {
      text += StateOf(call, arguments.at(1));
    } else if (what == 'b' || (what >= 'p' && what <= 'r')) {
      text += PartOfLambda(what, call, parameters);
    }
  }
  return text;
}

// A call's argument: of char(n) padded where the function takes char(n), and as it is where it
// takes anything.
std::string Emitter::Argument(const sql::FunctionCall& call, size_t index) {
  const sql::Expression& argument = call.arguments[index];
  const std::string name = call.name.last().Canonical();
  const bool trims = name == "trim" || name == "ltrim" || name == "rtrim";
  if (!IsChar(argument) || trims) return Expression(argument);
  if (name == "format") return Padded(argument);
  for (const Signature& signature : SignaturesOf(name)) {
    const bool takes_char = index < signature.arguments.size() &&
                            signature.arguments[index].shape == TypePattern::Shape::kType &&
                            signature.arguments[index].kind == TypeKind::kChar;
    if (takes_char) return Padded(argument);
  }
  return Expression(argument);
}

// What a function's rule may depend on.
std::optional<ArgumentKind> Emitter::KindOf(const std::string& name,
                                            const sql::FunctionCall& call) const {
  if (call.arguments.empty()) return std::nullopt;
  if (call.arguments.back().Is<sql::Lambda>()) return ArgumentKind::kLambda;
  const auto kind_of = [&](const sql::Expression& argument) -> std::optional<ArgumentKind> {
    const Type* type = types_ != nullptr ? types_->Of(argument) : nullptr;
    if (type == nullptr) return std::nullopt;
    switch (type->kind) {
      case TypeKind::kReal:
      case TypeKind::kDouble: return ArgumentKind::kFloat;
      case TypeKind::kIntervalYearToMonth:
      case TypeKind::kIntervalDayToSecond: return ArgumentKind::kInterval;
      default: return std::nullopt;
    }
  };
  if (name == "greatest" || name == "least") {
    const bool floats = std::ranges::any_of(call.arguments, [&](const sql::Expression& argument) {
      return kind_of(argument) == ArgumentKind::kFloat;
    });
    return floats ? std::optional(ArgumentKind::kFloat) : std::nullopt;
  }
  return kind_of(call.arguments[name == "max_by" && call.arguments.size() > 1 ? 1 : 0]);
}

namespace {

// Arguments of window functions that DuckDB takes whatever they are, with Trino's
// words for those that are too small.
struct OffsetRule {
  std::string_view function;
  size_t argument;  // from 0
  int least;
  std::string_view problem;
};
constexpr OffsetRule kOffsets[] = {{"lag", 1, 0, "Offset must be at least 0"},
                                   {"lead", 1, 0, "Offset must be at least 0"},
                                   {"nth_value", 1, 1, "Offset must be at least 1"},
                                   {"ntile", 0, 1, "Buckets must be greater than 0"}};

// A number that is written out needs no check but for 0.
bool IsPlainNumber(const std::string& text) {
  return !text.empty() && text[0] >= '1' && text[0] <= '9' &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

void CheckOffset(const std::string& name, std::vector<std::string>& arguments) {
  for (const OffsetRule& rule : kOffsets) {
    if (name != rule.function || rule.argument >= arguments.size()) continue;
    std::string& text = arguments[rule.argument];
    if (IsPlainNumber(text)) return;
    text = fmt::format("CASE WHEN tarn_check({0} >= {1}, '{2}', '{3}') THEN {0} END", text,
                       rule.least, name, rule.problem);
  }
}

}  // namespace

std::string Emitter::Emit(const sql::FunctionCall& call, const sql::Location& location) {
  std::string name = call.name.last().Canonical();
  if (routines_ != nullptr && !routines_->empty() && name == kRoutineCall) {
    return RoutineCall(call, location);
  }
  const auto* pattern = call.over && types_ != nullptr && without_over_ != &call
                            ? types_->PatternOf(**call.over)
                            : nullptr;
  if (pattern != nullptr) return OverPattern(call, *pattern, location);
  CheckLeast(call, name);
  if ((call.processing_mode && pattern_ == nullptr) || call.star_label)
    NotSupported(location, "row pattern recognition");
  const FunctionRule* rule = FindFunction(name, call.star ? 0 : call.arguments.size());
  if (rule == nullptr || (call.star && name != "count")) {
    NotRegistered(location, name, call.arguments.size());
  }
  if (const auto kind = KindOf(name, call)) {
    if (const auto* own = FindFunctionOf(*kind, name, call.arguments.size())) rule = own;
  }
  std::vector<std::string> arguments;
  for (size_t i = 0; i < call.arguments.size(); ++i) arguments.push_back(Argument(call, i));
  const Type* told = name == "typeof" && types_ ? types_->Of(call.arguments[0]) : nullptr;
  if (told != nullptr) {
    return fmt::format("tarn_typeof_as({}, {})", arguments[0], QuoteText(DisplayName(*told)));
  }
  CheckOffset(name, arguments);
  if (rule->sql.find_first_of("$(") != std::string_view::npos)
    return Expand(*rule, call, arguments);

  std::string text = std::string(rule->sql) + "(";
  if (call.distinct) text += "DISTINCT ";
  if (call.star) text += "*";
  for (size_t i = 0; i < arguments.size(); ++i) text += (i > 0 ? ", " : "") + arguments[i];
  text += ArgumentOrder(call);
  if (call.null_treatment == sql::NullTreatment::kIgnore) text += " IGNORE NULLS";
  return text + ")" + FilterAndOver(call);
}

std::string Emitter::Emit(const sql::Listagg& node, const sql::Location& location) {
  const auto joined = [&](const std::string& values) {
    return fmt::format("tarn_listagg({}, {}, {}, {}, {})", values, QuoteText(node.separator),
                       node.truncate_on_overflow, QuoteText(node.truncation_filler),
                       node.truncation_count);
  };
  const auto* pattern = node.over && types_ != nullptr ? types_->PatternOf(**node.over) : nullptr;
  if (pattern != nullptr) return joined(OverPattern(node, *pattern, location));
  std::string filter =
      node.filter ? fmt::format(" FILTER (WHERE {})", Expression(**node.filter)) : "";
  std::string over = node.over ? " OVER " + Window(*node.over) : "";
  const std::string values =
      fmt::format("list({}{}{}){}{}", node.distinct ? "DISTINCT " : "", Expression(*node.operand),
                  OrderBy(node.order_by), filter, over);
  return joined(values);
}

}  // namespace tarn::engine::embedded
