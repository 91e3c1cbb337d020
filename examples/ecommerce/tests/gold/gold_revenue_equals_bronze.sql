-- Metric calculation: revenue recomputed straight from bronze, by day and by customer, is the same sum.
with bronze as (
    select {{ money("sum(amount)") }} as revenue
    from {{ ref('bronze_payment_transactions') }}
    where status = 'completed'
)

select bronze.revenue, by_day.revenue as by_day, by_customer.revenue as by_customer
from bronze
cross join (select {{ money('sum(total_revenue)') }} as revenue from {{ ref('gold_daily_metrics') }}) as by_day
cross join (select {{ money('sum(total_ltv)') }} as revenue from {{ ref('gold_customer_summary') }}) as by_customer
where bronze.revenue is distinct from by_day.revenue or bronze.revenue is distinct from by_customer.revenue
