#include "api/iceberg_rest/requests.h"

#include "iceberg/json/model_json.h"
#include "iceberg/update/commit_request_json.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
namespace json = iceberg::json;

constexpr const char* kDocument = "request";

template <typename Parse>
auto ParseObject(std::string_view text, Parse&& parse) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, kDocument,
                             [&](const json::Value& root) { return parse(json::AsObject(root)); });
}

catalog::Namespace AsNamespace(const json::Value& value) {
  catalog::Namespace levels = json::AsVector(value, [](const json::Value& level) {
    std::string name = json::AsString(level);
    catalog::CheckName(name);
    return name;
  });
  if (levels.empty()) base::Throw(ErrorKind::kInvalidArgument, "a namespace needs a level");
  return levels;
}

std::string AsName(const json::Value& value) {
  std::string name = json::AsString(value);
  catalog::CheckName(name);
  return name;
}

catalog::TableIdentifier AsIdentifier(const json::Value& value) {
  const json::Object object = json::AsObject(value);
  return {json::Get(object, "namespace", AsNamespace), json::GetString(object, "name")};
}

bool GetFlag(const json::Object& object, std::string_view key) {
  return json::GetOptional(object, key, json::AsBool).value_or(false);
}

// Not known is not to be done: for commits the specification asks for 400.
template <typename Parse>
auto RefusingUnknown(Parse&& parse) {
  try {
    return parse();
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kUnsupported) throw;
    throw base::Error(ErrorKind::kInvalidArgument, error.message(), error.hint());
  }
}

}  // namespace

CreateNamespaceRequest ParseCreateNamespace(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    return CreateNamespaceRequest{json::Get(object, "namespace", AsNamespace),
                                  json::GetOptionalStringMap(object, "properties")};
  });
}

UpdatePropertiesRequest ParseUpdateProperties(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    return UpdatePropertiesRequest{json::GetOptionalVector(object, "removals", json::AsString),
                                   json::GetOptionalStringMap(object, "updates")};
  });
}

CreateTableRequest ParseCreateTable(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    CreateTableRequest request;
    request.name = json::Get(object, "name", AsName);
    request.table.schema = json::Get(object, "schema", json::AsSchema);
    if (auto spec = json::GetOptional(object, "partition-spec", json::AsPartitionSpec)) {
      request.table.spec = *std::move(spec);
    }
    if (auto order = json::GetOptional(object, "write-order", json::AsSortOrder)) {
      request.table.sort_order = *std::move(order);
    }
    request.table.location = json::GetOptionalString(object, "location").value_or("");
    request.table.properties = json::GetOptionalStringMap(object, "properties");
    request.stage_create = GetFlag(object, "stage-create");
    return request;
  });
}

RegisterRequest ParseRegister(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    return RegisterRequest{json::Get(object, "name", AsName),
                           json::GetString(object, "metadata-location"),
                           GetFlag(object, "overwrite")};
  });
}

RenameRequest ParseRename(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    return RenameRequest{json::Get(object, "source", AsIdentifier),
                         json::Get(object, "destination", AsIdentifier)};
  });
}

iceberg::CommitTableRequest ParseCommit(std::string_view text) {
  return RefusingUnknown([&] { return iceberg::ParseCommitTableRequest(text); });
}

std::vector<TableChange> ParseCommitTransaction(std::string_view text) {
  return RefusingUnknown([&] {
    return ParseObject(text, [](const json::Object& object) {
      return json::GetVector(object, "table-changes", [](const json::Value& value) {
        const json::Object change = json::AsObject(value);
        return TableChange{json::Get(change, "identifier", AsIdentifier),
                           json::AsCommitTableRequest(value)};
      });
    });
  });
}

CreateViewRequest ParseCreateView(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    CreateViewRequest request;
    request.name = json::Get(object, "name", AsName);
    request.location = json::GetOptionalString(object, "location").value_or("");
    request.schema = json::Get(object, "schema", json::AsSchema);
    request.version = json::Get(object, "view-version", json::AsViewVersion);
    request.properties = json::GetOptionalStringMap(object, "properties");
    return request;
  });
}

store::s3::RemoteRequest ParseSignRequest(std::string_view text) {
  return ParseObject(text, [](const json::Object& object) {
    store::s3::RemoteRequest request;
    request.method = json::GetString(object, "method");
    request.uri = json::GetString(object, "uri");
    request.region = json::GetString(object, "region");
    request.body = json::GetOptionalString(object, "body").value_or("");
    json::GetOptionalStringMap(object, "properties");
    const std::string provider = json::GetOptionalString(object, "provider").value_or("s3");
    if (provider != "s3") {
      base::Throw(ErrorKind::kInvalidArgument, "provider: expected s3, got '{}'", provider);
    }
    json::Get(object, "headers", [&](const json::Value& value) {
      for (const auto [name, values] : json::AsObject(value)) {
        request.headers[std::string(name)] = json::AsVector(values, json::AsString);
      }
      return true;
    });
    return request;
  });
}

// What is there must be of its type; of reports that the specification does not know, what all
// have.
std::string ParseMetricsReport(std::string_view text) {
  const auto parse = [](const json::Value& root) {
    const json::Object object = json::AsObject(root);
    json::GetString(object, "report-type");
    json::GetString(object, "table-name");
    json::GetInt64(object, "snapshot-id");
    json::GetOptionalInt64(object, "sequence-number");
    json::GetOptionalString(object, "operation");
    json::GetOptionalInt32(object, "schema-id");
    json::GetOptionalVector(object, "projected-field-ids", json::AsInt32);
    json::GetOptionalVector(object, "projected-field-names", json::AsString);
    json::GetOptional(object, "metrics", json::AsObject);
    json::GetOptionalStringMap(object, "metadata");
    return std::string(simdjson::minify(root));
  };
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, kDocument, parse);
}

std::string ParseFunctionMetadata(const std::string& text, const std::string& location) {
  return json::ParseDocument(
      text, ErrorKind::kDataCorruption, location.c_str(), [](const json::Value& root) {
        const json::Object object = json::AsObject(root);
        json::GetString(object, "function-uuid");
        const int64_t version = json::GetInt64(object, "format-version");
        if (version != 1) {
          base::Throw(ErrorKind::kUnsupported, "metadata of a function of version {}", version);
        }
        json::GetVector(object, "definitions", json::AsObject);
        json::GetVector(object, "definition-log", json::AsObject);
        return std::string(simdjson::minify(root));
      });
}

}  // namespace tarn::api::iceberg_rest
