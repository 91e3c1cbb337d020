select {{ dbt.escape_single_quotes("plain") }} as x
