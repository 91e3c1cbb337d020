select order_id, amount, '{{ toolbox.prefixed("x") }}' as label, '{{ project_name }}.{{ model.name }}' as made_by
from {{ ref('orders') }}
where amount > {{ var("min_amount", 1) }} and '{{ target.name }}' <> '{{ var("unset", "nothing") }}'
