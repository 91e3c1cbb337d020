select {{ dbt.listagg('a', "','", 'order by a', 3) }} as x
