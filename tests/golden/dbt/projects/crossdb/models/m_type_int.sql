select {{ dbt.type_int() }} as x
