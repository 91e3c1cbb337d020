-- Aggregation accuracy: no event and no cent is lost between bronze and silver.
with bronze as (
    select count(*) as events, {{ money('sum(revenue)') }} as revenue
    from {{ ref('bronze_customer_events') }}
),

silver as (
    select sum(total_events) as events, {{ money('sum(session_revenue)') }} as revenue
    from {{ ref('silver_customer_sessions') }}
)

select bronze.events as bronze_events, silver.events as silver_events, bronze.revenue as bronze_revenue, silver.revenue as silver_revenue
from bronze
cross join silver
where bronze.events <> silver.events or bronze.revenue <> silver.revenue
