select {{ dbt.string_literal(dbt.dates_in_range('20240101','20240103') | join(' ')) }} as x
