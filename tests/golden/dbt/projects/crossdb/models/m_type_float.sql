select {{ dbt.type_float() }} as x
