select {{ dbt.safe_cast('a', 'integer') }} as x
