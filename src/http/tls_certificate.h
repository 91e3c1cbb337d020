#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "http/tls.h"

// Only for this module's .cc files: it includes Boost.
namespace tarn::http {

// A certificate in use: read again when its files have changed, so that a renewed one is taken
// without a restart. Not thread safe: belongs to the I/O thread once the server runs.
class TlsCertificate {
 public:
  // Errors as CheckTlsFiles.
  explicit TlsCertificate(TlsFiles files);

  // For a new connection. Looks at the files at most once in kCheckEvery; while they are not right,
  // the certificate that was there goes on to be used.
  std::shared_ptr<boost::asio::ssl::context> Current();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  using FileTime = std::filesystem::file_time_type;
  static constexpr std::chrono::seconds kCheckEvery{5};

  FileTime Changed() const;

  const TlsFiles files_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  FileTime changed_;
  SteadyTime checked_;
};

}  // namespace tarn::http
