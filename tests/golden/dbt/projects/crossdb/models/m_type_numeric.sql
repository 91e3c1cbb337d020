select {{ dbt.type_numeric() }} as x
