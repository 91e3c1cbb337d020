{{ config(materialized='ephemeral') }}
select upper(code) as code, name from {{ ref('base_regions') }}
