#pragma once

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// information_schema.columns has two columns more than "*" shows, `comment` and `extra_info`
// (io.trino.connector.informationschema.InformationSchemaTable of release 476): writes "*" of a
// query over that table alone as the columns that it stands for. Table names are qualified.
void HideInformation(sql::Statement& statement);

}  // namespace tarn::engine::embedded
