{#- 1 (Monday) to 7 (Sunday), as ISO 8601 counts. -#}
{% macro iso_day_of_week(timestamp) -%}
    {{ return(adapter.dispatch('iso_day_of_week', 'ecommerce')(timestamp)) }}
{%- endmacro %}

{% macro default__iso_day_of_week(timestamp) -%}
    day_of_week({{ timestamp }})
{%- endmacro %}

{% macro duckdb__iso_day_of_week(timestamp) -%}
    isodow({{ timestamp }})
{%- endmacro %}

{#- Hours from one moment to another, as a double; null while either is missing. -#}
{% macro hours_between(earlier, later) -%}
    cast({{ dbt.datediff(earlier, later, 'second') }} as double) / 3600.0
{%- endmacro %}
