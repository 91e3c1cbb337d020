#include "jinja/arithmetic.h"

#include <cmath>

#include "base/error.h"
#include "jinja/python_format.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

using base::ErrorKind;

std::string_view SymbolOf(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd: return "+";
    case BinaryOp::kSub: return "-";
    case BinaryOp::kMul: return "*";
    case BinaryOp::kDiv: return "/";
    case BinaryOp::kFloorDiv: return "//";
    case BinaryOp::kMod: return "%";
    case BinaryOp::kPow: return "** or pow()";
  }
  return "?";
}

[[noreturn]] void ThrowOverflow(std::string_view symbol, int64_t left, int64_t right) {
  throw base::Error(
      ErrorKind::kInvalidArgument,
      fmt::format("the result does not fit into 64 bits: {} {} {}", left, symbol, right),
      "use floats: write one operand with a decimal point");
}

[[noreturn]] void ThrowOperands(BinaryOp op, const Value& left, const Value& right) {
  if (op == BinaryOp::kAdd && (left.is_string() || left.is_list() || left.is_tuple()))
    base::Throw(ErrorKind::kInvalidArgument, "can only concatenate {0} (not \"{1}\") to {0}",
                TypeName(left), TypeName(right));
  if (op == BinaryOp::kMul) {
    const auto is_sequence = [](const Value& v) {
      return v.is_string() || v.is_list() || v.is_tuple();
    };
    if (is_sequence(left) || is_sequence(right))
      base::Throw(ErrorKind::kInvalidArgument, "can't multiply sequence by non-int of type '{}'",
                  TypeName(is_sequence(left) ? right : left));
  }
  base::Throw(ErrorKind::kInvalidArgument, "unsupported operand type(s) for {}: '{}' and '{}'",
              SymbolOf(op), TypeName(left), TypeName(right));
}

int64_t FloorDivide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Value IntegerOp(BinaryOp op, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (op) {
    case BinaryOp::kAdd:
      if (__builtin_add_overflow(a, b, &result)) ThrowOverflow("+", a, b);
      return result;
    case BinaryOp::kSub:
      if (__builtin_sub_overflow(a, b, &result)) ThrowOverflow("-", a, b);
      return result;
    case BinaryOp::kMul:
      if (__builtin_mul_overflow(a, b, &result)) ThrowOverflow("*", a, b);
      return result;
    case BinaryOp::kDiv:
      if (b == 0) base::Throw(ErrorKind::kInvalidArgument, "division by zero");
      // Through long double, whose 64 bits of mantissa hold both operands: rounded once, as Python
      // does.
      return static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b));
    case BinaryOp::kFloorDiv:
      if (b == 0) base::Throw(ErrorKind::kInvalidArgument, "integer division or modulo by zero");
      if (a == INT64_MIN && b == -1) ThrowOverflow("//", a, b);
      return FloorDivide(a, b);
    case BinaryOp::kMod:
      if (b == 0) base::Throw(ErrorKind::kInvalidArgument, "integer modulo by zero");
      if (b == -1) return 0;
      return a - FloorDivide(a, b) * b;
    case BinaryOp::kPow: break;
  }
  return Power(Value(a), Value(b));
}

Value FloatOp(BinaryOp op, double a, double b) {
  switch (op) {
    case BinaryOp::kAdd: return a + b;
    case BinaryOp::kSub: return a - b;
    case BinaryOp::kMul: return a * b;
    case BinaryOp::kDiv:
      if (b == 0) base::Throw(ErrorKind::kInvalidArgument, "float division by zero");
      return a / b;
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod: {
      if (b == 0)
        base::Throw(ErrorKind::kInvalidArgument, "{}",
                    op == BinaryOp::kMod ? "float modulo" : "float floor division by zero");
      double mod = std::fmod(a, b);
      double quotient = (a - mod) / b;
      if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
          mod += b;
          quotient -= 1;
        }
      } else {
        mod = std::copysign(0.0, b);
      }
      if (op == BinaryOp::kMod) return mod;
      if (quotient == 0) return std::copysign(0.0, a / b);
      const double floored = std::floor(quotient);
      return quotient - floored > 0.5 ? floored + 1 : floored;
    }
    case BinaryOp::kPow: break;
  }
  return Power(Value(a), Value(b));
}

