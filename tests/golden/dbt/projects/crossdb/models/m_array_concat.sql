select {{ dbt.array_concat('xs','ys') }} as x
