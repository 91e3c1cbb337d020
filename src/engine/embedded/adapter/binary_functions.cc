#include "engine/embedded/adapter/binary_functions.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <xxhash.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::Value;

Value Blob(std::string bytes) { return Value::BLOB_RAW(std::move(bytes)); }
const std::string& Bytes(const Value& value) { return duckdb::StringValue::Get(value); }

// ---- base64 and base32 (RFC 4648)

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// `bits` of the alphabet's digits a character, filled up with "=" to groups of `group`.
std::string EncodeBase(std::string_view bytes, std::string_view alphabet, unsigned bits,
                       size_t group) {
  std::string out;
  uint32_t buffer = 0;
  unsigned held = 0;
  for (const char c : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= bits; held -= bits) {
      out += alphabet[buffer >> (held - bits) & ((1U << bits) - 1)];
    }
    buffer &= (1U << held) - 1;
  }
  if (held > 0) out += alphabet[buffer << (bits - held) & ((1U << bits) - 1)];
  while (out.size() % group != 0) out += '=';
  return out;
}

std::string DecodeBase(const std::string& text, std::string_view alphabet, unsigned bits,
                       size_t group, const char* function) {
  std::string_view digits = text;
  size_t padding = 0;
  while (!digits.empty() && digits.back() == '=') {
    digits.remove_suffix(1);
    ++padding;
  }
  const bool base32 = bits == 5;
  // What is left over of a last byte must be less than a digit.
  const bool too_short = digits.size() * bits % 8 >= bits;
  if (base32 && too_short) {
    InvalidFunctionArgument(function, "Invalid input length " + std::to_string(digits.size()));
  }
  if (!base32 && text.size() == 1) {
    InvalidFunctionArgument(function, "Input byte[] should at least have 2 bytes for base64 bytes");
  }
  std::string out;
  uint32_t buffer = 0;
  unsigned held = 0;
  for (size_t at = 0; at < digits.size(); ++at) {
    const char c = digits[at];
    const size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) {
      if (base32) InvalidFunctionArgument(function, std::string("Unrecognized character: ") + c);
      if (c == '=') {
        InvalidFunctionArgument(function, "Input byte array has incorrect ending byte at " +
                                              std::to_string((at / group + 1) * group));
      }
      InvalidFunctionArgument(
          function, fmt::format("Illegal base64 character {:x}", static_cast<unsigned char>(c)));
    }
    buffer = buffer << bits | static_cast<uint32_t>(digit);
    held += bits;
    if (held >= 8) {
      held -= 8;
      out += static_cast<char>(buffer >> held & 255);
    }
    buffer &= (1U << held) - 1;
  }
  if (!base32 && too_short) {
    InvalidFunctionArgument(function, "Last unit does not have enough valid bits");
  }
  if (padding > 0 && text.size() % group != 0) {
    InvalidFunctionArgument(function, "Input byte array has wrong 4-byte ending unit");
  }
  return out;
}

Value ToBase64Url(const std::vector<Value>& values) {
  return Value(EncodeBase(Bytes(values[0]), kBase64Url, 6, 4));
}
Value ToBase32(const std::vector<Value>& values) {
  return Value(EncodeBase(Bytes(values[0]), kBase32, 5, 8));
}
Value FromBase64(const std::vector<Value>& values) {
  return Blob(DecodeBase(Bytes(values[0]), kBase64, 6, 4, "from_base64"));
}
Value FromBase64Url(const std::vector<Value>& values) {
  return Blob(DecodeBase(Bytes(values[0]), kBase64Url, 6, 4, "from_base64url"));
}
Value FromBase32(const std::vector<Value>& values) {
  return Blob(DecodeBase(Bytes(values[0]), kBase32, 5, 8, "from_base32"));
}

Value FromHex(const std::vector<Value>& values) {
  const std::string& text = Bytes(values[0]);
  if (text.size() % 2 != 0)
    InvalidFunctionArgument("from_hex", "invalid input length " + std::to_string(text.size()));
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
    InvalidFunctionArgument("from_hex", fmt::format("not a hexadecimal digit: \"{}\" = {}", c,
                                                    static_cast<unsigned char>(c)));
  };
  std::string out;
  for (size_t i = 0; i < text.size(); i += 2) {
    out += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return Blob(std::move(out));
}

