select {{ dbt.right('a', 3) }} as x
