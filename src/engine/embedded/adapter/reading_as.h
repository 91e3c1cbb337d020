#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "catalog/identifier.h"
#include "iceberg/view_metadata.h"

namespace tarn::engine::embedded {

class LakeTransaction;

// Names that DuckDB is given for the schemas of tables that a view reads with its owner's rights:
// what is looked up below one is looked up as the owner. Nobody can guess one, so that none is
// reached but through the view. Of one transaction; thread safe.
class OwnedSchemas {
 public:
  struct Schema {
    std::string name;
    std::string owner;
  };
  std::string NameOf(const std::string& schema, const std::string& owner);
  // Nothing for a name that NameOf did not give.
  std::optional<Schema> Find(const std::string& name) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Schema> by_name_;
};

// While it lives, what this thread looks up in a LakeTransaction it sees with the rights of
// somebody else: the owner of a view whose text is read. Scopes nest; destroyed on the thread that
// made it.
class ReadingAs {
 public:
  // "" is the owner of the lake's files; nothing changes nothing. `schemas`, where it is given,
  // outlives the scope and names schemas in it and in those within.
  explicit ReadingAs(const std::optional<std::string>& owner, OwnedSchemas* schemas = nullptr);
  // For the text of a view: its owner's rights (catalog::OwnerOf). Without an owner (SECURITY
  // INVOKER) it has those of the view that it is in, as in Trino; but only if it is committed. What
  // the transaction changed itself nobody has allowed yet: that is read with who asks's own rights.
  ReadingAs(LakeTransaction& lake, const catalog::TableIdentifier& id,
            const iceberg::ViewMetadata& view);
  ~ReadingAs();
  ReadingAs(const ReadingAs&) = delete;
  ReadingAs& operator=(const ReadingAs&) = delete;

  // Nothing: whoever asks.
  static const std::optional<std::string>& Owner();
  // What DuckDB is told as the schema, so that its tables are seen with the same rights.
  static std::string SchemaName(const std::string& schema);

 private:
  std::optional<std::string> owner_before_;
  OwnedSchemas* schemas_before_;
};

}  // namespace tarn::engine::embedded
