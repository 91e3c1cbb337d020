with events as (
    select
        product_id,
        count(case when event_type in ('page_view', 'view') then 1 end) as product_views,
        count(case when event_type = 'purchase' then 1 end) as product_purchases,
        {{ money("coalesce(sum(revenue), 0)") }} as revenue_generated
    from {{ ref('bronze_customer_events') }}
    where product_id is not null
    group by product_id
),

latest as (
    select product_id, warehouse_id, max_by(stock_quantity, snapshot_date) as stock_quantity
    from {{ ref('silver_inventory_health') }}
    group by product_id, warehouse_id
),

stock as (
    select product_id, sum(stock_quantity) as current_stock_level
    from latest
    group by product_id
),

products as (
    select product_id from events
    union
    select product_id from stock
)

select
    products.product_id,
    coalesce(events.product_views, 0) as product_views,
    coalesce(events.product_purchases, 0) as product_purchases,
    coalesce({{ ratio('events.product_purchases', 'events.product_views') }}, 0) as conversion_rate,
    coalesce(events.revenue_generated, 0) as revenue_generated,
    stock.current_stock_level
from products
left join events on events.product_id = products.product_id
left join stock on stock.product_id = products.product_id
