select {{ dbt.datediff('a', 'b', 'hour') }} as x
