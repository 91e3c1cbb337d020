select {{ dbt.datediff('a', 'b', 'month') }} as x
