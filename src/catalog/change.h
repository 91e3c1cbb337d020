#pragma once

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "catalog/identifier.h"
#include "iceberg/table_metadata.h"
#include "iceberg/update/table_requirement.h"
#include "iceberg/update/table_update.h"
#include "iceberg/view_metadata.h"

namespace tarn::catalog {

// What one table's part of a commit amounts to, built against the table as it is at the head of the
// branch.
struct TableCommit {
  std::vector<iceberg::TableRequirement> requirements;
  std::vector<iceberg::TableUpdate> updates;
};

enum class PutMode {
  kCreate,           // kAlreadyExists when a table or view of that name is there
  kUpdate,           // kNotFound when it is not
  kCreateOrReplace,  // either; a table keeps its uuid and history
};

// Builds a table's part of the commit. `current` is null when the table does not exist. The catalog
// calls it once a try, again on newer metadata after a lost race: it must be repeatable, and throws
// kConflict when what it wrote does not fit what others committed in between (an append always
// fits).
using BuildTableCommit = std::function<TableCommit(const iceberg::TableMetadata* current)>;

struct PutTable {
  TableIdentifier table;
  PutMode mode = PutMode::kUpdate;
  BuildTableCommit build;
};
// `purge` only marks the intent in the commit: files go when no reference needs them any more.
// With `keep_files` the table goes to another catalog: from now on clean-ups leave everything in
// its folders alone, what others write there later as well, until RegisterTable brings it back.
struct DropTable {
  TableIdentifier table;
  bool purge = false;
  bool keep_files = false;
};
struct RenameTable {
  TableIdentifier from;
  TableIdentifier to;
};
// Takes a table over as a metadata file describes it, which may lie anywhere that the store
// reaches; nothing is written. kAlreadyExists when the name is taken, kNotFound when there is no
// such file.
struct RegisterTable {
  TableIdentifier table;
  std::string metadata_location;
};
struct PutView {
  TableIdentifier view;
  PutMode mode = PutMode::kCreate;
  // Called as BuildTableCommit is; gives the whole new metadata.
  std::function<iceberg::ViewMetadata(const iceberg::ViewMetadata* current)> build;
};
struct DropView {
  TableIdentifier view;
};
struct RenameView {
  TableIdentifier from;
  TableIdentifier to;
};
struct CreateNamespace {
  Namespace ns;
  std::map<std::string, std::string> properties;
};
// kFailedPrecondition unless empty.
struct DropNamespace {
  Namespace ns;
};
struct UpdateNamespaceProperties {
  Namespace ns;
  std::map<std::string, std::string> set;
  std::vector<std::string> remove;
};

using Change =
    std::variant<PutTable, DropTable, RenameTable, PutView, DropView, RenameView, CreateNamespace,
                 DropNamespace, UpdateNamespaceProperties, RegisterTable>;

}  // namespace tarn::catalog
