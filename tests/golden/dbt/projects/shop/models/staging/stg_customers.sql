select id as customer_id, name, region
from {{ source('raw', 'customers') }}
where region in (
{%- for region in var('regions') %}
    '{{ region }}'{{ "," if not loop.last }}
{%- endfor %}
)
