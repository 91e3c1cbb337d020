select {{ dbt.date_trunc('month', 'ts') }} as x
