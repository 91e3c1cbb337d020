-- Metric calculation: purchases and their revenue recomputed from bronze events.
with bronze as (
    select count(*) as purchases, {{ money('sum(revenue)') }} as revenue
    from {{ ref('bronze_customer_events') }}
    where event_type = 'purchase'
),

gold as (
    select sum(product_purchases) as purchases, {{ money('sum(revenue_generated)') }} as revenue
    from {{ ref('gold_product_summary') }}
)

select bronze.purchases as bronze_purchases, gold.purchases as gold_purchases, bronze.revenue as bronze_revenue, gold.revenue as gold_revenue
from bronze
cross join gold
where bronze.purchases is distinct from gold.purchases or bronze.revenue is distinct from gold.revenue
