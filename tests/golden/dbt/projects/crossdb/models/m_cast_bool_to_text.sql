select {{ dbt.cast_bool_to_text('a = 1') }} as x
