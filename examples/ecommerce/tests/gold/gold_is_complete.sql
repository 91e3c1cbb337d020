-- Completeness: every day, customer and product that bronze knows has its row in gold.
select missing_kind, missing_rows
from (
    select 'day' as missing_kind, count(*) as missing_rows
    from (
        select distinct cast(transaction_timestamp as date) as metric_date from {{ ref('bronze_payment_transactions') }}
        except
        select metric_date from {{ ref('gold_daily_metrics') }}
    ) as days
    union all
    select 'customer' as missing_kind, count(*) as missing_rows
    from (
        select customer_id from {{ ref('bronze_payment_transactions') }}
        union
        select customer_id from {{ ref('bronze_support_tickets') }}
        except
        select customer_id from {{ ref('gold_customer_summary') }}
    ) as customers
    union all
    select 'product' as missing_kind, count(*) as missing_rows
    from (
        select distinct product_id from {{ ref('bronze_inventory_snapshots') }}
        except
        select product_id from {{ ref('gold_product_summary') }}
    ) as products
) as gaps
where missing_rows > 0
