#include "auth/password.h"

#include <semaphore>

#include <sodium.h>

#include "auth/secret.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

using base::ErrorKind;

std::counting_semaphore<kHashesAtOnce>& Slots() {
  static std::counting_semaphore<kHashesAtOnce> slots(kHashesAtOnce);
  return slots;
}

class Slot {
 public:
  Slot() { Slots().acquire(); }
  ~Slot() { Slots().release(); }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
};

}  // namespace

void CheckPassword(std::string_view password) {
  if (password.size() < kMinPasswordBytes || password.size() > kMaxPasswordBytes) {
    base::Throw(ErrorKind::kInvalidArgument, "a password has {} to {} bytes, this one {}",
                kMinPasswordBytes, kMaxPasswordBytes, password.size());
  }
}

std::string HashPassword(std::string_view password) {
  CheckPassword(password);
  RandomBytes(1);  // libsodium is ready after this
  const Slot slot;
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw base::Error(ErrorKind::kResourceExhausted, "no memory to hash a password (64 MiB)");
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool VerifyPassword(std::string_view password, const std::string& hash) {
  if (password.size() > kMaxPasswordBytes || hash.size() >= crypto_pwhash_STRBYTES) return false;
  RandomBytes(1);
  const Slot slot;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& UnknownUserHash() {
  static const std::string hash = HashPassword(RandomHex(32));
  return hash;
}

}  // namespace tarn::auth
