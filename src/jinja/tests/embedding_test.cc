#include <thread>

#include <gtest/gtest.h>

#include "jinja/render_state.h"
#include "jinja/tests/render.h"

// What C++ gives to templates and takes from them.
namespace tarn::jinja {
namespace {

class Relation : public Object {
 public:
  explicit Relation(std::string name) : name_(std::move(name)) {}
  std::string_view TypeName() const override { return "Relation"; }
  std::string Str() const override { return "\"" + name_ + "\""; }
  std::vector<std::string> AttributeNames() const override { return {"identifier", "include"}; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "identifier") return Value(name_);
    return std::nullopt;
  }
  std::optional<Value> GetItem(const Value& key) const override {
    if (key.is_int()) return Value(key.AsInt() * 2);
    return std::nullopt;
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "include") {
      const auto bound = args.Bind("include", {{"database", Value(true)}, {"schema", Value(true)}});
      return Value::Make<Relation>(name_ + (jinja::Truth(bound[1]) ? "+schema" : ""));
    }
    return Object::CallMethod(name, args);
  }
  bool Equals(const Object& other) const override {
    const auto* relation = dynamic_cast<const Relation*>(&other);
    return relation && relation->name_ == name_;
  }

 private:
  std::string name_;
};

TEST(EmbeddingTest, Objects) {
  const Dict variables{{"r", Value::Make<Relation>("orders")}};
  EXPECT_EQ(Render("{{ r }} {{ r.identifier }} {{ r[4] }} {{ r.include(schema=false) }} {{ "
                   "r.include() ~ '!' }}",
                   variables),
            "\"orders\" orders 8 \"orders\" \"orders+schema\"!");
  EXPECT_EQ(
      Render(
          "{{ r == r.include(schema=false) }} {{ r is defined }} {{ r.nope is defined }} {{ [r] }}",
          variables),
      "True True False [\"orders\"]");
  EXPECT_EQ(ErrorOf("{{ r.identifer.x }}", variables).hint(), "did you mean 'identifier'?");
  EXPECT_NE(ErrorOf("{{ r() }}", variables).message().find("'Relation' object is not callable"),
            std::string::npos);
  EXPECT_NE(
      ErrorOf("{{ r.include(x=1) }}", variables).message().find("unexpected keyword argument 'x'"),
      std::string::npos);
  EXPECT_NE(ErrorOf("{% for x in r %}{% endfor %}", variables)
                .message()
                .find("'Relation' object is not iterable"),
            std::string::npos);
  EXPECT_NE(ErrorOf("{% set r.x = 1 %}", variables).message().find("non-namespace"),
            std::string::npos);
  const Value value = Value::Make<Relation>("x");
  EXPECT_NE(value.As<Relation>(), nullptr);
  EXPECT_EQ(Value(1).As<Relation>(), nullptr);
}

TEST(EmbeddingTest, FunctionsGetArgumentsAndCallBack) {
  const Dict variables{{"add", Value::Function("add",
                                               [](CallArgs& args) {
                                                 const auto bound =
                                                     args.Bind("add", {{"a"}, {"b", Value(10)}});
                                                 return Value(bound[0].AsInt() + bound[1].AsInt());
                                               })},
                       {"twice", Value::Function("twice",
                                                 [](CallArgs& args) {
                                                   const Value once = args.state().Call(
                                                       args.positional[0], {Value("x")});
                                                   return Value(Str(once) + Str(once));
                                                 })},
                       {"stack", Value::Function("stack", [](CallArgs& args) {
                          std::vector<Value> names;
                          for (const std::string& name : args.state().MacroStack())
                            names.emplace_back(name);
                          return Value::List(std::move(names));
                        })}};
  EXPECT_EQ(Render("{{ add(1) }} {{ add(1, b=2) }} {{ add(b=1, a=1) }}", variables), "11 3 2");
  EXPECT_EQ(Render("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ twice(m) }}", variables), "<x><x>");
  EXPECT_EQ(Render("{% macro m() %}{{ stack() }}{% endmacro %}{{ m() }}", variables),
            "['m (main:1)']");
  EXPECT_NE(ErrorOf("{{ add() }}", variables)
                .message()
                .find("add() missing 1 required positional argument: 'a'"),
            std::string::npos);
  EXPECT_NE(
      ErrorOf("{{ add(1, a=2) }}", variables).message().find("multiple values for argument 'a'"),
      std::string::npos);
  EXPECT_NE(ErrorOf("{{ twice(1) }}", variables).message().find("'int' object is not callable"),
            std::string::npos);
}

