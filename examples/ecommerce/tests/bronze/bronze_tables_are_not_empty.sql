-- Every source delivered something.
{%- set tables = ['bronze_customer_events', 'bronze_payment_transactions', 'bronze_inventory_snapshots', 'bronze_support_tickets'] %}
select table_name, row_count
from (
    {%- for table in tables %}
    select '{{ table }}' as table_name, count(*) as row_count from {{ ref(table) }}
    {%- if not loop.last %} union all{% endif %}
    {%- endfor %}
) as counts
where row_count = 0
