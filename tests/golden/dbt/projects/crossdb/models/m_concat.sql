select {{ dbt.concat(['a', "'-'", 'b']) }} as x
