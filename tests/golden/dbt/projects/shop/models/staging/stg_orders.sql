{{ config(tags='orders', meta={'tier': 'silver'}) }}
with source as (
    select * from {{ source('raw', 'orders') }}
)
select
    id as order_id,
    customer_id,
    {{ cents_to_euro('amount_cents') }} as amount,
    status,
    cast(ordered_at as {{ dbt.type_timestamp() }}) as ordered_at
from source
where amount_cents >= {{ var('min_amount') }}
