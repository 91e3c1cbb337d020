select {{ dbt.type_string() }} as x
