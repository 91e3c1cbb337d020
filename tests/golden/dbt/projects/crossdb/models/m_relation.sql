select {{ api.Relation.create(database='db', schema='s', identifier='t') }} as x
