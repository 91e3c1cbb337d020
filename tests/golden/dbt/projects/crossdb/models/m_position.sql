select {{ dbt.position("'x'", 'a') }} as x
