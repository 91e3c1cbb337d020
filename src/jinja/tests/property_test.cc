#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "jinja/literal.h"
#include "jinja/render_state.h"
#include "jinja/tests/render.h"

namespace tarn::jinja {
namespace {

rc::Gen<std::string> AnyText() {
  return rc::gen::container<std::string>(
      rc::gen::weightedOneOf<char>({{6, rc::gen::inRange<char>(32, 127)},
                                    {1, rc::gen::element<char>('\n', '\t', '\'', '"', '\\')}}));
}

rc::Gen<Value> Scalar() {
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::arbitrary<int64_t>(),
                   [](int64_t v) { return Value(v == INT64_MIN ? 0 : v); }),
      rc::gen::map(rc::gen::arbitrary<bool>(), [](bool v) { return Value(v); }),
      rc::gen::map(rc::gen::arbitrary<double>(), [](double v) { return Value(v); }),
      rc::gen::map(AnyText(), [](std::string v) { return Value(std::move(v)); }),
      rc::gen::just(Value::None()));
}

rc::Gen<Value> AnyValue(int depth) {
  if (depth == 0) return Scalar();
  const auto items = rc::gen::container<std::vector<Value>>(AnyValue(depth - 1));
  return rc::gen::oneOf(
      Scalar(), rc::gen::map(items, [](std::vector<Value> v) { return Value::List(std::move(v)); }),
      rc::gen::map(items, [](std::vector<Value> v) { return Value::Tuple(std::move(v)); }),
      rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, Value>>>(
                       rc::gen::pair(AnyText(), AnyValue(depth - 1))),
                   [](std::vector<std::pair<std::string, Value>> entries) {
                     Dict dict;
                     for (auto& [key, value] : entries) dict.Set(Value(key), std::move(value));
                     return Value(std::move(dict));
                   }));
}

// repr is Python text that reads back as an equal value, by literal_eval and as a Jinja2
// expression.
RC_GTEST_PROP(PropertyTest, ReprReadsBack, ()) {
  const Value value = *rc::gen::resize(6, AnyValue(2));
  const auto read = ParsePythonLiteral(Repr(value));
  RC_ASSERT(read.has_value());
  RC_ASSERT(Repr(*read) == Repr(value));
  RC_ASSERT(Equals(*read, value));
}

RC_GTEST_PROP(PropertyTest, ReprIsAnExpression, ()) {
  const Value value = *rc::gen::resize(6, AnyValue(2));
  RC_ASSERT(Render("{{ [" + Repr(value) + "] }}") == Repr(Value::List({value})));
}

// Text without tags renders as itself, but for one newline at the end.
RC_GTEST_PROP(PropertyTest, PlainTextStays, ()) {
  std::string text = *AnyText();
  std::replace(text.begin(), text.end(), '{', '(');
  std::string expected = text;
  if (expected.ends_with('\n')) expected.pop_back();
  RC_ASSERT(Render(text) == expected);
}

// Whatever the source, the result is text or a base::Error.
RC_GTEST_PROP(PropertyTest, AnySourceIsRenderedOrRefused, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "if", "for", "in", "x", "else",
      "endif", "endfor", "set", "=", "(", ")", "[", "]", "{", "}", ",", ":", "'", "\"", "|",
      "upper", "is", "not", "defined", "1", ".", "~", "*", "**", "macro", "endmacro", "call",
      "endcall", "raw", "endraw", "block", "endblock", "filter", "endfilter", "loop", "caller",
      "namespace", "range", "do", "with", "endwith", "break", "extends", "include", "import", "as",
      "from"));
  std::string source;
  for (const std::string& piece : pieces) source += piece;
  try {
    Options options = DbtOptions();
    options.limits.max_iterations = 10'000;
    Render(source, {{"x", Value("v")}}, options);
  } catch (const base::Error&) {
  }
}

RC_GTEST_PROP(PropertyTest, SlicesAgreeWithTheirDefinition, ()) {
  const auto size = *rc::gen::inRange<int64_t>(0, 12);
  const auto bound = rc::gen::inRange<int64_t>(-15, 15);
  const int64_t start = *bound, stop = *bound;
  const int64_t step = *rc::gen::distinctFrom(rc::gen::inRange<int64_t>(-4, 5), int64_t{0});
  std::string expected;
  int64_t from = start < 0 ? start + size : start, to = stop < 0 ? stop + size : stop;
  from = step > 0 ? std::max<int64_t>(from, 0) : std::min(from, size - 1);
  to = step > 0 ? std::min(to, size) : std::max<int64_t>(to, -1);
  for (int64_t i = from; step > 0 ? i < to : i > to; i += step)
    expected.push_back(static_cast<char>('a' + i));
  const std::string text = std::string("abcdefghijkl").substr(0, static_cast<size_t>(size));
  RC_ASSERT(Render(fmt::format("{{{{ '{}'[{}:{}:{}] }}}}", text, start, stop, step)) == expected);
}

RC_GTEST_PROP(PropertyTest, SortIsStableAndOrdered, ()) {
  const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
  std::vector<Value> items;
  for (size_t i = 0; i < numbers.size(); ++i)
    items.push_back(Value::Tuple({Value(numbers[i]), Value(i)}));
  auto expected = items;
  std::stable_sort(expected.begin(), expected.end(), [](const Value& a, const Value& b) {
    return a.AsTuple()[0].AsInt() < b.AsTuple()[0].AsInt();
  });
  RC_ASSERT(Render("{{ l|sort(attribute=0) }}", {{"l", Value::List(items)}}) ==
            Repr(Value::List(expected)));
}

}  // namespace
}  // namespace tarn::jinja
