#pragma once

#include <memory>
#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "iceberg/view_metadata.h"

// Views that read their tables with the rights of who made them (SECURITY DEFINER).
namespace tarn::catalog {

// Whose rights a view wants, as Trino's Iceberg catalog writes it; a view without it has SECURITY
// INVOKER. Any client may write any name there.
inline constexpr const char* kRunAsOwner = "trino.run-as-owner";
// Who gave the view the definition that it has. Written at commits by whoever knows who commits
// (auth/guard), whatever a client says; "" is the owner of the lake's files, who may do everything.
inline constexpr const char* kDefinedBy = "tarn.defined-by";

// The user whose rights the view's text is read with, "" for the owner of the lake's files.
// Nothing: with those of who asks. So it is, too, for a view whose owner is not known to have made
// it.
std::optional<std::string> OwnerOf(const iceberg::ViewMetadata& view);

// Puts down that `user` committed `next` where `current` was (null: nothing): whoever changes what
// a view reads has defined it, comments are nobody's.
void NoteDefinedBy(const std::string& user, const iceberg::ViewMetadata* current,
                   iceberg::ViewMetadata& next);

// A snapshot that shows others something else. Beside CatalogSnapshot, since few are.
class PersonalSnapshot {
 public:
  virtual ~PersonalSnapshot() = default;
  // The same commit with the rights of a view's owner: see OwnerOf. What the owner may not read is
  // kPermissionDenied in Trino's words for views.
  virtual std::shared_ptr<const CatalogSnapshot> SeenBy(const std::string& owner) const = 0;
};

// The snapshot itself when it shows everybody the same.
std::shared_ptr<const CatalogSnapshot> SeenBy(
    const std::shared_ptr<const CatalogSnapshot>& snapshot, const std::string& owner);

}  // namespace tarn::catalog
