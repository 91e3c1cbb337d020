select
    snapshot_id,
    product_id,
    warehouse_id,
    cast(snapshot_date as date) as snapshot_date,
    cast(stock_quantity as bigint) as stock_quantity,
    cast(reserved_quantity as bigint) as reserved_quantity,
    cast(reorder_point as bigint) as reorder_point,
    cast(avg_daily_sales as double) as avg_daily_sales,
    cast(unit_cost as decimal(12, 2)) as unit_cost,
    ingested_at,
    source_system
from {{ source('bronze', 'inventory_snapshots') }}
