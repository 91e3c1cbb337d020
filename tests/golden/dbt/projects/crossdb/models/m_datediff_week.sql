select {{ dbt.datediff('a', 'b', 'week') }} as x
