select {{ dbt.cast('a', 'integer') }} as x
