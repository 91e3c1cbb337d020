select {{ datediff('a','b','day') }} as x
