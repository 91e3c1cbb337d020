select {{ dbt.string_literal(dbt.partition_range('20240101,20240102') | join(' ')) }} as x
