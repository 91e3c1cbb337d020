select {{ dbt.dateadd(datepart='week', interval='n', from_date_or_timestamp='d') }} as x
