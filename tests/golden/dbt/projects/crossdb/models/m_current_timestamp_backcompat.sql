select {{ dbt.current_timestamp_backcompat() }} as x
