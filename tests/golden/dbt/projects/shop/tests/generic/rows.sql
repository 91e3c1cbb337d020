{% test row_count_at_least(model, minimum) %}
select n from (select count(*) as n from {{ model }}) as counted
where n < {{ minimum }}
{% endtest %}

{% test expression_holds(model, expression) %}
select * from {{ model }} where not ({{ expression }})
{% endtest %}
