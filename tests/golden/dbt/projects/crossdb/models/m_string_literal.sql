select {{ dbt.string_literal('text') }} as x
