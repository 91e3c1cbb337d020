#pragma once

#include "engine/embedded/names.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Statements about roles and about functions of a catalog, of which there are none here: Trino's
// answer without system roles and without a connector that keeps functions. True when the statement
// is one of them and has nothing to do (DROP … IF EXISTS), false when it is another one.
//
// kInvalidArgument for a function that is wrong by itself or has a name of too many parts,
// kNotFound for a role, function or catalog that there is not, kUnsupported for what would make
// one. https://trino.io/docs/476/sql/create-function.html
bool AnswerAsAbsent(const sql::Statement& statement, const NameScope& scope);

// No catalog has roles: kUnsupported for a statement about those of one (SHOW ROLES FROM c, CREATE
// ROLE r IN c, …), kNotFound where there is no such catalog.
void CheckRoleCatalog(const sql::Statement& statement, const NameScope& scope);

}  // namespace tarn::engine::embedded
