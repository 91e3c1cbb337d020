{#- Money is exact: sums and literals are decimal(18,2). -#}
{% macro money(expression) -%}
    cast({{ expression }} as decimal(18, 2))
{%- endmacro %}

{#- A share of two counts as a double; null when the whole is zero. -#}
{% macro ratio(part, whole) -%}
    cast({{ part }} as double) / nullif({{ whole }}, 0)
{%- endmacro %}
