select {{ dbt.length('a') }} as x
