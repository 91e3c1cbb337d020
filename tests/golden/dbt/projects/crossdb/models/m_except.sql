select {{ dbt.except() }} as x
