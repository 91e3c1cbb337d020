#pragma once

#include <string>

namespace tarn::net {

// What a listener proves itself with. Files in PEM form: the certificate with those that lead to
// its root, and its private key.
struct TlsFiles {
  std::string certificate;
  std::string key;
  bool configured() const { return !certificate.empty() || !key.empty(); }
};

// Throws what is wrong with the files: kNotFound, kPermissionDenied (also for a key that others may
// read), kInvalidArgument for what is no certificate or no key of it.
void CheckTlsFiles(const TlsFiles& files);

}  // namespace tarn::net
