select {{ dbt.datediff('a', 'b', 'day') }} as x
