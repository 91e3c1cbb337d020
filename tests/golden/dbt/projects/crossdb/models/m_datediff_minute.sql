select {{ dbt.datediff('a', 'b', 'minute') }} as x
