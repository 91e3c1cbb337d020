select {{ dbt.datediff('a', 'b', 'millisecond') }} as x