// ---- hashes

// `digest` is one of OpenSSL's; MD5 and SHA-1 are asked for by name, not as a choice of ours.
template <const EVP_MD* (*kDigest)()>
Value Digest(const std::vector<Value>& values) {
  const std::string& bytes = Bytes(values[0]);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, kDigest(), nullptr) != 1) {
    throw duckdb::InvalidInputException("the cryptographic library has no such hash");
  }
  return Blob(std::string(reinterpret_cast<const char*>(out.data()), size));
}

template <const EVP_MD* (*kDigest)()>
Value Hmac(const std::vector<Value>& values) {
  const std::string &bytes = Bytes(values[0]), &key = Bytes(values[1]);
  if (key.empty()) throw DuckErrorOf(base::StandardError::kGenericInternalError, "Empty key");
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (HMAC(kDigest(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(),
           &size) == nullptr) {
    throw duckdb::InvalidInputException("the cryptographic library has no such hash");
  }
  return Blob(std::string(reinterpret_cast<const char*>(out.data()), size));
}

Value Crc32(const std::vector<Value>& values) {
  const std::string& bytes = Bytes(values[0]);
  return Value::BIGINT(
      static_cast<int64_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size())));
}

// ---- numbers as bytes, the highest first

template <typename T>
std::string BigEndian(T value) {
  std::string out(sizeof(T), '\0');
  for (size_t i = 0; i < sizeof(T); ++i) {
    out[i] = static_cast<char>(value >> 8 * (sizeof(T) - 1 - i) & 255);
  }
  return out;
}

template <typename T>
T FromBigEndian(const Value& value, const char* function) {
  const std::string& bytes = Bytes(value);
  if (bytes.size() != sizeof(T)) {
    const bool floats = std::string_view(function).starts_with("from_ieee754");
    InvalidFunctionArgument(
        function,
        floats
            ? fmt::format("Input floating-point value must be exactly {} bytes long", sizeof(T))
            : fmt::format("expected {}-byte input, but got instead: {}", sizeof(T), bytes.size()));
  }
  T out = 0;
  for (const char c : bytes) out = static_cast<T>(out << 8 | static_cast<unsigned char>(c));
  return out;
}

Value Xxhash64(const std::vector<Value>& values) {
  const std::string& bytes = Bytes(values[0]);
  return Blob(BigEndian<uint64_t>(XXH64(bytes.data(), bytes.size(), 0)));
}
Value ToBigEndian64(const std::vector<Value>& values) {
  return Blob(BigEndian(static_cast<uint64_t>(values[0].GetValue<int64_t>())));
}
Value ToBigEndian32(const std::vector<Value>& values) {
  return Blob(BigEndian(static_cast<uint32_t>(values[0].GetValue<int32_t>())));
}
Value FromBigEndian64(const std::vector<Value>& values) {
  return Value::BIGINT(
      static_cast<int64_t>(FromBigEndian<uint64_t>(values[0], "from_big_endian_64")));
}
Value FromBigEndian32(const std::vector<Value>& values) {
  return Value::INTEGER(
      static_cast<int32_t>(FromBigEndian<uint32_t>(values[0], "from_big_endian_32")));
}
Value ToIeee64(const std::vector<Value>& values) {
  return Blob(BigEndian(std::bit_cast<uint64_t>(values[0].GetValue<double>())));
}
Value ToIeee32(const std::vector<Value>& values) {
  return Blob(BigEndian(std::bit_cast<uint32_t>(values[0].GetValue<float>())));
}
Value FromIeee64(const std::vector<Value>& values) {
  return Value::DOUBLE(
      std::bit_cast<double>(FromBigEndian<uint64_t>(values[0], "from_ieee754_64")));
}
Value FromIeee32(const std::vector<Value>& values) {
  return Value::FLOAT(std::bit_cast<float>(FromBigEndian<uint32_t>(values[0], "from_ieee754_32")));
}

// ---- bytes beside text

Value ReverseBytes(const std::vector<Value>& values) {
  std::string bytes = Bytes(values[0]);
  std::reverse(bytes.begin(), bytes.end());
  return Blob(std::move(bytes));
}