Value Repeat(RenderState& state, const Value& sequence, int64_t count) {
  const auto times = static_cast<uint64_t>(std::max<int64_t>(count, 0));
  const uint64_t size = sequence.is_string() ? sequence.AsString().size()
                                             : sequence.Sequence().size() * sizeof(Value);
  if (size > 0 && times > UINT64_MAX / size) state.ChargeWork(UINT64_MAX);
  state.ChargeWork(size * times);
  if (sequence.is_string()) {
    std::string out;
    out.reserve(size * times);
    for (uint64_t i = 0; i < times && size > 0; ++i) out += sequence.AsString();
    return Value(std::move(out));
  }
  std::vector<Value> items;
  const auto& source = sequence.Sequence();
  for (uint64_t i = 0; i < times && size > 0; ++i)
    items.insert(items.end(), source.begin(), source.end());
  return sequence.is_list() ? Value::List(std::move(items)) : Value::Tuple(std::move(items));
}

Value Join(RenderState& state, const Value& left, const Value& right) {
  if (left.is_string()) {
    state.ChargeWork(left.AsString().size() + right.AsString().size());
    return Value(left.AsString() + right.AsString());
  }
  std::vector<Value> items = left.Sequence();
  const auto& more = right.Sequence();
  state.ChargeWork((items.size() + more.size()) * sizeof(Value));
  items.insert(items.end(), more.begin(), more.end());
  return left.is_list() ? Value::List(std::move(items)) : Value::Tuple(std::move(items));
}

bool IsSequence(const Value& value) {
  return value.is_string() || value.is_list() || value.is_tuple();
}
bool IsInteger(const Value& value) { return value.is_int() || value.is_bool(); }

// The bound of a slice as Python's slice.indices computes it.
int64_t Bound(const Value& value, int64_t length, int64_t step, int64_t omitted) {
  if (value.is_undefined() || value.is_none()) return omitted;
  if (!IsInteger(value))
    base::Throw(ErrorKind::kInvalidArgument,
                "slice indices must be integers or None or have an __index__ method");
  int64_t bound = ToInteger(value);
  if (bound < 0) {
    bound += length;
    if (bound < 0) bound = step < 0 ? -1 : 0;
  } else if (bound >= length) {
    bound = step < 0 ? length - 1 : length;
  }
  return bound;
}

}  // namespace

double ToDouble(const Value& number) {
  if (number.is_float()) return number.AsFloat();
  return static_cast<double>(ToInteger(number));
}

int64_t ToInteger(const Value& value) {
  return value.is_int() ? value.AsInt() : value.AsBool() ? 1 : 0;
}

Value Binary(RenderState& state, BinaryOp op, const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) {
    if (left.is_float() || right.is_float()) return FloatOp(op, ToDouble(left), ToDouble(right));
    return IntegerOp(op, ToInteger(left), ToInteger(right));
  }
  if (op == BinaryOp::kMod && left.is_string()) return FormatPercent(state, left.AsString(), right);
  if (left.is_undefined()) ThrowUndefined(left);
  if (right.is_undefined() && !(IsSequence(left) && op == BinaryOp::kAdd)) ThrowUndefined(right);
  if (op == BinaryOp::kAdd && left.kind() == right.kind() && IsSequence(left))
    return Join(state, left, right);
  if (right.is_undefined()) ThrowUndefined(right);
  if (op == BinaryOp::kMul) {
    if (IsSequence(left) && IsInteger(right)) return Repeat(state, left, ToInteger(right));
    if (IsSequence(right) && IsInteger(left)) return Repeat(state, right, ToInteger(left));
  }
  ThrowOperands(op, left, right);
}

