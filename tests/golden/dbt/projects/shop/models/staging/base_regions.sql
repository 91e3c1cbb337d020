{{ config(materialized='ephemeral') }}
select code, name from {{ ref('country_codes') }}
