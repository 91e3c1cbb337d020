with payments as (
    select
        transaction_date as metric_date,
        {{ money("coalesce(sum(case when status = 'completed' then amount end), 0)") }} as total_revenue,
        count(distinct case when status = 'completed' then order_id end) as total_orders,
        count(case when fraud_flag then 1 end) as fraud_flag_count
    from {{ ref('silver_payment_analysis') }}
    group by transaction_date
),

visits as (
    select cast(session_start as date) as metric_date, count(*) as total_sessions
    from {{ ref('silver_customer_sessions') }}
    group by cast(session_start as date)
),

-- Customers who did anything that day: visited or paid.
active as (
    select metric_date, count(distinct customer_id) as total_customers
    from (
        select cast(session_start as date) as metric_date, customer_id from {{ ref('silver_customer_sessions') }}
        union all
        select transaction_date as metric_date, customer_id from {{ ref('silver_payment_analysis') }}
    ) as activity
    group by metric_date
)

select
    active.metric_date,
    coalesce(payments.total_revenue, 0) as total_revenue,
    coalesce(payments.total_orders, 0) as total_orders,
    {{ ratio('payments.total_revenue', 'payments.total_orders') }} as avg_order_value,
    active.total_customers,
    coalesce(visits.total_sessions, 0) as total_sessions,
    coalesce(payments.fraud_flag_count, 0) as fraud_flag_count
from active
left join payments on payments.metric_date = active.metric_date
left join visits on visits.metric_date = active.metric_date
