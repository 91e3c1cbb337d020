select {{ dbt.current_timestamp() }} as x
