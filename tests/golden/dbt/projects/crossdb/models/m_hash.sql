select {{ dbt.hash('a') }} as x
