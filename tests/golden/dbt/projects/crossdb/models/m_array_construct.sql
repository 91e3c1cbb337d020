select {{ dbt.array_construct(['1','2']) }} as x
