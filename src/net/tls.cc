#include "net/tls.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/error.h"
#include "net/tls_certificate.h"

namespace tarn::net {
namespace {

namespace fs = std::filesystem;
namespace ssl = boost::asio::ssl;
using base::Error;
using base::ErrorKind;
using boost::system::error_code;

void RequireFile(const std::string& path, const char* what, bool secret) {
  if (path.empty()) {
    throw Error(ErrorKind::kInvalidArgument, fmt::format("TLS needs {}", what),
                "give both --tls-cert and --tls-key");
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    base::Throw(errno == EACCES ? ErrorKind::kPermissionDenied : ErrorKind::kNotFound,
                "cannot read {} ({}): {}", what, std::strerror(errno), path);
  }
  if (secret && (status.st_mode & (S_IROTH | S_IWOTH)) != 0) {
    throw Error(ErrorKind::kPermissionDenied, fmt::format("everybody may read {}: {}", what, path),
                fmt::format("chmod 600 {}", path));
  }
}

std::shared_ptr<ssl::context> Load(const TlsFiles& files) {
  RequireFile(files.certificate, "the certificate", /*secret=*/false);
  RequireFile(files.key, "the private key", /*secret=*/true);
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                       ssl::context::no_tlsv1_1 | ssl::context::no_sslv2 | ssl::context::no_sslv3);
  error_code error;
  context->use_certificate_chain_file(files.certificate, error);
  if (error) {
    base::Throw(ErrorKind::kInvalidArgument, "not a certificate in PEM form ({}): {}",
                error.message(), files.certificate);
  }
  context->use_private_key_file(files.key, ssl::context::pem, error);
  if (error) {
    base::Throw(ErrorKind::kInvalidArgument,
                "not a private key in PEM form, or not of this certificate ({}): {}",
                error.message(), files.key);
  }
  return context;
}

}  // namespace

void CheckTlsFiles(const TlsFiles& files) { Load(files); }

TlsCertificate::TlsCertificate(TlsFiles files, std::chrono::milliseconds check_every)
    : files_(std::move(files)),
      check_every_(check_every),
      context_(Load(files_)),
      changed_(Changed()),
      checked_(std::chrono::steady_clock::now()) {}

TlsCertificate::FileTime TlsCertificate::Changed() const {
  std::error_code ignored;
  return std::max(fs::last_write_time(files_.certificate, ignored),
                  fs::last_write_time(files_.key, ignored));
}

std::shared_ptr<ssl::context> TlsCertificate::Current() {
  const auto now = std::chrono::steady_clock::now();
  if (now - checked_ < check_every_) return context_;
  checked_ = now;
  const FileTime changed = Changed();
  if (changed == changed_) return context_;
  try {
    context_ = Load(files_);
    changed_ = changed;
  } catch (const std::exception& error) {
    // Half of a renewal, perhaps: the next connection looks again.
    spdlog::warn("the new TLS certificate is not taken: {}", error.what());
  }
  return context_;
}

}  // namespace tarn::net
