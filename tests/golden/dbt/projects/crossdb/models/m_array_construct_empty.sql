select {{ dbt.array_construct([]) }} as x
