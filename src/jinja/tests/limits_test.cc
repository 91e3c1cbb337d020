#include <gtest/gtest.h>

#include "jinja/tests/render.h"

// Hostile templates end with ResourceExhausted (or another error), never with a crash, a hang or
// all of the memory.
namespace tarn::jinja {
namespace {

using base::ErrorKind;

ErrorKind KindOf(const std::string& source, Options options = {}) {
  return ErrorOf(source, {}, options).kind();
}

std::string Repeat(const std::string& text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

Options Small() {
  Options options;
  options.limits.max_iterations = 10'000;
  options.limits.max_output_bytes = 100'000;
  options.limits.max_work_bytes = 1'000'000;
  return options;
}

TEST(LimitsTest, EndlessRecursion) {
  EXPECT_EQ(KindOf("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(
      KindOf("{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}"),
      ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{% block a %}{{ self.a() }}{% endblock %}"), ErrorKind::kResourceExhausted);
  Environment environment;
  environment.set_loader(
      [](const std::string&) { return std::optional<std::string>("{% include 'self' %}"); });
  try {
    environment.Get("self")->Render(nullptr);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
  }
  environment.set_loader(
      [](const std::string&) { return std::optional<std::string>("{% extends 'me' %}"); });
  EXPECT_THROW(environment.Get("me")->Render(nullptr), base::Error);
  environment.set_loader(
      [](const std::string&) { return std::optional<std::string>("{% import 'm' as m %}"); });
  EXPECT_THROW(environment.Get("m")->Render(nullptr), base::Error);
}

TEST(LimitsTest, LoopsWithoutEnd) {
  EXPECT_EQ(KindOf("{% for i in range(10000000000) %}{% endfor %}", Small()),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{% set l = [1] %}{% for i in l %}{% do l.append(1) %}{% endfor %}", Small()),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{{ range(10000000000)|list }}", Small()), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{{ range(10000000000)|sum }}", Small()), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{{ range(10000000000)|join }}", Small()), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{{ range(99999999)|map('string')|list }}", Small()),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{{ range(-9223372036854775807, 9223372036854775807, 1) }}"),
            ErrorKind::kResourceExhausted);
}

TEST(LimitsTest, Memory) {
  for (const char* source : {
           "{{ 'x' * 10000000000 }}",
           "{{ [1] * 10000000000 }}",
           "{{ 10000000000 * 'xy' }}",
           "{{ 'x'.center(10000000000) }}",
           "{{ 'x'.ljust(10000000000) }}",
           "{{ 'x'.zfill(10000000000) }}",
           "{{ 'x'|center(10000000000) }}",
           "{{ '%9999999d' % 1 }}",
           "{{ '{:9999999}'.format(1) }}",
           "{{ 'a\nb'|indent(10000000000) }}",
           "{{ [1]|batch(10000000000, 0)|list }}",
           "{{ [1]|slice(10000000000)|list }}",
           "{{ [[1]]|tojson(10000000000) }}",
           "{% set ns = namespace(s='x') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% "
           "endfor %}",
           "{% set ns = namespace(s='x') %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% "
           "endfor %}",
           "{% set l = [1] %}{% for i in range(40) %}{% do l.extend(l) %}{% endfor %}",
           "{% set ns = namespace(s='aa') %}{% for i in range(40) %}{% set ns.s = "
           "ns.s|replace('a', 'aa') %}{% endfor %}",
           "{% macro m(n) %}{{ 'x' * 1000 }}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% "
           "endmacro %}{{ m(40) }}",
       })
    EXPECT_NE(KindOf(source, Small()), ErrorKind::kInternal) << source;
  EXPECT_EQ(KindOf("{% for i in range(9999) %}aaaaaaaaaaaaaaaaaaaa{% endfor %}", Small()),
            ErrorKind::kResourceExhausted);
}

TEST(LimitsTest, SharedSubvaluesDoNotExplode) {
  const std::string doubling =
      "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}"
      "{% set ns.b = [ns.b, ns.b] %}{% endfor %}";
  EXPECT_EQ(KindOf(doubling + "{{ ns.a == ns.b }}"), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf(doubling + "{{ ns.a|tojson }}", Small()), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf(doubling + "{{ ns.a|pprint }}", Small()), ErrorKind::kResourceExhausted);
}

TEST(LimitsTest, DeepValuesAreFreedAndRefused) {
  const std::string deep =
      "{% set ns = namespace(x=[]) %}{% for i in range(200000) %}{% set ns.x = [ns.x] %}{% endfor "
      "%}";
  EXPECT_EQ(Render(deep + "{{ ns.x|length }}"), "1");
  EXPECT_EQ(KindOf(deep + "{{ ns.x }}"), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf(deep + "{{ ns.x|tojson }}"), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf(deep + "{% set y = [ns.x] %}{{ y == [[ns.x]] }}"),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(Render("{% set ns = namespace(x={}) %}{% for i in range(100000) %}{% set ns.x = {'a': "
                   "ns.x} %}{% endfor %}"
                   "{{ ns.x|length }}"),
            "1");
}

// The leak sanitizer looks at what these leave behind.
TEST(LimitsTest, CyclesAreFreed) {
  for (const char* source : {
           "{% set l = [] %}{% do l.append(l) %}",
           "{% set l = [] %}{% set d = {'l': l} %}{% do l.append([d]) %}",
           "{% set d = {} %}{% do d.update({'a': d}) %}",
           "{% set d = {} %}{% do d.update({'a': d.items()}) %}",
           "{% set ns = namespace() %}{% set ns.x = ns %}",
           "{% set ns = namespace() %}{% set ns.x = [ns] %}",
           "{% set d = {} %}{% do d.setdefault('a', [d]) %}",
           "{% set l = [] %}{% do l.insert(0, (l,)) %}",
           "{% set l = [] %}{% do l.extend([l]) %}",
           "{% for i in range(5000) %}{% set l = [] %}{% set m = [l] %}{% do l.append(m) %}{% "
           "endfor %}",
           "{% macro m() %}{% set l = [[]] %}{% do l[0].append(l) %}{{ return(l) }}{% endmacro "
           "%}{% do m() %}",
       }) {
    Render(source, {}, DbtOptions());
    // What the program holds is not touched.
    const Value list = Value::List({Value(1)});
    Render(std::string(source) + "{% do kept.append([2]) %}", {{"kept", list}}, DbtOptions());
    EXPECT_EQ(Repr(list), "[1, [2]]");
  }
  EXPECT_EQ(KindOf("{% set l = [] %}{% do l.append(l) %}{{ l }}"), ErrorKind::kResourceExhausted);
  EXPECT_EQ(KindOf("{% set l = [] %}{% do l.append(l) %}{{ l|tojson }}"),
            ErrorKind::kResourceExhausted);
  EXPECT_EQ(
      KindOf(
          "{% set l = [] %}{% do l.append(l) %}{% set m = [] %}{% do m.append(m) %}{{ l == m }}"),
      ErrorKind::kResourceExhausted);
  // Macros that refer to each other, and to the scope they are in, are freed all the same (the
  // sanitizer looks).
  Render(
      "{% macro a() %}{{ b }}{% endmacro %}{% macro b() %}{{ a }}{% endmacro %}{% set x = [a, b] "
      "%}");
  Render(
      "{% macro a() %}{% macro b() %}{{ b }}{% endmacro %}{% set q = b %}{{ b() }}{% endmacro %}{{ "
      "a()|length }}");
  Render(
      "{% set ns = namespace() %}{% for i in [1] %}{% macro m() %}{% endmacro %}{% set ns.m = m "
      "%}{% endfor %}");
}

TEST(LimitsTest, DeepSource) {
  EXPECT_EQ(KindOf("{{ " + Repeat("(", 100'000) + "1" + Repeat(")", 100'000) + " }}"),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ " + Repeat("[", 100'000)), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ " + Repeat("not ", 100'000) + "1 }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ " + Repeat("-", 100'000) + "1 }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ 1" + Repeat(" + 1", 100'000) + " }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ x" + Repeat(".a", 100'000) + " }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ x" + Repeat("|string", 100'000) + " }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{{ x" + Repeat(" if 1 else x", 100'000) + " }}"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf(Repeat("{% if 1 %}", 100'000)), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("{% set " + Repeat("(", 100'000)), ErrorKind::kInvalidArgument);
  EXPECT_EQ(Render("{{ 'a'" + Repeat(" ~ 'a'", 50'000) + " }}").size(), 50'001u);
  EXPECT_EQ(Render("{{ 1" + Repeat(" + 1", 900) + " }}"), "901");
  EXPECT_EQ(Render("{% if 0 %}" + Repeat("{% elif 0 %}", 5'000) + "{% else %}x{% endif %}"), "x");
  EXPECT_EQ(Render("{{ " + Repeat("(", 100) + "1" + Repeat(")", 100) + " }}"), "1");
}

TEST(LimitsTest, StackOfDeepExpressionsInDeepMacros) {
  std::string expression = "m(n - 1)";
  for (int i = 0; i < 60; ++i) expression = "(1 + " + expression + "|int)";
  EXPECT_EQ(KindOf("{% macro m(n) %}{{ " + expression + " }}{% endmacro %}{{ m(100000) }}"),
            ErrorKind::kResourceExhausted);
}

TEST(LimitsTest, IntegersThatDoNotFit) {
  for (const char* source :
       {"{{ 9223372036854775807 + 1 }}", "{{ -9223372036854775807 - 2 }}",
        "{{ 9223372036854775807 * 2 }}", "{{ 2 ** 64 }}", "{{ 99999999999999999999 }}",
        "{{ '99999999999999999999'|int }}", "{{ 1e30|int }}", "{{ -(-9223372036854775807 - 1) }}",
        "{{ (-9223372036854775807 - 1) // -1 }}", "{{ (-9223372036854775807 - 1)|abs }}"})
    EXPECT_EQ(KindOf(source), ErrorKind::kInvalidArgument) << source;
  EXPECT_EQ(Render("{{ -9223372036854775807 - 1 }}"), "-9223372036854775808");
  EXPECT_EQ(Render("{{ (-9223372036854775807 - 1) % -1 }}"), "0");
}

}  // namespace
}  // namespace tarn::jinja
