#include "base/error.h"
#include "jinja/arithmetic.h"
#include "jinja/diagnostics.h"
#include "jinja/interpreter.h"
#include "jinja/methods.h"

namespace tarn::jinja {

using base::ErrorKind;

std::optional<Value> Interpreter::Lookup(const Identifier* name) {
  for (Scope* scope = scope_.get(); scope; scope = scope->parent().get())
    if (Value* found = scope->Find(name)) return *found;
  return module_.Find(*name);
}

Value Interpreter::EvalName(const NameExpr& expr) {
  for (Scope* scope = scope_.get(); scope; scope = scope->parent().get())
    if (Value* found = scope->Find(expr.name)) return *found;
  if (auto found = module_.Find(*expr.name)) return std::move(*found);
  if (state_.environment_.options().dbt && expr.name->text == "return")
    return Value::Function("return", [](CallArgs& args) -> Value {
      args.ExpectPositional("return", 1, 1);
      throw MacroReturn{args.positional[0]};
    });
  return state_.MakeUndefined({"", expr.name->value, {}, {}});
}

Value Interpreter::Eval(const Expr& expr) {
  // Names and literals are most of what is evaluated.
  if (const auto* name = std::get_if<NameExpr>(&expr.node)) return EvalName(*name);
  if (const auto* literal = std::get_if<LiteralExpr>(&expr.node)) return literal->value;
  state_.CheckStack();
  if (const auto* attribute = std::get_if<AttributeExpr>(&expr.node)) {
    const Value object = Eval(*attribute->object);
    location_ = expr.location;
    return state_.GetAttr(object, attribute->name->text);
  }
  if (const auto* call = std::get_if<CallExpr>(&expr.node)) return EvalCall(expr, *call);
  if (const auto* filter = std::get_if<FilterExpr>(&expr.node)) return EvalFilter(expr, *filter);
  if (const auto* item = std::get_if<ItemExpr>(&expr.node)) return EvalItem(expr, *item);
  if (const auto* compare = std::get_if<CompareExpr>(&expr.node))
    return EvalCompare(expr, *compare);
  if (const auto* test = std::get_if<TestExpr>(&expr.node)) return EvalTest(expr, *test);
  if (const auto* concat = std::get_if<ConcatExpr>(&expr.node)) return EvalConcat(*concat);
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
    const Value operand = Eval(*unary->operand);
    location_ = expr.location;
    if (unary->op == UnaryOp::kNot) return !Truth(operand);
    return unary->op == UnaryOp::kNegative ? Negative(operand) : Positive(operand);
  }
  if (const auto* logic = std::get_if<LogicExpr>(&expr.node)) {
    Value left = Eval(*logic->left);
    location_ = expr.location;
    return Truth(left) == logic->is_and ? Eval(*logic->right) : std::move(left);
  }
  if (const auto* conditional = std::get_if<ConditionalExpr>(&expr.node))
    return EvalConditional(*conditional);
  if (const auto* binary = std::get_if<BinaryExpr>(&expr.node)) {
    const Value left = Eval(*binary->left);
    const Value right = Eval(*binary->right);
    location_ = expr.location;
    return Binary(state_, binary->op, left, right);
  }
  if (const auto* list = std::get_if<ListExpr>(&expr.node))
    return Value::List(EvalAll(list->items));
  if (const auto* tuple = std::get_if<TupleExpr>(&expr.node))
    return Value::Tuple(EvalAll(tuple->items));
  if (const auto* dict = std::get_if<DictExpr>(&expr.node)) return EvalDict(*dict);
  location_ = expr.location;
  base::Throw(ErrorKind::kInvalidArgument, "a slice is only possible as the whole of a subscript");
}

std::vector<Value> Interpreter::EvalAll(const std::vector<ExprPtr>& exprs) {
  std::vector<Value> values;
  values.reserve(exprs.size());
  for (const ExprPtr& expr : exprs) values.push_back(Eval(*expr));
  return values;
}

Value Interpreter::EvalDict(const DictExpr& expr) {
  Dict dict;
  for (const auto& [key_expr, value_expr] : expr.entries) {
    Value key = Eval(*key_expr);
    Value value = Eval(*value_expr);
    location_ = key_expr->location;
    dict.Set(std::move(key), std::move(value));
  }
  return Value(std::move(dict));
}

Value Interpreter::EvalConcat(const ConcatExpr& expr) {
  std::string text;
  for (const ExprPtr& part : expr.parts) {
    const Value value = Eval(*part);
    location_ = part->location;
    AppendStr(&text, value);
  }
  state_.ChargeWork(text.size());
  return Value(std::move(text));
}

Value Interpreter::EvalCompare(const Expr& expr, const CompareExpr& compare) {
  Value left = Eval(*compare.first);
  for (const auto& [op, operand] : compare.rest) {
    Value right = Eval(*operand);
    location_ = expr.location;
    if (!CompareWith(state_, op, left, right)) return false;
    left = std::move(right);
  }
  return true;
}

Value Interpreter::EvalConditional(const ConditionalExpr& expr) {
  const Value test = Eval(*expr.test);
  location_ = expr.test->location;
  if (Truth(test)) return Eval(*expr.then);
  if (expr.otherwise) return Eval(*expr.otherwise);
  // Lenient also where undefined values are strict, as in Jinja2.
  return Value::Undefined({fmt::format("the inline if-expression on line {} in '{}' evaluated to "
                                       "false and no else section was defined.",
                                       expr.test->location.line, source_.name()),
                           {},
                           {},
                           UndefinedPolicy::kLenient});
}

