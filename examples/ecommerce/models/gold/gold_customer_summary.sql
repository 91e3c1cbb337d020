with sessions as (
    select
        customer_id,
        count(*) as total_sessions,
        count(case when is_converted then 1 end) as converted_sessions,
        min(session_start) as first_seen,
        max(session_end) as last_seen
    from {{ ref('silver_customer_sessions') }}
    group by customer_id
),

orders as (
    select
        customer_id,
        count(distinct case when status = 'completed' then order_id end) as total_orders,
        {{ money("coalesce(sum(case when status = 'completed' then amount end), 0)") }} as total_ltv,
        min(transaction_timestamp) as first_seen,
        max(transaction_timestamp) as last_seen
    from {{ ref('silver_payment_analysis') }}
    group by customer_id
),

tickets as (
    select
        customer_id,
        count(*) as support_tickets_count,
        min(created_at) as first_seen,
        max(created_at) as last_seen
    from {{ ref('silver_support_metrics') }}
    group by customer_id
),

customers as (
    select customer_id, min(first_seen) as first_seen, max(last_seen) as last_seen
    from (
        select customer_id, first_seen, last_seen from sessions
        union all
        select customer_id, first_seen, last_seen from orders
        union all
        select customer_id, first_seen, last_seen from tickets
    ) as activity
    group by customer_id
),

-- "Now" is the newest activity in the data, so that a re-run over the same data gives the same segments.
period as (
    select max(last_seen) as newest from customers
)

select
    customers.customer_id,
    coalesce(sessions.total_sessions, 0) as total_sessions,
    coalesce(orders.total_orders, 0) as total_orders,
    coalesce(orders.total_ltv, 0) as total_ltv,
    {{ ratio('orders.total_ltv', 'orders.total_orders') }} as avg_order_value,
    coalesce({{ ratio('sessions.converted_sessions', 'sessions.total_sessions') }}, 0) as conversion_rate,
    case
        when orders.total_ltv >= {{ var('vip_min_ltv') }} then 'VIP'
        when customers.last_seen < period.newest - interval '{{ var("at_risk_days") }}' day then 'At-Risk'
        else 'Regular'
    end as customer_segment,
    coalesce(tickets.support_tickets_count, 0) as support_tickets_count,
    customers.first_seen,
    customers.last_seen
from customers
cross join period
left join sessions on sessions.customer_id = customers.customer_id
left join orders on orders.customer_id = customers.customer_id
left join tickets on tickets.customer_id = customers.customer_id
