#include "auth/identity.h"

#include <utility>

namespace tarn::auth {
namespace {

thread_local std::shared_ptr<const Identity> current;

}  // namespace

IdentityScope::IdentityScope(std::shared_ptr<const Identity> identity)
    : before_(std::exchange(current, std::move(identity))) {}

IdentityScope::~IdentityScope() { current = std::move(before_); }

std::shared_ptr<const Identity> CurrentIdentity() { return current; }

std::shared_ptr<const Identity> SystemIdentity() {
  static const auto identity = std::make_shared<const Identity>(
      Identity{.user = "tarn", .request_id = {}, .admin = true, .system = true});
  return identity;
}

}  // namespace tarn::auth
