select {{ dbt.last_day('d', 'month') }} as x
