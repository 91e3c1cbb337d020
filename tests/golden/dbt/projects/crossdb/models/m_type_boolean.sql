select {{ dbt.type_boolean() }} as x
