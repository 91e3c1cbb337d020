{#- The expression holds for every row; a row for which it is null passes, as with a CHECK constraint. -#}
{% test expression_is_true(model, expression) %}

select 1 as failing
from {{ model }}
where not ({{ expression }})

{% endtest %}
