#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// normal_cdf, inverse_normal_cdf, beta_cdf, inverse_beta_cdf, t_cdf, t_pdf, wilson_interval_lower
// and _upper of https://trino.io/docs/476/functions/math.html, named tarn_<Trino's name>.
void RegisterDistributionFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
