select {{ dbt.datediff('a', 'b', 'second') }} as x
