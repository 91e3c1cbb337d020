{#- Hours that the agreement allows for a ticket of that priority; `phase` is response or resolution. -#}
{% macro sla_hours(priority, phase) -%}
    case {{ priority }}
        {%- for name, hours in var('sla_hours').items() %}
        when '{{ name }}' then {{ hours[phase] }}
        {%- endfor %}
    end
{%- endmacro %}
