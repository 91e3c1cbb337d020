-- Freshness: silver was built from bronze rows that were ingested recently.
-- depends_on: {{ ref('silver_customer_sessions') }}
select newest
from (
    select max(ingested_at) as newest from {{ ref('bronze_customer_events') }}
    union all
    select max(ingested_at) as newest from {{ ref('bronze_payment_transactions') }}
    union all
    select max(ingested_at) as newest from {{ ref('bronze_inventory_snapshots') }}
    union all
    select max(ingested_at) as newest from {{ ref('bronze_support_tickets') }}
) as sources
where newest < cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp(6)) - interval '{{ var("max_staleness_hours") }}' hour
