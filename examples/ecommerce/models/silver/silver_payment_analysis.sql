with payments as (
    select
        *,
        cast(extract(hour from transaction_timestamp) as integer) as transaction_hour,
        cast({{ iso_day_of_week('transaction_timestamp') }} as integer) as day_of_week
    from {{ ref('bronze_payment_transactions') }}
)

select
    transaction_id,
    order_id,
    customer_id,
    product_id,
    amount,
    currency,
    payment_method,
    status,
    transaction_timestamp,
    cast(transaction_timestamp as date) as transaction_date,
    transaction_hour,
    day_of_week,
    amount > {{ var('high_value_amount') }} as is_high_value,
    transaction_hour >= {{ var('off_hours_start') }} or transaction_hour < {{ var('off_hours_end') }} as is_off_hours,
    day_of_week in (6, 7) as is_weekend,
    risk_score,
    case
        when risk_score >= {{ var('risk_high') }} then 'high'
        when risk_score >= {{ var('risk_medium') }} then 'medium'
        when risk_score is not null then 'low'
    end as risk_band,
    fraud_flag
from payments
