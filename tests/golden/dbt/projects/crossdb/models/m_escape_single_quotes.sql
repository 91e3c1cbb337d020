select {{ dbt.escape_single_quotes("it's") }} as x
