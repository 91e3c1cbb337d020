{#- The information_schema of the catalog that a relation is in. -#}
{% macro information_schema(relation) -%}
    {{ return(adapter.dispatch('information_schema', 'ecommerce')(relation)) }}
{%- endmacro %}

{% macro default__information_schema(relation) -%}
    {{ relation.database }}.information_schema
{%- endmacro %}

{% macro duckdb__information_schema(relation) -%}
    information_schema
{%- endmacro %}
