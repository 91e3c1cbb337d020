select
    transaction_id,
    order_id,
    customer_id,
    product_id,
    cast(amount as decimal(12, 2)) as amount,
    currency,
    payment_method,
    status,
    cast(transaction_timestamp as timestamp(6)) as transaction_timestamp,
    cast(risk_score as double) as risk_score,
    cast(fraud_flag as boolean) as fraud_flag,
    ingested_at,
    source_system
from {{ source('bronze', 'payment_transactions') }}