Value SubstrBytes(const std::vector<Value>& values) {
  const std::string& bytes = Bytes(values[0]);
  const auto size = static_cast<int64_t>(bytes.size());
  int64_t start = values[1].GetValue<int64_t>();
  const int64_t length = values.size() > 2 ? values[2].GetValue<int64_t>() : size;
  if (start < 0) start += size + 1;
  if (start <= 0 || start > size || length <= 0) return Blob({});
  return Blob(bytes.substr(static_cast<size_t>(start - 1), static_cast<size_t>(length)));
}

// Code points of text, bytes of varbinary.
duckdb::unique_ptr<duckdb::Expression> BindLength(duckdb::FunctionBindExpressionInput& input) {
  const bool binary = input.children[0]->return_type.id() == duckdb::LogicalTypeId::BLOB;
  return CastTo(input.context,
                Call(input.context, binary ? "octet_length" : "length", std::move(input.children)),
                LogicalType::BIGINT);
}

}  // namespace

void RegisterBinaryFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType blob = LogicalType::BLOB, text = LogicalType::VARCHAR;
  const LogicalType number = LogicalType::BIGINT;
  const auto add = [&](const char* name, duckdb::vector<LogicalType> arguments,
                       const LogicalType& result, Value (*body)(const std::vector<Value>&)) {
    RegisterScalar(loader, name, std::move(arguments), result, RowKernel(body));
  };
  add("tarn_to_base64url", {blob}, text, ToBase64Url);
  add("tarn_to_base32", {blob}, text, ToBase32);
  add("tarn_from_base64", {text}, blob, FromBase64);
  add("tarn_from_base64url", {text}, blob, FromBase64Url);
  add("tarn_from_base32", {text}, blob, FromBase32);
  add("tarn_from_hex", {text}, blob, FromHex);
  add("tarn_md5", {blob}, blob, Digest<EVP_md5>);
  add("tarn_sha1", {blob}, blob, Digest<EVP_sha1>);
  add("tarn_sha256", {blob}, blob, Digest<EVP_sha256>);
  add("tarn_sha512", {blob}, blob, Digest<EVP_sha512>);
  add("tarn_hmac_md5", {blob, blob}, blob, Hmac<EVP_md5>);
  add("tarn_hmac_sha1", {blob, blob}, blob, Hmac<EVP_sha1>);
  add("tarn_hmac_sha256", {blob, blob}, blob, Hmac<EVP_sha256>);
  add("tarn_hmac_sha512", {blob, blob}, blob, Hmac<EVP_sha512>);
  add("tarn_crc32", {blob}, number, Crc32);
  add("tarn_xxhash64", {blob}, blob, Xxhash64);
  add("tarn_to_big_endian_64", {number}, blob, ToBigEndian64);
  add("tarn_to_big_endian_32", {LogicalType::INTEGER}, blob, ToBigEndian32);
  add("tarn_from_big_endian_64", {blob}, number, FromBigEndian64);
  add("tarn_from_big_endian_32", {blob}, LogicalType::INTEGER, FromBigEndian32);
  add("tarn_to_ieee754_64", {LogicalType::DOUBLE}, blob, ToIeee64);
  add("tarn_to_ieee754_32", {LogicalType::FLOAT}, blob, ToIeee32);
  add("tarn_from_ieee754_64", {blob}, LogicalType::DOUBLE, FromIeee64);
  add("tarn_from_ieee754_32", {blob}, LogicalType::FLOAT, FromIeee32);
  loader.RegisterFunction(BoundLater("tarn_length", 1, BindLength));
  const auto overload = [&](const char* name, duckdb::vector<LogicalType> arguments,
                            Value (*body)(const std::vector<Value>&)) {
    loader.AddFunctionOverload(
        duckdb::ScalarFunction(name, std::move(arguments), blob, RowKernel(body)));
  };
  overload("tarn_from_hex", {blob}, FromHex);
  overload("tarn_reverse", {blob}, ReverseBytes);
  overload("tarn_substr", {blob, number}, SubstrBytes);
  overload("tarn_substr_for", {blob, number, number}, SubstrBytes);
}

}  // namespace tarn::engine::embedded
