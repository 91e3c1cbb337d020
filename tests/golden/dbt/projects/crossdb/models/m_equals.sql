select {{ dbt.equals('a','b') }} as x
