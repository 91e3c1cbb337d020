#include "catalog/view_owner.h"

namespace tarn::catalog {
namespace {

// Whether both read the same from the same places: everything but the words about it.
bool SameDefinition(const iceberg::ViewMetadata& a, const iceberg::ViewMetadata& b) {
  const iceberg::ViewVersion& left = a.current_version();
  const iceberg::ViewVersion& right = b.current_version();
  if (left.representations != right.representations ||
      left.default_catalog != right.default_catalog ||
      left.default_namespace != right.default_namespace) {
    return false;
  }
  const auto rest = [](iceberg::Properties properties) {
    properties.erase("comment");
    properties.erase(kDefinedBy);
    return properties;
  };
  return rest(a.properties) == rest(b.properties);
}

}  // namespace

std::optional<std::string> OwnerOf(const iceberg::ViewMetadata& view) {
  const auto owner = view.properties.find(kRunAsOwner);
  const auto defined_by = view.properties.find(kDefinedBy);
  if (owner == view.properties.end() || defined_by == view.properties.end()) return std::nullopt;
  // The lake's owner may make a view for anybody, others for themselves.
  if (!defined_by->second.empty() && defined_by->second != owner->second) return std::nullopt;
  return owner->second;
}

void NoteDefinedBy(const std::string& user, const iceberg::ViewMetadata* current,
                   iceberg::ViewMetadata& next) {
  const bool same = current != nullptr && SameDefinition(*current, next);
  next.properties.erase(kDefinedBy);
  if (!next.properties.contains(kRunAsOwner)) return;
  if (!same) {
    next.properties[kDefinedBy] = user;
    return;
  }
  const auto before = current->properties.find(kDefinedBy);
  if (before != current->properties.end()) next.properties[kDefinedBy] = before->second;
}

std::shared_ptr<const CatalogSnapshot> SeenBy(
    const std::shared_ptr<const CatalogSnapshot>& snapshot, const std::string& owner) {
  const auto* personal = dynamic_cast<const PersonalSnapshot*>(snapshot.get());
  return personal == nullptr ? snapshot : personal->SeenBy(owner);
}

}  // namespace tarn::catalog
