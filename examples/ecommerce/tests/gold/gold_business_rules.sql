-- Business rules that no row may break, whatever the data.
select 'customer with orders but no value' as broken_rule, count(*) as broken_rows
from {{ ref('gold_customer_summary') }}
where total_orders > 0 and total_ltv <= 0
having count(*) > 0
union all
select 'day with orders but no revenue' as broken_rule, count(*) as broken_rows
from {{ ref('gold_daily_metrics') }}
where total_orders > 0 and total_revenue <= 0
having count(*) > 0
union all
select 'customer last seen before first seen' as broken_rule, count(*) as broken_rows
from {{ ref('gold_customer_summary') }}
where last_seen < first_seen
having count(*) > 0
