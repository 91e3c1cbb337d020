#include "transform/context/digest.h"

#include <openssl/evp.h>

#include "base/error.h"

namespace tarn::transform {

namespace {

std::string Hex(const EVP_MD* algorithm, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, algorithm, nullptr) != 1) {
    base::Throw(base::ErrorKind::kInternal, "cannot compute a digest of {} bytes", text.size());
  }
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(size * 2);
  for (unsigned int i = 0; i < size; ++i) {
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

}  // namespace

std::string Md5Hex(std::string_view text) { return Hex(EVP_md5(), text); }
std::string Sha256Hex(std::string_view text) { return Hex(EVP_sha256(), text); }

}  // namespace tarn::transform
