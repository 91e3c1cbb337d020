select {{ dbt.datediff('a', 'b', 'year') }} as x
