#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "net/tls.h"

// Only for .cc files of net and http: it includes Boost.
namespace tarn::net {

// A certificate in use: read again when its files have changed, so that a renewed one is taken
// without a restart. Not thread safe: belongs to the I/O thread once the server runs.
class TlsCertificate {
 public:
  // Looks at the files at most once in `check_every`. Errors as CheckTlsFiles.
  explicit TlsCertificate(TlsFiles files,
                          std::chrono::milliseconds check_every = std::chrono::seconds(5));

  // For a new connection. While the files are not right, the certificate that was there goes on to
  // be used.
  std::shared_ptr<boost::asio::ssl::context> Current();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  using FileTime = std::filesystem::file_time_type;

  FileTime Changed() const;

  const TlsFiles files_;
  const std::chrono::milliseconds check_every_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  FileTime changed_;
  SteadyTime checked_;
};

}  // namespace tarn::net
