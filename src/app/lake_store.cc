#include "app/lake_store.h"

#include <cstdlib>
#include <fstream>

#include "base/error.h"
#include "store/s3/s3_store.h"

namespace tarn::app {
namespace {

using base::Error;
using base::ErrorKind;
using store::s3::Credentials;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string Trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// "[default]", then "aws_access_key_id = …" and so on. What it says is never told.
Credentials ReadCredentials(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw Error(ErrorKind::kNotFound, "cannot read the credentials for S3: " + path,
                "correct s3.credentials_file in tarn.yaml");
  }
  Credentials credentials;
  bool mine = true;
  for (std::string line; std::getline(file, line);) {
    line = Trimmed(line);
    if (line.starts_with('[')) mine = line == "[default]";
    const size_t equals = line.find('=');
    if (!mine || line.starts_with('#') || equals == std::string::npos) continue;
    const std::string name = Trimmed(line.substr(0, equals));
    const std::string value = Trimmed(line.substr(equals + 1));
    if (name == "aws_access_key_id") credentials.access_key = value;
    if (name == "aws_secret_access_key") credentials.secret_key = value;
    if (name == "aws_session_token") credentials.session_token = value;
  }
  if (credentials.access_key.empty() || credentials.secret_key.empty()) {
    throw Error(ErrorKind::kInvalidArgument, "no keys for S3 in the file: " + path,
                "write [default], aws_access_key_id = … and aws_secret_access_key = …");
  }
  return credentials;
}

}  // namespace

bool IsInS3(const LakeConfig& config) {
  const std::string scheme = store::SchemeOf(config.warehouse);
  return scheme == "s3" || scheme == "s3a" || scheme == "s3n";
}

store::s3::S3AccessOptions S3OptionsOf(const LakeConfig& config) {
  store::s3::S3AccessOptions options = config.s3;
  if (options.s3.endpoint.empty()) {
    options.s3.endpoint = "https://s3." + options.s3.region + ".amazonaws.com";
  }
  if (!config.s3_credentials_file.empty()) {
    options.s3.credentials = ReadCredentials(config.s3_credentials_file);
    return options;
  }
  options.s3.credentials = {Environment("AWS_ACCESS_KEY_ID"), Environment("AWS_SECRET_ACCESS_KEY"),
                            Environment("AWS_SESSION_TOKEN")};
  if (options.s3.credentials.access_key.empty() || options.s3.credentials.secret_key.empty()) {
    throw Error(ErrorKind::kUnauthenticated,
                "there are no keys for the warehouse in S3: " + config.warehouse,
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or s3.credentials_file in "
                "tarn.yaml");
  }
  return options;
}

std::shared_ptr<store::ObjectStore> OpenLakeStore(const LakeConfig& config) {
  if (!IsInS3(config)) return store::OpenStore(config.warehouse);
  return std::make_shared<store::s3::S3Store>(S3OptionsOf(config).s3);
}

}  // namespace tarn::app
