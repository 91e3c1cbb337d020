select {{ dbt.generate_series(5) }} as x
