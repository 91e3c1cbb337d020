#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

// A test of the value alone.
template <bool (*kPredicate)(const Value&)>
Value Simple(CallArgs& args) {
  if (args.positional.size() != 1 || !args.named.empty())
    base::Throw(ErrorKind::kInvalidArgument,
                "the test takes 1 positional argument but {} were given",
                args.positional.size() + args.named.size());
  return kPredicate(args.positional[0]);
}

template <CompareOp kOp>
Value Comparison(CallArgs& args) {
  args.ExpectPositional("test", 2, 2);
  return CompareWith(args.state(), kOp, args.positional[0], args.positional[1]);
}

Value Remainder(CallArgs& args, const Value& value, const Value& divisor) {
  return Binary(args.state(), BinaryOp::kMod, value, divisor);
}

template <int64_t kRest>
Value Parity(CallArgs& args) {
  args.ExpectPositional("test", 1, 1);
  return Equals(Remainder(args, args.positional[0], Value(2)), Value(kRest));
}

Value DivisibleBy(CallArgs& args) {
  const auto bound = args.Bind("test_divisibleby", {{"value"}, {"num"}});
  return Equals(Remainder(args, bound[0], bound[1]), Value(0));
}

Value SameAs(CallArgs& args) {
  const auto bound = args.Bind("test_sameas", {{"value"}, {"other"}});
  return Same(bound[0], bound[1]);
}

Value In(CallArgs& args) {
  const auto bound = args.Bind("test_in", {{"value"}, {"seq"}});
  return CompareWith(args.state(), CompareOp::kIn, bound[0], bound[1]);
}

template <const char* kMethod>
Value HasCase(CallArgs& args) {
  args.ExpectPositional("test", 1, 1);
  CallArgs none(args.state(), {});
  return FindMethod(ValueKind::kString, kMethod)(Value(Str(args.positional[0])), none);
}
constexpr char kIsLower[] = "islower";
constexpr char kIsUpper[] = "isupper";

Value FilterExists(CallArgs& args) {
  args.ExpectPositional("test", 1, 1);
  return args.positional[0].is_string() &&
         args.state().environment().FindFilter(args.positional[0].AsString()) != nullptr;
}

Value TestExists(CallArgs& args) {
  args.ExpectPositional("test", 1, 1);
  return args.positional[0].is_string() &&
         args.state().environment().FindTest(args.positional[0].AsString()) != nullptr;
}

bool IsDefined(const Value& v) { return !v.is_undefined(); }
bool IsUndefined(const Value& v) { return v.is_undefined(); }
bool IsNone(const Value& v) { return v.is_none(); }
bool IsBoolean(const Value& v) { return v.is_bool(); }
bool IsFalse(const Value& v) { return v.is_bool() && !v.AsBool(); }
bool IsTrue(const Value& v) { return v.is_bool() && v.AsBool(); }
bool IsIntegerValue(const Value& v) { return v.is_int(); }
bool IsFloatValue(const Value& v) { return v.is_float(); }
bool IsNumber(const Value& v) { return v.is_number(); }
bool IsString(const Value& v) { return v.is_string(); }
bool IsMapping(const Value& v) {
  return v.is_dict() || (v.is_object() && v.AsObject().is_mapping());
}
bool IsSequence(const Value& v) {
  if (v.is_undefined()) return HasLength(v);
  return v.is_string() || v.is_list() || v.is_tuple() || IsMapping(v) ||
         (v.is_object() && v.AsObject().is_sequence());
}
bool IsCallable(const Value& v) {
  return v.is_callable() || v.is_undefined();  // Undefined has a __call__, if only to fail
}
bool IsEscaped(const Value&) { return false; }

}  // namespace

void AddTests(FunctionMap* tests) {
  tests->insert({
      {"!=", Comparison<CompareOp::kNe>},
      {"<", Comparison<CompareOp::kLt>},
      {"<=", Comparison<CompareOp::kLe>},
      {"==", Comparison<CompareOp::kEq>},
      {">", Comparison<CompareOp::kGt>},
      {">=", Comparison<CompareOp::kGe>},
      {"boolean", Simple<IsBoolean>},
      {"callable", Simple<IsCallable>},
      {"defined", Simple<IsDefined>},
      {"divisibleby", DivisibleBy},
      {"eq", Comparison<CompareOp::kEq>},
      {"equalto", Comparison<CompareOp::kEq>},
      {"escaped", Simple<IsEscaped>},
      {"even", Parity<0>},
      {"false", Simple<IsFalse>},
      {"filter", FilterExists},
      {"float", Simple<IsFloatValue>},
      {"ge", Comparison<CompareOp::kGe>},
      {"greaterthan", Comparison<CompareOp::kGt>},
      {"gt", Comparison<CompareOp::kGt>},
      {"in", In},
      {"integer", Simple<IsIntegerValue>},
      {"iterable", Simple<IsIterable>},
      {"le", Comparison<CompareOp::kLe>},
      {"lessthan", Comparison<CompareOp::kLt>},
      {"lower", HasCase<kIsLower>},
      {"lt", Comparison<CompareOp::kLt>},
      {"mapping", Simple<IsMapping>},
      {"ne", Comparison<CompareOp::kNe>},
      {"none", Simple<IsNone>},
      {"number", Simple<IsNumber>},
      {"odd", Parity<1>},
      {"sameas", SameAs},
      {"sequence", Simple<IsSequence>},
      {"string", Simple<IsString>},
      {"test", TestExists},
      {"true", Simple<IsTrue>},
      {"undefined", Simple<IsUndefined>},
      {"upper", HasCase<kIsUpper>},
  });
}

}  // namespace tarn::jinja
