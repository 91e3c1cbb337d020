#include "auth/jwks.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "auth/secret.h"
#include "base/error.h"

namespace tarn::auth {
namespace {

using base::ErrorKind;
using nlohmann::json;

template <auto kFree>
struct Freed {
  template <typename T>
  void operator()(T* value) const {
    kFree(value);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

constexpr int kMinRsaBits = 2048;
constexpr int kMaxRsaBits = 8192;  // checking takes longer the longer the key is
constexpr size_t kP256Bytes = 32;

const unsigned char* Bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number ToNumber(const std::string& bytes) {
  return Number(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key FromParams(const char* type, ParamBuilder& builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) <= 0) {
    return nullptr;
  }
  return Key(key);
}

Key RsaKey(const json& jwk) {
  const auto n = DecodeBase64Url(TextClaim(jwk, "n"));
  const auto e = DecodeBase64Url(TextClaim(jwk, "e"));
  if (!n || !e || n->empty() || e->empty() || e->size() > 8) return nullptr;
  if (n->size() > kMaxRsaBits / 8 + 1) return nullptr;
  const Number modulus = ToNumber(*n), exponent = ToNumber(*e);
  if (BN_num_bits(modulus.get()) < kMinRsaBits) return nullptr;
  ParamBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return FromParams("RSA", builder);
}

Key EllipticKey(const json& jwk) {
  const auto x = DecodeBase64Url(TextClaim(jwk, "x"));
  const auto y = DecodeBase64Url(TextClaim(jwk, "y"));
  if (TextClaim(jwk, "crv") != "P-256" || !x || !y || x->size() != kP256Bytes ||
      y->size() != kP256Bytes) {
    return nullptr;
  }
  const std::string point = "\x04" + *x + *y;
  ParamBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return FromParams("EC", builder);
}

// JWS has r and s side by side (RFC 7518 section 3.4), OpenSSL wants them as ASN.1.
std::string ToDer(const std::string& raw) {
  if (raw.size() != 2 * kP256Bytes) return {};
  Signature signature(ECDSA_SIG_new());
  Number r = ToNumber(raw.substr(0, kP256Bytes)), s = ToNumber(raw.substr(kP256Bytes));
  if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
  r.release();  // the signature's now
  s.release();
  std::string der(static_cast<size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(signature.get(), &out);
  return der;
}

class OpensslKey : public PublicKey {
 public:
  OpensslKey(std::string key_id, std::string algorithm, Key key)
      : key_id_(std::move(key_id)), algorithm_(std::move(algorithm)), key_(std::move(key)) {}

  const std::string& key_id() const override { return key_id_; }
  bool Verify(const Jwt& token) const override {
    if (token.algorithm != algorithm_) return false;
    const std::string signature = algorithm_ == "ES256" ? ToDer(token.signature) : token.signature;
    const DigestContext context(EVP_MD_CTX_new());
    return !signature.empty() && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                            Bytes(token.signed_text), token.signed_text.size()) == 1;
  }

 private:
  const std::string key_id_;
  const std::string algorithm_;
  const Key key_;
};

}  // namespace

KeyList ParseJwks(std::string_view text) {
  constexpr size_t kMaxBytes = size_t{1} << 20;
  json set;
  if (text.size() <= kMaxBytes) set = json::parse(text, nullptr, false);
  if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) {
    base::Throw(ErrorKind::kInvalidArgument, "not a JWK set (RFC 7517): {}",
                std::string(text.substr(0, 100)));
  }
  KeyList keys;
  for (const json& jwk : set["keys"]) {
    if (keys.size() == kMaxKeys) break;
    if (!jwk.is_object()) continue;
    const std::string use = TextClaim(jwk, "use"), algorithm = TextClaim(jwk, "alg");
    if (!use.empty() && use != "sig") continue;
    const std::string type = TextClaim(jwk, "kty");
    const std::string own = type == "RSA" ? "RS256" : type == "EC" ? "ES256" : "";
    if (own.empty() || (!algorithm.empty() && algorithm != own)) continue;
    Key key = type == "RSA" ? RsaKey(jwk) : EllipticKey(jwk);
    if (key) {
      keys.push_back(std::make_shared<OpensslKey>(TextClaim(jwk, "kid"), own, std::move(key)));
    }
  }
  if (keys.empty()) {
    throw base::Error(
        ErrorKind::kInvalidArgument,
        fmt::format("the JWK set has no key of {} for RS256 or ES256", set["keys"].size()),
        "RSA keys have 2,048 bits at least, elliptic ones are on P-256");
  }
  return keys;
}

JwksCache::JwksCache(std::function<std::string()> location, FetchDocument fetch, base::Clock& clock,
                     std::chrono::seconds lifetime, std::chrono::seconds pause)
    : location_(std::move(location)),
      fetch_(std::move(fetch)),
      clock_(clock),
      lifetime_(lifetime),
      pause_(pause) {}

KeyList JwksCache::Keys(bool again) {
  // Who needs new keys waits for the one that fetches them.
  std::lock_guard lock(mutex_);
  const base::TimePoint now = clock_.Now();
  const bool old = keys_.empty() || now - fetched_ > lifetime_;
  const bool may_try = tried_ == base::TimePoint() || now - tried_ > pause_;
  if ((old || again) && may_try) {
    tried_ = now;
    try {
      keys_ = ParseJwks(fetch_(location_()));
      fetched_ = now;
    } catch (const std::exception& error) {
      if (keys_.empty()) {
        base::Throw(ErrorKind::kUnavailable,
                    "the keys of the OpenID provider are not to be had: {}", error.what());
      }
    }
  }
  if (keys_.empty()) {
    throw base::Error(ErrorKind::kUnavailable, "the keys of the OpenID provider are not to be had",
                      "try again in some seconds");
  }
  return keys_;
}

bool JwksCache::Verify(const Jwt& token) {
  const auto check = [&](const KeyList& keys, bool& known) {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
      if (!token.key_id.empty() && key->key_id() != token.key_id) return false;
      known = true;
      return key->Verify(token);
    });
  };
  bool known = false;
  if (check(Keys(/*again=*/false), known)) return true;
  // A key that was rotated in. One that is known and does not fit stays wrong.
  if (known && !token.key_id.empty()) return false;
  return check(Keys(/*again=*/true), known);
}

}  // namespace tarn::auth
