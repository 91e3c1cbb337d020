select {{ api.Column('n','varchar', 10).string_type(5) }} as x
