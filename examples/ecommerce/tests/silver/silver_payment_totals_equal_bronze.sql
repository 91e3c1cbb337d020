-- Aggregation accuracy: every payment is there, with its amount and its fraud flag.
with bronze as (
    select status, count(*) as payments, sum(amount) as amount, count(case when fraud_flag then 1 end) as frauds
    from {{ ref('bronze_payment_transactions') }}
    group by status
),

silver as (
    select status, count(*) as payments, sum(amount) as amount, count(case when fraud_flag then 1 end) as frauds
    from {{ ref('silver_payment_analysis') }}
    group by status
)

select coalesce(bronze.status, silver.status) as status, bronze.payments as bronze_payments, silver.payments as silver_payments
from bronze
full outer join silver on silver.status = bronze.status
where bronze.payments is distinct from silver.payments
    or bronze.amount is distinct from silver.amount
    or bronze.frauds is distinct from silver.frauds
