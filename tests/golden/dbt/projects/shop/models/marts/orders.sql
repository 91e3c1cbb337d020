{{
    config(
        materialized='incremental',
        unique_key='order_id',
        incremental_strategy='append',
        pre_hook=["select 'before {{ this }}'", {"sql": "select 2", "transaction": false}],
    )
}}
select o.*, c.region, r.name as region_name
from {{ ref('stg_orders') }} o
left join {{ ref('stg_customers') }} c on c.customer_id = o.customer_id
left join {{ ref('base_regions_upper') }} r on r.code = upper(c.region)
{% if is_incremental() %}
where o.ordered_at > (select max(ordered_at) from {{ this }})
{% endif %}
