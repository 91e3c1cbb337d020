select {{ dbt.snapshot_hash_arguments(['a','b']) }} as x
