select {{ api.Column.translate_type('string') }} as x
