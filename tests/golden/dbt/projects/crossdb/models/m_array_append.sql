select {{ dbt.array_append('xs', '3') }} as x