TEST(EmbeddingTest, OwnFiltersTestsAndGlobals) {
  Environment environment;
  environment.AddFilter("shout",
                        [](CallArgs& args) { return Value(Str(args.positional[0]) + "!"); });
  environment.AddTest("big",
                      [](CallArgs& args) { return Value(args.positional[0].AsInt() > 100); });
  environment.AddGlobal("answer", Value(42));
  EXPECT_EQ(
      environment.Render("{{ 'a'|shout }}{{ 500 is big }}{{ answer }}{{ ['b']|map('shout')|join }}",
                         nullptr),
      "a!True42b!");
}

TEST(EmbeddingTest, TheResolverIsAskedLast) {
  int asked = 0;
  const auto context = std::make_shared<Context>(Dict{{"a", Value(1)}});
  context->set_resolver([&](std::string_view name) -> std::optional<Value> {
    ++asked;
    if (name == "lazy") return Value("resolved");
    return std::nullopt;
  });
  context->set_known_names([] { return std::vector<std::string>{"lazy"}; });
  const Environment environment;
  EXPECT_EQ(
      environment.Render("{{ a }}{{ lazy }}{% set b = 2 %}{{ b }}{{ range(1)|list }}", context),
      "1resolved2[0]");
  EXPECT_EQ(asked, 2);  // lazy and range
  try {
    environment.Render("{{ lasy + 1 }}", context);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.hint(), "did you mean 'lazy'?");
  }
}

TEST(EmbeddingTest, ValuesComeOutOfNativeRenders) {
  const Environment environment;
  const auto context = std::make_shared<Context>(Dict{{"l", Value::List({Value(1), Value(2)})}});
  const Value list =
      environment.Compile("{{ l }}", "n")->RenderNative(context, NativeStyle::kJinja);
  ASSERT_TRUE(list.is_list());
  EXPECT_EQ(list.AsList().size(), 2u);
  EXPECT_EQ(
      environment.Compile("{{ l|length }}", "n")->RenderNative(context, NativeStyle::kDbt).AsInt(),
      2);
}

TEST(EmbeddingTest, TemplatesAreSharedByThreads) {
  Environment environment(DbtOptions());
  environment.set_loader([](const std::string& name) -> std::optional<std::string> {
    return "{% macro f(a) %}" + name + "{{ a }}{% endmacro %}";
  });
  const TemplatePtr compiled = environment.Compile(
      "{% from 'lib' import f %}{% set l = [] %}{% for i in range(20) %}{% do l.append(f(i)|upper) "
      "%}{% endfor %}"
      "{{ l|join(',') }}{{ {'a': 'const'}.a }}",
      "t");
  const auto context = std::make_shared<Context>();
  const std::string expected = compiled->Render(context);
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (size_t t = 0; t < results.size(); ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) results[t] = compiled->Render(context);
    });
  for (auto& thread : threads) thread.join();
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST(EmbeddingTest, DictsKeepOrderAndFindEqualKeys) {
  Dict dict;
  for (int i = 0; i < 100; ++i) dict.Set(Value("k" + std::to_string(i)), Value(i));
  for (int i = 0; i < 100; i += 2) EXPECT_TRUE(dict.Take(Value("k" + std::to_string(i))));
  EXPECT_EQ(dict.size(), 50u);
  EXPECT_EQ(dict.begin()->key.AsString(), "k1");
  EXPECT_EQ(dict.Find("k99")->AsInt(), 99);
  EXPECT_EQ(dict.Find("k98"), nullptr);
  dict.Set(Value("k0"), Value("again"));
  EXPECT_EQ(dict.TakeLast()->second.AsString(), "again");
  dict.Set(Value(1), Value("int"));
  EXPECT_EQ(dict.Find(Value(1.0))->AsString(), "int");
  EXPECT_EQ(dict.Find(Value(true))->AsString(), "int");
  EXPECT_THROW(dict.Set(Value::List(), Value()), base::Error);
  for (int round = 0; round < 1000; ++round) {
    dict.Set(Value(round + 10), Value(round));
    dict.Take(Value(round + 10));
  }
  EXPECT_EQ(dict.size(), 51u);
}

TEST(EmbeddingTest, MacrosThatOutliveTheRenderAreHarmless) {
  Value kept;
  const Dict variables{{"keep", Value::Function("keep", [&](CallArgs& args) {
                          kept = args.positional[0];
                          return Value::None();
                        })}};
  Environment environment;
  const auto context = std::make_shared<Context>(variables);
  const TemplatePtr compiled = environment.Compile(
      "{% set v = 1 %}{% macro m() %}{{ v }}{% endmacro %}{% for i in [1, 2] %}{% do keep(m) %}"
      "{% do keep(loop) if i == 2 else none %}{% endfor %}",
      "t");
  compiled->Render(context);
  EXPECT_EQ(Str(kept), "<LoopContext 2/2>");
  RenderState state(environment);
  EXPECT_THROW(state.Call(kept, {Value::List()}), base::Error);
}

}  // namespace
}  // namespace tarn::jinja
