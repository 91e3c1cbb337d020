select
    snapshot_id,
    product_id,
    warehouse_id,
    snapshot_date,
    stock_quantity,
    reserved_quantity,
    stock_quantity - reserved_quantity as available_quantity,
    reorder_point,
    avg_daily_sales,
    unit_cost,
    {{ money("stock_quantity * unit_cost") }} as stock_value,
    cast(stock_quantity as double) / nullif(avg_daily_sales, 0) as days_of_stock,
    coalesce(cast(stock_quantity as double) / nullif(avg_daily_sales, 0) < {{ var('low_stock_days') }}, false) as is_low_stock,
    stock_quantity - reserved_quantity <= reorder_point as needs_reorder
from {{ ref('bronze_inventory_snapshots') }}
