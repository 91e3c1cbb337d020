select
    event_id,
    customer_id,
    session_id,
    event_type,
    cast(event_timestamp as timestamp(6)) as event_timestamp,
    product_id,
    page_url,
    device_type,
    browser,
    country,
    cast(revenue as decimal(12, 2)) as revenue,
    ingested_at,
    source_system
from {{ source('bronze', 'customer_events') }}
