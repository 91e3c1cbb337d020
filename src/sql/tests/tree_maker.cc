#include "sql/tests/tree_maker.h"

#include <utility>

namespace tarn::sql {

Identifier TreeMaker::Name() {
  // Plain and quoted names, and non-reserved words where only their position tells what they are.
  static const std::vector<Identifier> kNames = {
      {"a", false, {}},        {"b", false, {}},         {"Foo_1", false, {}},
      {"a b", true, {}},       {"x\"y", true, {}},       {"select", true, {}},
      {"date", false, {}},     {"all", false, {}},       {"row", false, {}},
      {"interval", false, {}}, {"rows", false, {}},      {"limit", false, {}},
      {"filter", false, {}},   {"position", false, {}},  {"final", false, {}},
      {"array", false, {}},    {"unbounded", false, {}}, {"first", false, {}},
      {"leading", false, {}},  {"key", false, {}},       {"default", false, {}},
      {"current", false, {}},  {"offset", false, {}},    {"ü", true, {}}};
  return Pick(kNames);
}

QualifiedName TreeMaker::Names() {
  return {Several(1, 3, [this] { return Name(); }), {}};
}

std::string TreeMaker::Text() {
  return Pick<std::string>({"", "x", "it's", "ü😀", "a\nb", "--", "%", "$.b[*]"});
}

DataType TreeMaker::AnyType(int depth) {
  switch (Below(depth > 0 ? 8 : 5)) {
    case 0: return GenericType{{"bigint", false, {}}, {}};
    case 1: return GenericType{{"decimal", false, {}}, {NumericParameter{18}, NumericParameter{2}}};
    case 2:
      return DateTimeType{
          Maybe() ? DateTimeKind::kTime : DateTimeKind::kTimestamp,
          Maybe() ? std::optional<TypeParameter>(NumericParameter{3}) : std::nullopt, Maybe()};
    case 3: return IntervalType{IntervalField::kYear, IntervalField::kMonth};
    case 4: return GenericType{{"My Type", true, {}}, {NumericParameter{Below(9)}}};
    case 5: return GenericType{{"array", false, {}}, {Box<DataType>(AnyType(depth - 1))}};
    case 6:
      return GenericType{{"map", false, {}},
                         {Box<DataType>(AnyType(depth - 1)), Box<DataType>(AnyType(depth - 1))}};
    default:
      return RowType{Several(1, 3, [&] {
        std::optional<Identifier> name;
        if (Maybe()) name = Identifier{Maybe() ? "f" : "g h", false, {}};
        if (name) name->quoted = name->value == "g h";
        return RowField{std::move(name), AnyType(depth - 1)};
      })};
  }
}

Expression TreeMaker::Literal() {
  switch (Below(11)) {
    case 0: return NullLiteral{};
    case 1: return BooleanLiteral{Maybe()};
    case 2: return LongLiteral{Pick<int64_t>({0, 1, -1, INT64_MAX, INT64_MIN, 42})};
    case 3: return DecimalLiteral{Pick<std::string>({"1.5", "-1.5", ".5", "5.", "-0.0"})};
    case 4: return DoubleLiteral{Pick<double>({1, -2.5, 1e300, 4.9e-324, 0.1})};
    case 5: return StringLiteral{Text()};
    case 6: return BinaryLiteral{Pick<std::string>({"", "x", std::string("\0\xff", 2)})};
    case 7: return GenericLiteral{{Maybe() ? "DATE" : "JSON", false, {}}, Text()};
    case 8:
      return IntervalLiteral{Text(), Maybe(), IntervalField::kDay,
                             Maybe() ? std::optional(IntervalField::kSecond) : std::nullopt};
    case 9: return ColumnReference{Name()};
    default:
      return CurrentValue{CurrentValueKind::kTimestamp,
                          Maybe() ? std::optional<int64_t>(3) : std::nullopt};
  }
}

OptionalExpression TreeMaker::MaybeExpression(int depth) {
  if (Maybe()) return std::nullopt;
  return AnyExpression(depth);
}

Expression TreeMaker::AnyExpression(int depth) {
  if (depth <= 0) return Literal();
  --depth;
  const auto sub = [&] { return AnyExpression(depth); };
  switch (Below(18)) {
    case 0: return Literal();
    case 1: return Dereference{sub(), Name()};
    case 2: return Subscript{sub(), sub()};
    case 3: return ArrayConstructor{Several(0, 3, sub)};
    case 4: return RowConstructor{Several(1, 3, sub)};
    case 5: return Lambda{Several(0, 2, [this] { return Name(); }), sub()};
    case 6: {
      const bool minus = Maybe();
      return Unary{minus, sub()};
    }
    case 7:
    case 8: return Binary{static_cast<BinaryOperator>(Below(6)), sub(), sub()};
    case 9:
      return Logical{Maybe() ? LogicalOperator::kAnd : LogicalOperator::kOr, Several(2, 3, sub)};
    case 10: return Not{sub()};
    case 11:
    case 12: return Predicate(depth);
    case 13:
    case 14: return Call(depth);
    case 15: return Json(depth);
    default: return Special(depth);
  }
}

Expression TreeMaker::Predicate(int depth) {
  const auto sub = [&] { return AnyExpression(depth); };
  const bool negated = Maybe();
  const auto op = static_cast<ComparisonOperator>(Below(6));
  switch (Below(8)) {
    case 0: return Comparison{op, sub(), sub()};
    case 1: return IsDistinctFrom{sub(), sub(), negated};
    case 2: return Between{sub(), sub(), sub(), negated};
    case 3: return InList{sub(), Several(1, 3, sub), negated};
    case 4: return InSubquery{sub(), AnyQuery(depth - 1), negated};
    case 5: return Like{sub(), sub(), MaybeExpression(depth), negated};
    case 6: return IsNull{sub(), negated};
    default:
      return QuantifiedComparison{op, Maybe() ? Quantifier::kAll : Quantifier::kAny, sub(),
                                  AnyQuery(depth - 1)};
  }
}

Expression TreeMaker::Special(int depth) {
  const auto sub = [&] { return AnyExpression(depth); };
  const auto when = [&] { return WhenClause{sub(), sub()}; };
  switch (Below(14)) {
    case 0: return Exists{AnyQuery(depth - 1)};
    case 1: return ScalarSubquery{AnyQuery(depth - 1)};
    case 2:
      return AtTimeZone{
          sub(), Maybe() ? Expression(StringLiteral{Text()})
                         : Expression(IntervalLiteral{"1", false, IntervalField::kHour, {}})};
    case 3: return Cast{sub(), AnyType(depth), Maybe()};
    case 4: return Case{MaybeExpression(depth), Several(1, 2, when), MaybeExpression(depth)};
    case 5: return If{sub(), sub(), MaybeExpression(depth)};
    case 6: return Coalesce{Several(2, 3, sub)};
    case 7: return NullIf{sub(), sub()};
    case 8: return Try{sub()};
    case 9: return Extract{static_cast<ExtractField>(Below(14)), sub()};
    case 10: return Trim{static_cast<TrimSide>(Below(3)), sub(), MaybeExpression(depth)};
    case 11: return Grouping{Several(1, 2, [this] { return Names(); })};
    case 12: return WindowMeasure{{"m", false, {}}, AnyWindow(depth)};
    default: {
      Listagg listagg{sub(), Maybe(), Text(), Maybe(), "...", false, {}, {}, {}};
      listagg.truncation_count = listagg.truncate_on_overflow && Maybe();
      listagg.order_by = OrderBy(depth);
      if (listagg.order_by.empty()) listagg.order_by.push_back({sub(), false, {}, {}});
      listagg.filter = MaybeExpression(depth);
      return listagg;
    }
  }
}

Expression TreeMaker::Call(int depth) {
  FunctionCall call;
  call.name = MakeName({Pick<std::string_view>({"f", "sum", "position", "substring", "key"})});
  if (Below(4) == 0) call.name.parts.insert(call.name.parts.begin(), Name());
  if (Below(5) == 0) {
    call.star = true;
    if (Maybe()) call.star_label = Identifier{"a", false, {}};
  } else {
    call.arguments = Several(0, 3, [&] { return AnyExpression(depth); });
    call.distinct = !call.arguments.empty() && Below(3) == 0;
    if (Below(3) == 0) call.order_by = OrderBy(depth);
  }
  if (Below(4) == 0) call.filter = AnyExpression(depth);
  if (Below(3) == 0) {
    call.over = AnyWindow(depth);
    if (!call.star && Below(3) == 0) call.null_treatment = NullTreatment::kIgnore;
  }
  if (Below(6) == 0) call.processing_mode = ProcessingMode::kFinal;
  return call;
}

std::vector<SortItem> TreeMaker::OrderBy(int depth) {
  return Several(0, 2, [&] {
    return SortItem{AnyExpression(depth), Maybe(), static_cast<NullOrder>(Below(3)), {}};
  });
}

FrameBound TreeMaker::Bound(int depth) {
  FrameBound bound;
  bound.kind = static_cast<FrameBoundKind>(Below(5));
  if (bound.kind == FrameBoundKind::kPreceding || bound.kind == FrameBoundKind::kFollowing) {
    bound.offset = AnyExpression(depth);
  }
  return bound;
}

Window TreeMaker::AnyWindow(int depth) {
  if (Below(3) == 0) return Identifier{"w", false, {}};
  WindowSpecification window;
  if (Below(3) == 0) window.existing = Identifier{Maybe() ? "w" : "rows", false, {}};
  window.partition_by = Several(0, 2, [&] { return AnyExpression(depth); });
  window.order_by = OrderBy(depth);
  if (Maybe()) {
    WindowFrame frame;
    frame.unit = static_cast<FrameUnit>(Below(3));
    frame.start = Bound(depth);
    if (Maybe()) frame.end = Bound(depth);
    window.frame = std::move(frame);
  }
  return window;
}

JsonPathInvocation TreeMaker::JsonPath(int depth) {
  JsonPathInvocation path{JsonInput{AnyExpression(depth), {}}, Text(), {}, {}};
  if (Maybe()) path.input.format = JsonFormat::kUtf8;
  if (Maybe()) path.path_name = Name();
  path.parameters = Several(0, 2, [&] {
    return JsonPathParameter{Name(), JsonInput{AnyExpression(depth), JsonFormat::kJson}};
  });
  return path;
}

Expression TreeMaker::Json(int depth) {
  const auto input = [&] { return JsonInput{AnyExpression(depth), {}}; };
  std::optional<JsonOutput> output;
  if (Maybe()) output = JsonOutput{AnyType(depth), JsonFormat::kJson};
  switch (Below(5)) {
    case 0: return JsonExists{JsonPath(depth), JsonExistsOnError::kUnknown};
    case 1:
      return JsonValue{JsonPath(depth), AnyType(depth),
                       JsonValueBehavior{JsonValueBehaviorKind::kDefault, AnyExpression(depth)},
                       JsonValueBehavior{JsonValueBehaviorKind::kError, {}}};
    case 2:
      return JsonQuery{JsonPath(depth),
                       output,
                       static_cast<JsonWrapper>(Below(3)),
                       JsonQuotes::kOmit,
                       JsonQueryBehavior::kEmptyArray,
                       JsonQueryBehavior::kError};
    case 3: {
      JsonObject object;
      object.members =
          Several(0, 2, [&] { return JsonObjectMember{AnyExpression(depth), input()}; });
      object.null_on_null = object.members.empty() || Maybe();
      object.unique_keys = !object.members.empty() && Maybe();
      object.returning = output;
      return object;
    }
    default: {
      JsonArray array;
      array.elements = Several(0, 2, input);
      array.null_on_null = !array.elements.empty() && Maybe();
      array.returning = output;
      return array;
    }
  }
}

}  // namespace tarn::sql
