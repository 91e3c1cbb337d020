select {{ dbt.type_timestamp() }} as x
