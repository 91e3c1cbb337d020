#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// cosine_similarity, cosine_distance, dot_product and euclidean_distance of arrays of doubles, the
// first of maps as well, named tarn_<Trino's name>
// (https://trino.io/docs/476/functions/array.html, math.html).
void RegisterVectorFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
