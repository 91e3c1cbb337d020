select {{ dbt.replace('a', "'x'", "'y'") }} as x
