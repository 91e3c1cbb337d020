{{ config(severity='warn', tags=['singular']) }}
select * from {{ ref('orders') }} where amount is null