Value Interpreter::EvalItem(const Expr& expr, const ItemExpr& item) {
  const Value object = Eval(*item.object);
  if (const auto* slice = std::get_if<SliceExpr>(&item.key->node)) {
    const auto bound = [&](const ExprPtr& e) { return e ? Eval(*e) : Value::None(); };
    const Value start = bound(slice->start);
    const Value stop = bound(slice->stop);
    const Value step = bound(slice->step);
    location_ = expr.location;
    if (object.is_undefined() && !(object.undefined_info() &&
                                   object.undefined_info()->policy >= UndefinedPolicy::kChainable))
      ThrowUndefined(object);
    // Slices are plain Python in Jinja2: a wrong one fails instead of being undefined.
    if (object.is_undefined()) return object;
    if (object.is_string() || object.is_list() || object.is_tuple())
      return Slice(state_, object, start, stop, step);
    if (object.is_dict()) base::Throw(ErrorKind::kInvalidArgument, "unhashable type: 'slice'");
    if (object.is_object()) {
      if (auto found = object.AsObject().GetItem(Value::Tuple({start, stop, step}))) return *found;
    }
    base::Throw(ErrorKind::kInvalidArgument, "'{}' object is not subscriptable", TypeName(object));
  }
  const Value key = Eval(*item.key);
  location_ = expr.location;
  return state_.GetItem(object, key);
}

void Interpreter::EvalArguments(const Arguments& arguments, CallArgs* out) {
  out->positional.reserve(arguments.positional.size() + out->positional.size());
  for (const ExprPtr& expr : arguments.positional) out->positional.push_back(Eval(*expr));
  for (const auto& [name, expr] : arguments.named) out->named.push_back({name, Eval(*expr)});
  if (arguments.star) {
    const Value star = Eval(*arguments.star);
    location_ = arguments.star->location;
    if (!IsIterable(star))
      base::Throw(ErrorKind::kInvalidArgument, "Value after * must be an iterable, not {}",
                  TypeName(star));
    for (Value& item : state_.Collect(star)) out->positional.push_back(std::move(item));
  }
  if (arguments.star_star) {
    const Value extra = Eval(*arguments.star_star);
    location_ = arguments.star_star->location;
    if (extra.is_undefined()) ThrowUndefined(extra);
    if (!extra.is_dict())
      base::Throw(ErrorKind::kInvalidArgument, "argument after ** must be a mapping, not {}",
                  TypeName(extra));
    for (const auto& entry : extra.AsDict()) {
      if (!entry.key.is_string())
        base::Throw(ErrorKind::kInvalidArgument, "keywords must be strings");
      if (out->FindNamed(entry.key.AsString()))
        base::Throw(ErrorKind::kInvalidArgument, "got multiple values for keyword argument {}",
                    Repr(entry.key));
      out->named.push_back({entry.key.AsString(), entry.value});
    }
  }
}

Value Interpreter::EvalCall(const Expr& expr, const CallExpr& call, const Value* forwarded_caller) {
  const auto* attribute = std::get_if<AttributeExpr>(&call.callee->node);
  Value callee = Eval(attribute ? *attribute->object : *call.callee);
  if (attribute && callee.is_undefined()) {
    location_ = call.callee->location;
    callee = state_.GetAttr(callee, attribute->name->text);
    attribute = nullptr;
  }
  CallArgs args(state_, {});
  if (forwarded_caller) args.named.push_back({"caller", *forwarded_caller});
  EvalArguments(call.arguments, &args);
  location_ = attribute ? call.callee->location : expr.location;
  if (!attribute) return state_.Call(callee, args);
  const std::string& name = attribute->name->text;
  if (callee.is_object()) return callee.AsObject().CallMethod(name, args);
  if (const Method method = FindMethod(callee.kind(), name)) return method(callee, args);
  return state_.Call(state_.GetAttr(callee, name), args);
}

Value Interpreter::EvalFilter(const Expr& expr, const FilterExpr& filter, const Value* captured) {
  CallArgs args(state_, {});
  args.positional.reserve(1 + filter.arguments.positional.size());
  if (!filter.operand) {
    args.positional.push_back(*captured);
  } else if (const auto* inner = std::get_if<FilterExpr>(&filter.operand->node);
             inner && captured) {
    args.positional.push_back(EvalFilter(*filter.operand, *inner, captured));
  } else {
    args.positional.push_back(Eval(*filter.operand));
  }
  EvalArguments(filter.arguments, &args);
  location_ = expr.location;
  if (!filter.function)
    base::Throw(ErrorKind::kInvalidArgument, "No filter named {} found.", ReprString(filter.name));
  return (*filter.function)(args);
}

Value Interpreter::EvalTest(const Expr& expr, const TestExpr& test) {
  // The commonest tests need no call.
  if (test.arguments.positional.empty() && test.arguments.named.empty() && !test.arguments.star) {
    if (test.name == "defined" || test.name == "undefined")
      return Eval(*test.operand).is_undefined() == (test.name == "undefined");
    if (test.name == "none") return Eval(*test.operand).is_none();
  }
  CallArgs args(state_, {});
  args.positional.push_back(Eval(*test.operand));
  EvalArguments(test.arguments, &args);
  location_ = expr.location;
  if (!test.function)
    base::Throw(ErrorKind::kInvalidArgument, "No test named {} found.", ReprString(test.name));
  return (*test.function)(args);
}

}  // namespace tarn::jinja
