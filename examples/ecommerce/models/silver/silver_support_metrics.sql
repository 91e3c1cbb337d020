with tickets as (
    select
        *,
        {{ hours_between('created_at', 'first_response_at') }} as response_time_hours,
        {{ hours_between('created_at', 'resolved_at') }} as resolution_time_hours
    from {{ ref('bronze_support_tickets') }}
)

select
    ticket_id,
    customer_id,
    category,
    priority,
    status,
    created_at,
    first_response_at,
    resolved_at,
    satisfaction_score,
    response_time_hours,
    resolution_time_hours,
    -- Null while the ticket waits for its answer or its solution.
    response_time_hours <= {{ sla_hours('priority', 'response') }} as meets_response_sla,
    resolution_time_hours <= {{ sla_hours('priority', 'resolution') }} as meets_resolution_sla
from tickets
