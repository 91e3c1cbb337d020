{% test between(model, column_name, lower, upper) %}
{{ config(fail_calc='coalesce(sum(1), 0)') }}
select {{ column_name }}
from {{ model }}
where not {{ column_name }} between {{ lower }} and {{ upper }}
{% endtest %}
