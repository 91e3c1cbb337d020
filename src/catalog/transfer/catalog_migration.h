#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/cancel.h"
#include "metadb/database.h"

namespace tarn::catalog {

struct MigrationOptions {
  // How the two are told to people, without passwords.
  std::string from;
  std::string to;
  base::CancelToken cancel = {};
  // Told now and then while objects are copied: how many are there, of how many.
  std::function<void(uint64_t copied, uint64_t all)> progress = {};
};

struct MigrationReport {
  uint64_t objects = 0;               // commits and nodes of their trees, in the end
  uint64_t found_objects = 0;         // of them, left by a migration that was broken off
  uint64_t references = 0;            // branches and tags
  uint64_t rows = 0;                  // of all other tables: users, rules, audit log, runs, queries
  std::chrono::microseconds stop{0};  // how long writers had to wait
};

// Moves a whole metadata database to another one, SQLite or PostgreSQL, while the lake is in use:
// commits keep their hashes, and users, rules, the audit log, the histories of runs and queries
// come along.
//
// Objects of the version store are copied first, while others go on committing. Then writers of all
// processes have to wait until what was added meanwhile and every other table is copied as well and
// everything was checked: each object that was copied by its hash, the other tables row by row.
// From then on the old database refuses writes for good, with a message that names the new one, and
// is read as before. What remains is to have tarn.yaml point to the new database and to start
// servers again.
//
// May be killed anywhere and run again: objects that are there are not copied again, the old
// database is in use until everything is checked, and the new one refuses writes until the old one
// does.
//
// Both have the tables of every module in their newest version. Memory: 64 bytes for each object.
//
// Errors: kFailedPrecondition when the new database is in use (it may be one that was left by an
// earlier migration), when the old one was left already, and when they have different tables;
// kDataCorruption when an object is damaged, or what was copied is not what is there; those of
// metadb; kCancelled.
MigrationReport MigrateCatalog(metadb::Database& from, metadb::Database& to,
                               const MigrationOptions& options);

}  // namespace tarn::catalog
