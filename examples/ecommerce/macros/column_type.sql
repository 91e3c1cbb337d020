{#- The name under which information_schema lists a Trino type. -#}
{% macro column_type(trino_type) -%}
    {{ return(adapter.dispatch('column_type', 'ecommerce')(trino_type)) }}
{%- endmacro %}

{% macro default__column_type(trino_type) -%}
    {{ trino_type }}
{%- endmacro %}

{% macro duckdb__column_type(trino_type) -%}
    {{ {'timestamp(6)': 'timestamp'}.get(trino_type, trino_type) }}
{%- endmacro %}
