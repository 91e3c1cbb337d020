select {{ dbt.last_day('d', 'quarter') }} as x
