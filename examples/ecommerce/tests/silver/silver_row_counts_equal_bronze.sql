-- Aggregation accuracy: inventory and tickets keep every row.
select layer_pair, bronze_rows, silver_rows
from (
    select
        'inventory' as layer_pair,
        (select count(*) from {{ ref('bronze_inventory_snapshots') }}) as bronze_rows,
        (select count(*) from {{ ref('silver_inventory_health') }}) as silver_rows
    union all
    select
        'tickets' as layer_pair,
        (select count(*) from {{ ref('bronze_support_tickets') }}) as bronze_rows,
        (select count(*) from {{ ref('silver_support_metrics') }}) as silver_rows
) as pairs
where bronze_rows <> silver_rows
