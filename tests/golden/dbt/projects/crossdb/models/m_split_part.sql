select {{ dbt.split_part('a', "'-'", 2) }} as x
