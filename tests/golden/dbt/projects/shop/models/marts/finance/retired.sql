{{ config(enabled=false) }}
select 1 as id from {{ ref('does_not_exist_either') }}
