with sessions as (
    select
        customer_id,
        session_id,
        min(event_timestamp) as session_start,
        max(event_timestamp) as session_end,
        count(*) as total_events,
        count(case when event_type in ('page_view', 'view') then 1 end) as view_count,
        count(case when event_type = 'click' then 1 end) as click_count,
        count(case when event_type = 'add_to_cart' then 1 end) as add_to_cart_count,
        count(case when event_type = 'purchase' then 1 end) as purchase_count,
        {{ money("coalesce(sum(revenue), 0)") }} as session_revenue,
        -- A session has one device and one country; min() makes that deterministic.
        min(device_type) as device_type,
        min(country) as country
    from {{ ref('bronze_customer_events') }}
    group by customer_id, session_id
)

select
    customer_id,
    session_id,
    session_start,
    session_end,
    {{ dbt.datediff('session_start', 'session_end', 'second') }} as session_duration_seconds,
    total_events,
    view_count,
    click_count,
    add_to_cart_count,
    purchase_count,
    session_revenue,
    device_type,
    country,
    purchase_count > 0 as is_converted,
    add_to_cart_count > 0 and purchase_count = 0 as is_abandoned,
    total_events = 1 as is_bounce
from sessions
