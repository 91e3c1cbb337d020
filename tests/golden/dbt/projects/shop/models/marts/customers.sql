-- depends_on: {{ ref('orders') }}
{%- set metrics = {'count': 'orders', 'sum': 'amount'} %}
select
    c.customer_id,
    {%- for fn, name in metrics.items() %}
    {{ fn }}({{ 'o.amount' if fn == 'sum' else '*' }}) as {{ name }}{% if not loop.last %},{% endif %}
    {%- endfor %}
from {{ ref('shop', 'stg_customers') }} as c
join {{ ref('orders') }} as o using (customer_id)
group by 1
