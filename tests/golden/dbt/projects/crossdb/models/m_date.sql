select {{ dbt.date(2024, 2, 29) }} as x
