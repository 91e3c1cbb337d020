select {{ dbt.type_bigint() }} as x
