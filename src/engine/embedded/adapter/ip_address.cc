#include "engine/embedded/adapter/ip_address.h"

#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/function/cast/default_casts.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/ip_text.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::unique_ptr;
using duckdb::Vector;

[[noreturn]] void CannotCast(std::string_view value) {
  throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                    fmt::format("Cannot cast value to IPADDRESS: {}", value.substr(0, 200)));
}

duckdb::scalar_function_t FromText(bool safe) {
  return UnaryKernel<string_t, string_t>(
      safe,
      [](string_t text, Vector& result) -> std::optional<string_t> {
        const auto bytes = ParseIpAddress(View(text));
        if (!bytes) return std::nullopt;
        return NewString(result, *bytes);
      },
      [](string_t text) { CannotCast(View(text)); });
}

duckdb::scalar_function_t FromBytes(bool safe) {
  return UnaryKernel<string_t, string_t>(
      safe,
      [](string_t given, Vector& result) -> std::optional<string_t> {
        const auto bytes = IpAddressOf(View(given));
        if (!bytes) return std::nullopt;
        return NewString(result, *bytes);
      },
      [](string_t given) {
        throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                          fmt::format("Invalid IP address binary length: {}", given.GetSize()));
      });
}

void ToText(duckdb::DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(),
      [&](string_t bytes) { return NewString(result, IpAddressText(View(bytes))); });
}

struct Network {
  std::string address;
  size_t bits = 0;
};

// "10.0.0.0/8".
Network ParseNetwork(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) InvalidFunctionArgument("contains", "Invalid CIDR");
  const auto address = ParseIpAddress(text.substr(0, slash));
  if (!address) InvalidFunctionArgument("contains", "Invalid network IP address");
  const bool v4 = std::string_view(*address).starts_with(kMappedIpV4);
  const std::string_view length = text.substr(slash + 1);
  int bits = -1;
  const auto end = std::from_chars(length.data(), length.data() + length.size(), bits);
  const int most = v4 ? 32 : 128;
  if (end.ec != std::errc() || end.ptr != length.data() + length.size()) {
    // Trino lets Java's library say it.
    throw DuckErrorOf(
        base::StandardError::kGenericInternalError,
        fmt::format("Invalid argument of contains: For input string: \"{}\"", length));
  }
  if (bits < 0) InvalidFunctionArgument("contains", "Invalid prefix length");
  if (bits > most) InvalidFunctionArgument("contains", "Invalid CIDR");
  return {*address, static_cast<size_t>(bits)};
}

bool Contains(const Network& network, std::string_view address) {
  const bool v4 = std::string_view(network.address).starts_with(kMappedIpV4);
  // Every address is in ::/0; below it, the two kinds do not mix.
  if (!v4 && network.bits == 0) return true;
  if (v4 != address.starts_with(kMappedIpV4)) return false;
  const size_t bits = network.bits + (v4 ? 96 : 0);
  const size_t whole = bits / 8;
  if (network.address.compare(0, whole, address, 0, whole) != 0) return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<unsigned char>(0xff << (8 - bits % 8));
  return ((static_cast<unsigned char>(network.address[whole]) ^
           static_cast<unsigned char>(address[whole])) &
          mask) == 0;
}

}  // namespace

LogicalType IpAddress() {
  LogicalType type(LogicalTypeId::BLOB);
  type.SetAlias(kIpAddressName);
  return type;
}

bool IsIpAddress(const LogicalType& type) {
  return type.id() == LogicalTypeId::BLOB && type.HasAlias() && type.GetAlias() == kIpAddressName;
}

unique_ptr<Expression> CastIpAddress(duckdb::ClientContext& context, unique_ptr<Expression>& child,
                                     const LogicalType& target, bool safe) {
  const LogicalType source = child->return_type;
  if (IsIpAddress(source) == IsIpAddress(target)) {
    return IsIpAddress(source) ? std::move(child) : nullptr;
  }
  const bool from = IsIpAddress(source);
  const LogicalTypeId other = from ? target.id() : source.id();
  if ((other != LogicalTypeId::VARCHAR && other != LogicalTypeId::BLOB) ||
      (from ? target : source).IsJSONType()) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kTypeMismatch, "Type mismatch: Cannot cast %s to %s",
        from ? "ipaddress" : source.ToString(), from ? target.ToString() : "ipaddress");
  }
  if (from && other == LogicalTypeId::BLOB) return CastTo(context, std::move(child), target);
  BoundExpressions children;
  children.push_back(std::move(child));
  const char* name = safe ? "tarn_try_cast_ip" : "tarn_cast_ip";
  if (from) return CallOwn(context, std::move(children), name, {source}, target, ToText);
  return CallOwn(context, std::move(children), name, {source}, target,
                 other == LogicalTypeId::VARCHAR ? FromText(safe) : FromBytes(safe), "to ip");
}

unique_ptr<Expression> BindNetworkContains(duckdb::ClientContext& context,
                                           BoundExpressions& children) {
  if (children[0]->return_type.id() != LogicalTypeId::VARCHAR ||
      !IsIpAddress(children[1]->return_type)) {
    return nullptr;
  }
  auto kernel = [](duckdb::DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
    std::string text;
    std::optional<Network> network;  // the last one: most are constant
    duckdb::BinaryExecutor::Execute<string_t, string_t, bool>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](string_t cidr, string_t address) {
          if (!network || text != View(cidr)) {
            network = ParseNetwork(View(cidr));
            text = View(cidr);
          }
          return Contains(*network, View(address));
        });
  };
  return CallOwn(context, std::move(children), "tarn_network_contains",
                 {LogicalType::VARCHAR, IpAddress()}, LogicalType::BOOLEAN, kernel);
}

void RegisterIpAddress(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterType(kIpAddressName, IpAddress());
  loader.RegisterCastFunction(IpAddress(), LogicalType::BLOB,
                              duckdb::BoundCastInfo(duckdb::DefaultCasts::ReinterpretCast));
}

}  // namespace tarn::engine::embedded
