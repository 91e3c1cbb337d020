select {{ dbt.listagg('a') }} as x
