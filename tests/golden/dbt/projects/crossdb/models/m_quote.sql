select {{ adapter.quote('My Col') }} as x
