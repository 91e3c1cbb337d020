select {{ dbt.datediff('a', 'b', 'quarter') }} as x
