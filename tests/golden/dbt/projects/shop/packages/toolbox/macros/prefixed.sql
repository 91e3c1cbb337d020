{% macro prefixed(text) -%}
    {{ return(adapter.dispatch('prefixed', 'toolbox')(text)) }}
{%- endmacro %}
{% macro default__prefixed(text) -%}
    {{ var('prefix') }}_{{ text }}
{%- endmacro %}
{% test has_rows(model) %}
select 1 as missing from (select count(*) as n from {{ model }}) as counted where n = 0
{% endtest %}
