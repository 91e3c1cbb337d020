select {{ dbt.dateadd('day', 3, 'ts') }} as x
