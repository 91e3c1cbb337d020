#include <chrono>
#include <cstdio>

#include <gtest/gtest.h>

#include "jinja/analysis.h"
#include "jinja/tests/render.h"

// Says how long a thousand typical dbt models take (in an optimised build that is the number to
// look at); asserts only what they render to.
namespace tarn::jinja {
namespace {

constexpr char kMacros[] = R"sql({% macro cents_to_dollars(column, scale=2) -%}
  round(cast({{ column }} as double) / 100, {{ scale }})
{%- endmacro %}
{% macro surrogate_key(columns) -%}
  {%- set parts = [] -%}
  {%- for column in columns -%}
    {%- do parts.append("coalesce(cast(" ~ column ~ " as varchar), '')") -%}
  {%- endfor -%}
  {{ return('md5(' ~ parts | join(" || '-' || ") ~ ')') }}
{%- endmacro %}
)sql";

constexpr char kModel[] =
    R"sql({{ config(materialized='incremental', unique_key='order_id', tags=['daily', 'gold']) }}
{% set payment_methods = ['card', 'coupon', 'bank_transfer', 'gift_card'] %}

with orders as (
    select * from {{ ref('stg_orders') }}
    {% if is_incremental() %}
    where updated_at > (select max(updated_at) from {{ this }})
    {% endif %}
),
payments as (
    select * from {{ ref('stg_payments') }} -- {# a comment #}
)
select
    {{ surrogate_key(['order_id', 'customer_id']) }} as order_key,
    orders.*,
    {% for method in payment_methods %}
    sum(case when method = '{{ method }}' then {{ cents_to_dollars('amount') }} end) as {{ method }}_amount
    {%- if not loop.last %},{% endif %}
    {% endfor %}
from orders left join payments using (order_id)
where status not in ({{ "'" ~ var('ignored', ['x', 'y']) | join("', '") ~ "'" }})
group by 1
)sql";

std::shared_ptr<Context> DbtContext(const TemplatePtr& macros) {
  auto context = std::make_shared<Context>();
  context->Set("config", Value::Function("config", [](CallArgs&) { return Value(""); }));
  context->Set("ref", Value::Function("ref", [](CallArgs& args) {
                 return Value("lake.silver." + args.positional[0].AsString());
               }));
  context->Set("var", Value::Function("var", [](CallArgs& args) { return args.positional[1]; }));
  context->Set("is_incremental",
               Value::Function("is_incremental", [](CallArgs&) { return Value(true); }));
  context->Set("this", Value("lake.gold.orders"));
  for (const MacroInfo& macro : macros->Macros())
    context->Set(macro.callable_name, macros->BindMacro(macro.callable_name, nullptr));
  return context;
}

template <typename F>
double Milliseconds(F run) {
  const auto begin = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

TEST(SpeedTest, AThousandModels) {
  Options options = DbtOptions();
  options.macros_only_from_context = true;
  const Environment environment(options);
  const TemplatePtr macros = environment.Compile(kMacros, "macros.sql");
  const auto context = DbtContext(macros);
  std::vector<TemplatePtr> models;
  const double compile_ms = Milliseconds([&] {
    for (int i = 0; i < 1000; ++i) models.push_back(environment.Compile(kModel, "model.sql"));
  });
  size_t calls = 0;
  const double analyse_ms = Milliseconds([&] {
    for (const auto& model : models)
      calls += FindCalls(*model, {"ref", "source", "config", "var"}).size();
  });
  EXPECT_EQ(calls, 4000u);
  size_t bytes = 0;
  const double render_ms = Milliseconds([&] {
    for (const auto& model : models) bytes += model->Render(context).size();
  });
  EXPECT_EQ(bytes, models[0]->Render(context).size() * 1000);
  printf(
      "1000 models of %zu bytes: compile %.1f ms, find calls %.1f ms, render to %zu bytes %.1f "
      "ms\n",
      sizeof kModel - 1, compile_ms, analyse_ms, bytes / 1000, render_ms);
}

}  // namespace
}  // namespace tarn::jinja
