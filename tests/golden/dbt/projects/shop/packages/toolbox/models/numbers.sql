{% for n in range(var('size')) -%}
select {{ n }} as n{% if not loop.last %} union all {% endif %}
{%- endfor %}