Value Power(const Value& left, const Value& right) {
  if (!left.is_float() && !right.is_float()) {
    const int64_t base_value = ToInteger(left);
    int64_t exponent = ToInteger(right);
    if (exponent >= 0) {
      int64_t result = 1, factor = base_value;
      for (; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) && __builtin_mul_overflow(result, factor, &result))
          ThrowOverflow("**", base_value, ToInteger(right));
        if (exponent > 1 && __builtin_mul_overflow(factor, factor, &factor))
          ThrowOverflow("**", base_value, ToInteger(right));
      }
      return result;
    }
  }
  const double a = ToDouble(left), b = ToDouble(right);
  if (a == 0 && b < 0)
    base::Throw(ErrorKind::kInvalidArgument, "0.0 cannot be raised to a negative power");
  if (a < 0 && std::isfinite(b) && std::floor(b) != b)
    base::Throw(ErrorKind::kUnsupported, "complex numbers are not supported: {} ** {}", a, b);
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b))
    base::Throw(ErrorKind::kInvalidArgument, "(34, 'Numerical result out of range')");
  return result;
}

Value Negative(const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (value.is_float()) return -value.AsFloat();
  if (!IsInteger(value))
    base::Throw(ErrorKind::kInvalidArgument, "bad operand type for unary -: '{}'", TypeName(value));
  int64_t result;
  if (__builtin_sub_overflow(int64_t{0}, ToInteger(value), &result))
    ThrowOverflow("-", 0, ToInteger(value));
  return result;
}

Value Positive(const Value& value) {
  if (value.is_undefined()) ThrowUndefined(value);
  if (value.is_float()) return value;
  if (!IsInteger(value))
    base::Throw(ErrorKind::kInvalidArgument, "bad operand type for unary +: '{}'", TypeName(value));
  return ToInteger(value);
}

bool CompareWith(RenderState& state, CompareOp op, const Value& left, const Value& right) {
  switch (op) {
    case CompareOp::kEq: return Equals(left, right);
    case CompareOp::kNe: return !Equals(left, right);
    case CompareOp::kLt: return Compare(left, right, "<") == -1;
    case CompareOp::kLe: {
      const int order = Compare(left, right, "<=");
      return order == -1 || order == 0;
    }
    case CompareOp::kGt: return Compare(left, right, ">") == 1;
    case CompareOp::kGe: {
      const int order = Compare(left, right, ">=");
      return order == 1 || order == 0;
    }
    case CompareOp::kIn:
    case CompareOp::kNotIn:
      if (right.is_list() || right.is_tuple()) state.ChargeIteration(right.Sequence().size() / 16);
      return Contains(right, left) == (op == CompareOp::kIn);
  }
  return false;
}

Value Slice(RenderState& state, const Value& value, const Value& start, const Value& stop,
            const Value& step_value) {
  int64_t step = 1;
  if (!step_value.is_undefined() && !step_value.is_none()) {
    if (!IsInteger(step_value))
      base::Throw(ErrorKind::kInvalidArgument,
                  "slice indices must be integers or None or have an __index__ method");
    step = ToInteger(step_value);
    if (step == 0) base::Throw(ErrorKind::kInvalidArgument, "slice step cannot be zero");
  }
  const int64_t length = Length(value);
  int64_t from = Bound(start, length, step, step < 0 ? length - 1 : 0);
  const int64_t to = Bound(stop, length, step, step < 0 ? -1 : length);
  if (value.is_string() && step == 1) {
    const std::string& text = value.AsString();
    if (from >= to) return Value(std::string());
    const size_t begin =
        IsAscii(text) ? static_cast<size_t>(from) : ByteOffset(text, static_cast<size_t>(from));
    const size_t size = IsAscii(text) ? static_cast<size_t>(to - from)
                                      : ByteOffset(std::string_view(text).substr(begin),
                                                   static_cast<size_t>(to - from));
    state.ChargeWork(size);
    return Value(text.substr(begin, size));
  }
  std::vector<std::string> characters;
  if (value.is_string()) characters = Characters(value.AsString());
  std::vector<Value> items;
  std::string text;
  while (step > 0 ? from < to : from > to) {
    if (value.is_string()) {
      text += characters[static_cast<size_t>(from)];
    } else {
      items.push_back(value.Sequence()[static_cast<size_t>(from)]);
    }
    if (__builtin_add_overflow(from, step, &from)) break;
  }
  state.ChargeWork(text.size() + items.size() * sizeof(Value));
  if (value.is_string()) return Value(std::move(text));
  return value.is_list() ? Value::List(std::move(items)) : Value::Tuple(std::move(items));
}

}  // namespace tarn::jinja
