select {{ dbt.any_value('a') }} as x
