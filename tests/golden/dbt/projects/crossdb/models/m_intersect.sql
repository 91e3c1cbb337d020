select {{ dbt.intersect() }} as x
