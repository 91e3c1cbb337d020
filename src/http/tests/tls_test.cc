#include "net/tls.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "http/client.h"
#include "http/server.h"
#include "net/tls_certificate.h"

namespace tarn::http {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using net::CheckTlsFiles;
using net::TlsCertificate;
using net::TlsFiles;
using testing::HasSubstr;

// Certificates of localhost, by the openssl command.
class TlsTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tarn-tls-" + base::NewUuid());
    fs::create_directories(folder_);
    if (!Make("a")) GTEST_SKIP() << "needs the openssl command";
  }
  void TearDown() override {
    unsetenv("SSL_CERT_FILE");
    fs::remove_all(folder_);
  }
  bool Make(const std::string& name) {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout " +
        (folder_ / (name + ".key")).string() + " -out " + (folder_ / (name + ".pem")).string() +
        " 2>/dev/null && chmod 600 " + (folder_ / (name + ".key")).string();
    return std::system(command.c_str()) == 0;
  }
  TlsFiles Files(const std::string& name) const {
    return {(folder_ / (name + ".pem")).string(), (folder_ / (name + ".key")).string()};
  }
  template <typename Body>
  static ErrorKind KindOf(Body body) {
    try {
      body();
    } catch (const base::Error& error) {
      message_ = error.message();
      return error.kind();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorKind::kInternal;
  }

  static inline std::string message_;
  fs::path folder_;
};

TEST_F(TlsTest, ServesWhoTrustsTheCertificate) {
  Server server({});
  bool secure = false;
  const uint16_t port = server.Listen(
      "test", "127.0.0.1", 0,
      [&](const Request& request) {
        secure = request.secure;
        return TextResponse(200, std::string(100'000, 'x') + request.path);
      },
      Files("a"));
  server.Start();
  const std::string url = "https://localhost:" + std::to_string(port);
  EXPECT_EQ(KindOf([&] { Get(url + "/x"); }), ErrorKind::kUnavailable);
  EXPECT_THAT(message_, HasSubstr("verify failed"));
  setenv("SSL_CERT_FILE", Files("a").certificate.c_str(), 1);
  EXPECT_THAT(Get(url + "/x"), testing::EndsWith("xxx/x"));
  EXPECT_TRUE(secure);
  // It is localhost's certificate, and nobody else's.
  EXPECT_EQ(KindOf([&] { Get("https://127.0.0.1:" + std::to_string(port) + "/x"); }),
            ErrorKind::kUnavailable);
  // Who speaks in the clear gets nothing.
  EXPECT_EQ(KindOf([&] { Get("http://localhost:" + std::to_string(port) + "/x"); }),
            ErrorKind::kUnavailable);
  EXPECT_TRUE(server.Stop(std::chrono::seconds(5)));
}

TEST_F(TlsTest, WrongFilesAreTold) {
  EXPECT_NO_THROW(CheckTlsFiles(Files("a")));
  EXPECT_EQ(KindOf([&] { CheckTlsFiles({Files("a").certificate, ""}); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { CheckTlsFiles(Files("none")); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { CheckTlsFiles({Files("a").key, Files("a").key}); }),
            ErrorKind::kInvalidArgument);
  ASSERT_TRUE(Make("b"));
  EXPECT_EQ(KindOf([&] { CheckTlsFiles({Files("a").certificate, Files("b").key}); }),
            ErrorKind::kInvalidArgument);
  fs::permissions(Files("a").key, fs::perms::others_read, fs::perm_options::add);
  EXPECT_EQ(KindOf([&] { CheckTlsFiles(Files("a")); }), ErrorKind::kPermissionDenied);
}

TEST_F(TlsTest, ARenewedCertificateIsTaken) {
  TlsCertificate certificate(Files("a"), std::chrono::milliseconds(0));
  const auto first = certificate.Current();
  EXPECT_EQ(certificate.Current(), first);
  const auto later = [&](int seconds) {
    fs::last_write_time(Files("a").certificate, fs::last_write_time(Files("a").certificate) +
                                                    std::chrono::seconds(seconds));
  };
  ASSERT_TRUE(Make("a"));
  later(10);
  const auto second = certificate.Current();
  EXPECT_NE(second, first);
  // Half of the next renewal.
  std::ofstream(Files("a").certificate) << "half";
  later(20);
  EXPECT_EQ(certificate.Current(), second);
}

TEST(ClientTest, WhatIsNoUrlIsRefused) {
  for (const char* url :
       {"", "x", "ftp://a/", "http://", "https:///x", "http://a b/", "http://user@host/"}) {
    try {
      Get(url);
      ADD_FAILURE() << url;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument) << url;
    }
  }
}

TEST(ClientTest, AnswersAreBoundedAndMustBeGood) {
  Server server({});
  const uint16_t port = server.Listen("test", "127.0.0.1", 0, [](const Request& request) {
    return TextResponse(request.path == "/missing" ? 404 : 200, std::string(10'000, 'x'));
  });
  server.Start();
  const std::string url = "http://127.0.0.1:" + std::to_string(port);
  EXPECT_EQ(Get(url).size(), 10'000U);
  EXPECT_THROW(Get(url, {.body_bytes = 9'999}), base::Error);
  EXPECT_THROW(Get(url + "/missing"), base::Error);
}

}  // namespace
}  // namespace tarn::http
