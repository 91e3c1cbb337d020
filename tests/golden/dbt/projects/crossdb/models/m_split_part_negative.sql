select {{ dbt.split_part('a', "'-'", -1) }} as x
