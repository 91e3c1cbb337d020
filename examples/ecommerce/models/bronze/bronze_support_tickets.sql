select
    ticket_id,
    customer_id,
    category,
    priority,
    status,
    cast(created_at as timestamp(6)) as created_at,
    cast(first_response_at as timestamp(6)) as first_response_at,
    cast(resolved_at as timestamp(6)) as resolved_at,
    satisfaction_score,
    ingested_at,
    source_system
from {{ source('bronze', 'support_tickets') }}
