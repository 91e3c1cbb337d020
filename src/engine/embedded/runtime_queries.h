#pragma once

#include <string>

namespace tarn::query {
class QueryTracker;
}

namespace tarn::engine::embedded {

// system.runtime.queries (io.trino.connector.system.QuerySystemTable) as a query in Trino's SQL
// over values: the queries of `queries` that whom the thread acts for may see, their texts cut at
// 10,000 bytes. Null: none.
std::string RuntimeQueriesSql(const query::QueryTracker* queries);

// system.runtime.transactions (io.trino.connector.system.TransactionsSystemTable): the open ones
// that whom the thread acts for may see. Which catalogs they have used is not told.
std::string RuntimeTransactionsSql(const query::QueryTracker* queries);

}  // namespace tarn::engine::embedded
