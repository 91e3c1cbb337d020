#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metadb/database.h"

namespace tarn::metadb {

// Database::Migrate for any database; `description` names it in messages.
void RunMigrations(Database& database, std::string_view module,
                   const std::vector<Migration>& migrations, const std::string& description);

}  // namespace tarn::metadb
