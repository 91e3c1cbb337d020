{% macro cents_to_euro(column, precision=2) -%}
    round({{ column }} / 100.0, {{ precision }})
{%- endmacro %}

{% macro shop__greeting() %}hello from shop{% endmacro %}
{% macro unused_macro(a, b='x') %}{{ log(a) }}{% endmacro %}
