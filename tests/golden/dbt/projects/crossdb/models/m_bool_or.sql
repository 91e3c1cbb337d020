select {{ dbt.bool_or('a > 1') }} as x
